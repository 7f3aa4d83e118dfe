import type { EscalationView } from "@nightlight/contracts/counsellor/escalation";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { escalationsOfQuery } from "./escalation-queries.ts";
import { useTimeLeft } from "./deadline-line.tsx";
import styles from "./escalation.module.css";

type EscalationLineProps = { readonly contactId: string; readonly onOpen: () => void };

/** Below the record: the way to escalate, and where the newest escalation stands. */
export function EscalationLine({ contactId, onOpen }: EscalationLineProps) {
  const t = useTranslations("escalation");
  const { data: escalations = [] } = useQuery(escalationsOfQuery(contactId));
  const [newest] = escalations;
  return (
    <div className={styles["below"]}>
      {newest === undefined ? <span /> : <Standing escalation={newest} />}
      <Button tone="plain" keys={KEYS.escalate.cap} aria-keyshortcuts={spokenKeys("escalate")} onClick={onOpen}>
        {t(newest === undefined ? "open" : "follow")}
      </Button>
    </div>
  );
}

function Standing({ escalation }: { readonly escalation: EscalationView }) {
  const t = useTranslations("escalation");
  const left = useTimeLeft();
  const next = escalation.deadlines.find(({ isMet }) => !isMet);
  const isOver = escalation.status === "closed" || escalation.status === "withdrawn";
  return (
    <span className={styles["standing"]} role="status">
      {next?.isOverdue === true ? <Icon name="warning" size={14} /> : null}
      <b>{t(`status.${escalation.status}`)}</b>
      {isOver || next === undefined ? null : <span>{left(next.at).words}</span>}
    </span>
  );
}
