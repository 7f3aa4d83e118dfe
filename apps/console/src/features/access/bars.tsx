import { barringRoutes, type BarringView } from "@nightlight/contracts/supervisor/access";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Loading } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { barringsQuery } from "./access-queries.ts";
import { BarForm } from "./bar-form.tsx";

type BarsProps = {
  readonly contactId: string;
  /** Its own counsellor sees only what they set: whether others are barred is not theirs to know. */
  readonly isMine?: boolean;
};

/** Who is barred from a contact, by whom and why; adding one, and taking one back. */
export function Bars({ contactId, isMine = false }: BarsProps) {
  const t = useTranslations("access");
  const problemText = useProblemText();
  const barrings = useQuery(barringsQuery(contactId));
  const [isAdding, setAdding] = useState(false);
  return (
    <section className={office["section"]} aria-label={t("bars.title")}>
      <div className={office["form"]}>
        <h3 className={office["acts"]}>{t("bars.title")}</h3>
        {barrings.isPending ? <Loading /> : null}
        {barrings.isError ? <p className={office["error"]}>{problemText(barrings.error)}</p> : null}
        {barrings.data?.barrings.length === 0 ? (
          <p className={office["acts"]}>{t(isMine ? "mine.noBars" : "bars.none")}</p>
        ) : null}
        {barrings.data?.barrings.map((barring) => (
          <Bar key={barring.id} contactId={contactId} barring={barring} />
        ))}
        {isAdding ? (
          <BarForm
            contactId={contactId}
            onDone={() => {
              setAdding(false);
            }}
          />
        ) : (
          <div className={office["acts"]}>
            <Button
              onClick={() => {
                setAdding(true);
              }}
            >
              {t("bars.add")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function Bar({ contactId, barring }: { readonly contactId: string; readonly barring: BarringView }) {
  const t = useTranslations("access");
  const client = useQueryClient();
  const problemText = useProblemText();
  const lift = useMutation({
    mutationFn: () => call(barringRoutes.lift, { params: { contactId, barredId: barring.barred.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["watch"] }),
  });
  const by = barring.by?.name ?? t("bars.system");
  return (
    <div className={office["block"]}>
      <h3>
        {barring.barred.name} <span className={office["quiet"]}>{t(`origin.${barring.origin}`)}</span>
      </h3>
      {barring.reason === null ? null : <p>{barring.reason}</p>}
      <p className={office["quiet"]}>
        {t("bars.by", { name: by, at: `${clockTime(barring.at)} ${calendarDay(barring.at)}` })}
      </p>
      {lift.isError ? <p role="status">{problemText(lift.error)}</p> : null}
      {barring.liftedAt === null ? (
        <div>
          <Button
            size="small"
            whyNot={lift.isPending ? t("loading") : undefined}
            onClick={() => {
              lift.mutate();
            }}
          >
            {t("bars.lift")}
          </Button>
        </div>
      ) : (
        <p className={office["quiet"]}>
          {t("bars.lifted", { name: barring.liftedBy?.name ?? "", at: clockTime(barring.liftedAt) })}
        </p>
      )}
    </div>
  );
}
