import type { ReceivedEscalationView, ReportView, StepView } from "@nightlight/contracts/authority/escalation";
import { useNow } from "@nightlight/door/time/use-now";
import { useTranslations } from "use-intl";
import { timeAndDay } from "../../shared/time.ts";
import styles from "./history.module.css";

/** What the office reported so far, and what became of it. */
export function Reports({ reports }: { readonly reports: readonly ReportView[] }) {
  const t = useTranslations("report");
  const now = useNow(60_000);
  if (reports.length === 0) return null;
  return (
    <ol className={styles["reports"]} aria-label={t("list")}>
      {reports.map(({ id, at, by, text, verdict, question }) => (
        <li key={id}>
          <p className={styles["meta"]}>
            {by} · {timeAndDay(at, now)} · <b>{t(`verdict.${verdict}`)}</b>
          </p>
          <p className={styles["words"]}>{text}</p>
          {question === null ? null : (
            <blockquote className={styles["question"]}>
              <p className={styles["meta"]}>{t("asks")}</p>
              <p>{question}</p>
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Every step on the way, newest first, as both sides see it. */
export function History({ steps }: Pick<ReceivedEscalationView, "steps">) {
  const t = useTranslations("page");
  const step = useTranslations("step");
  const now = useNow(60_000);
  return (
    <section className={styles["history"]} aria-label={t("history")}>
      <h2>{t("history")}</h2>
      <ol>
        {steps.toReversed().map((each: StepView, at) => (
          <li key={`${each.at} ${each.kind} ${String(at)}`}>
            <time dateTime={each.at}>{timeAndDay(each.at, now)}</time>
            <div>
              <p>{step(each.kind)}</p>
              {each.authority === null ? null : <p className={styles["meta"]}>{each.authority}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
