import type { ReceivedEscalationView } from "@nightlight/contracts/authority/escalation";
import { HELPLINE } from "@nightlight/door/house/helpline";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { useNow } from "@nightlight/door/time/use-now";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { LevelMark } from "../../shared/level-mark.tsx";
import { useFallbackMs } from "../../shared/live/use-live.ts";
import { addressOf, type Place } from "../../shared/place.ts";
import { escalationQuery } from "../../shared/queries.ts";
import { timeAndDay } from "../../shared/time.ts";
import { Acts } from "./acts.tsx";
import { Clocks } from "./clocks.tsx";
import { Content } from "./content.tsx";
import styles from "./escalation-page.module.css";
import { History, Reports } from "./history.tsx";
import { Papers } from "./papers.tsx";
import { ReportForm } from "./report-form.tsx";
import { useSeen } from "./use-seen.ts";

type EscalationPageProps = { readonly place: Place; readonly isCovered: boolean };

/** One escalation on one page: what is asked, by when, what was sent, what can be done, what was done. */
export function EscalationPage({ place, isCovered }: EscalationPageProps) {
  const t = useTranslations("page");
  if (place.escalationId === undefined) {
    return (
      <main className={styles["page"]}>
        <p className={styles["choose"]}>{t("choose")}</p>
      </main>
    );
  }
  return (
    <main className={styles["page"]}>
      <p className={styles["back"]}>
        <a href={addressOf({ ...place, escalationId: undefined })}>
          <Icon name="back" /> {t("back")}
        </a>
      </p>
      <Opened escalationId={place.escalationId} isCovered={isCovered} />
    </main>
  );
}

function Opened({ escalationId, isCovered }: { readonly escalationId: string; readonly isCovered: boolean }) {
  const escalation = useQuery({ ...escalationQuery(escalationId), refetchInterval: useFallbackMs() });
  if (escalation.data !== undefined) return <Page view={escalation.data} isCovered={isCovered} />;
  return escalation.isError ? <Failed error={escalation.error} retry={() => void escalation.refetch()} /> : <Loading />;
}

const OVER = new Set<ReceivedEscalationView["status"]>(["closed", "withdrawn"]);

function Page({ view, isCovered }: { readonly view: ReceivedEscalationView; readonly isCovered: boolean }) {
  const t = useTranslations("page");
  const status = useTranslations("status");
  const now = useNow(60_000);
  const field = useRef<HTMLTextAreaElement>(null);
  useSeen(view, isCovered);
  const isOver = OVER.has(view.status);
  const question = view.reports.at(-1)?.question ?? null;
  const isNext = !view.can.includes("acknowledge") && !view.can.includes("act");
  const toReport = () => {
    field.current?.scrollIntoView({ block: "center" });
    field.current?.focus();
  };
  return (
    <article aria-label={view.number}>
      <header className={styles["head"]}>
        <div className={styles["title"]}>
          <p className={styles["from"]}>
            <b>{view.number}</b> · {t("from", { helpline: HELPLINE, time: timeAndDay(view.sentAt, now) })}
          </p>
          <h1>{view.content.asked}</h1>
          <p className={styles["who"]}>
            <LevelMark level={view.level} />
            <span>{view.content.place}</span>
            <span>{status(view.status)}</span>
          </p>
        </div>
        <Button tone="plain" className={styles["print"]} onClick={print}>
          <Icon name="print" /> {t("print")}
        </Button>
      </header>
      {view.level === "P1" && !isOver ? (
        <Bar tone="ember" icon="warning">
          {t.rich("danger", { number: (digits) => <a href="tel:113">{digits}</a> })}
        </Bar>
      ) : null}
      {question === null || isOver ? null : (
        <Bar tone="lamp" icon="info" acts={<Button onClick={toReport}>{t("answer")}</Button>}>
          <b>{t("question")}</b> {question}
        </Bar>
      )}
      <div className={styles["do"]}>
        <Acts view={view} onReport={toReport} />
      </div>
      <Clocks deadlines={view.deadlines} sentAt={view.sentAt} isOver={isOver} />
      <div className={styles["body"]}>
        <div className={styles["sent"]}>
          <Content content={view.content} />
          <Papers escalationId={view.id} />
        </div>
        <div>
          <section aria-label={t("reports")}>
            <h2 className={styles["reports"]}>{t("reports")}</h2>
            <Reports reports={view.reports} />
            {view.can.includes("report") ? (
              <ReportForm escalationId={view.id} isNext={isNext} field={field} />
            ) : view.reports.length === 0 ? (
              <p className={styles["none"]}>{t(isOver ? "noReports" : "reportLater")}</p>
            ) : null}
          </section>
          <History steps={view.steps} />
        </div>
      </div>
      <footer className={styles["foot"]}>
        <p>{t("addressed", { names: view.addressed.map(({ name }) => name).join(", ") })}</p>
        <p>
          {t.rich("call", {
            helpline: HELPLINE,
            number: (digits) => <a href={`tel:${HELPLINE.replaceAll(" ", "")}`}>{digits}</a>,
          })}
        </p>
      </footer>
    </article>
  );
}

function print(): void {
  window.print();
}
