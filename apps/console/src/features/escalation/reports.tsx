import { escalationRoutes, type EscalationView } from "@nightlight/contracts/counsellor/escalation";
import type { ReportView } from "@nightlight/contracts/authority/escalation";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { useState } from "react";
import { useTranslations } from "use-intl";
import styles from "./escalation.module.css";
import { SayForm } from "./say-form.tsx";
import { useEscalationAct } from "./use-escalation-act.ts";

/** What the authority reported. A person accepts it, or asks again: only that closes the loop. */
export function Reports({ escalation }: { readonly escalation: EscalationView }) {
  return escalation.reports.map((report) => <Report key={report.id} escalation={escalation} report={report} />);
}

type ReportProps = { readonly escalation: EscalationView; readonly report: ReportView };

function Report({ escalation, report }: ReportProps) {
  const t = useTranslations("escalation.report");
  const isOpen = report.verdict === "waiting" && escalation.status !== "closed" && escalation.status !== "withdrawn";
  return (
    <section className={styles["report"]} aria-label={t("label")}>
      <p className={styles["caption"]}>
        {t("by", { name: report.by, time: `${clockTime(report.at)} ${calendarDay(report.at)}` })}
      </p>
      <p className={styles["words"]}>{report.text}</p>
      {report.question === null ? null : <p className={styles["quiet"]}>{t("asked", { question: report.question })}</p>}
      {report.verdict === "accepted" ? <p className={styles["quiet"]}>{t("accepted")}</p> : null}
      {isOpen ? (
        <Judge escalationId={escalation.id} reportId={report.id} needsReason={escalation.needsBreachReason} />
      ) : null}
    </section>
  );
}

type JudgeProps = { readonly escalationId: string; readonly reportId: string; readonly needsReason: boolean };

function Judge({ escalationId, reportId, needsReason }: JudgeProps) {
  const t = useTranslations("escalation.report");
  const problemText = useProblemText();
  const [isAsking, setIsAsking] = useState(false);
  const params = { escalationId, reportId };
  const accept = useEscalationAct(() => call(escalationRoutes.accept, { params }));
  const ask = useEscalationAct((question: string) => call(escalationRoutes.ask, { params, body: { question } }));
  if (isAsking) {
    return (
      <SayForm
        label={t("question")}
        act={t("send")}
        running={ask}
        onCancel={() => {
          setIsAsking(false);
        }}
      />
    );
  }
  return (
    <>
      <div role="status">
        {accept.isError ? <p className={styles["problem"]}>{problemText(accept.error)}</p> : null}
      </div>
      <div className={styles["acts"]}>
        <Button
          tone={needsReason ? "edged" : "lamp"}
          whyNot={needsReason ? t("reasonFirst") : accept.isPending ? t("pending") : undefined}
          onClick={() => {
            accept.mutate(undefined);
          }}
        >
          {t("accept")}
        </Button>
        <Button
          onClick={() => {
            setIsAsking(true);
          }}
        >
          {t("ask")}
        </Button>
      </div>
    </>
  );
}
