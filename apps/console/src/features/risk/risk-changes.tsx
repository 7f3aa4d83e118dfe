import { riskRoutes, type RiskChangeView } from "@nightlight/contracts/counsellor/risk";
import { call } from "@nightlight/door/client/api";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { ChangeList, Changes } from "@nightlight/ui/components/changes";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Level } from "./risk-level.tsx";
import styles from "./risk-panel.module.css";

type RiskChangesProps = {
  readonly contactId: string;
  /** Changes whenever a person changed the level: what was read before is then old. */
  readonly version: number;
};

/** Every change of the level by a person, with its reason and who agreed. Read when asked for. */
export function RiskChanges({ contactId, version }: RiskChangesProps) {
  const t = useTranslations("risk.changes");
  const [isOpen, setOpen] = useState(false);
  const changes = useQuery({
    queryKey: ["risk-changes", contactId, version],
    queryFn: async () => (await call(riskRoutes.changes, { params: { contactId } })).changes,
    enabled: isOpen,
  });
  return (
    <Changes
      title={t("title")}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      {!isOpen ? null : changes.data !== undefined ? (
        <ChangeList label={t("title")}>
          {changes.data.map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ChangeList>
      ) : changes.isError ? (
        <Failed error={changes.error} retry={() => void changes.refetch()} />
      ) : (
        <Loading />
      )}
    </Changes>
  );
}

function Change({ change }: { readonly change: RiskChangeView }) {
  const t = useTranslations("risk.changes");
  const { kind, from, to, reason, by, at, decision } = change;
  const when = (instant: string) => `${clockTime(instant)} ${calendarDay(instant)}`;
  return (
    <li>
      <p className={styles["step"]}>
        {from === null ? null : (
          <>
            <Level level={from} />
            <Icon name="right" size={14} />
          </>
        )}
        <Level level={to} />
      </p>
      <p>{t(kind, { name: by.name, time: when(at) })}</p>
      {reason === null ? null : <blockquote>{reason}</blockquote>}
      {decision === null ? (
        kind === "asked" ? (
          <p>{t("waiting")}</p>
        ) : null
      ) : (
        <p>{t(decision.approves ? "approved" : "kept", { name: decision.by.name, time: when(decision.at) })}</p>
      )}
    </li>
  );
}
