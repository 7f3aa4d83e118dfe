import type { EscalationView } from "@nightlight/contracts/counsellor/escalation";
import { clockTime } from "@nightlight/door/time/time";
import { useState } from "react";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useTranslations } from "use-intl";
import { ContentPreview } from "./content-preview.tsx";
import { DeadlineLine } from "./deadline-line.tsx";
import { EscalationActs } from "./escalation-acts.tsx";
import styles from "./escalation.module.css";
import { Level } from "./level-words.tsx";
import { Reports } from "./reports.tsx";
import { TaskCard } from "./task-card.tsx";

/** Where one escalation stands: sent, seen, acknowledged, reported; by when; what has to be done by telephone. */
export function EscalationCard({ escalation }: { readonly escalation: EscalationView }) {
  const t = useTranslations("escalation");
  const [isContentShown, setIsContentShown] = useState(false);
  const { level, number, status, addressed, deadlines, tasks, nextClimbAt, declined } = escalation;
  const isOver = status === "closed" || status === "withdrawn";
  const first = addressed[0]?.authority.name ?? "–";
  return (
    <article className={styles["card"]} aria-label={t("one", { number })}>
      <header className={styles["cardHead"]}>
        <Level level={level} />
        <a className={styles["slip"]} href={`/api/escalations/${escalation.id}/slip`} download>
          {t("slip", { number })}
        </a>
      </header>
      <p className={styles["strong"]}>{first}</p>
      {addressed.slice(1).map(({ authority, because, at }) => (
        <p key={authority.id} className={styles["quiet"]}>
          {t(`addressed.${because}`, { name: authority.name, time: clockTime(at) })}
        </p>
      ))}
      <p role="status" className={styles["status"]} data-closed={status === "closed"}>
        {t(`status.${status}`)}
      </p>
      <Way escalation={escalation} />
      {declined === null ? null : (
        <blockquote className={styles["said"]}>
          <b>{t("declined")}</b>
          <p>{declined.reason}</p>
          <p>{t("whose", { whose: declined.whose })}</p>
        </blockquote>
      )}
      <Reports escalation={escalation} />
      {isOver ? null : (
        <>
          <ul className={styles["deadlines"]}>
            {deadlines.map((deadline) => (
              <DeadlineLine key={deadline.kind} deadline={deadline} />
            ))}
          </ul>
          {nextClimbAt === null ? null : (
            <p className={styles["quiet"]}>{t("nextClimb", { time: clockTime(nextClimbAt) })}</p>
          )}
          {tasks
            .filter(({ done }) => done === null)
            .map((task) => (
              <TaskCard key={task.id} task={task} mayHand />
            ))}
        </>
      )}
      {isOver ? null : <EscalationActs escalation={escalation} />}
      <Button
        tone="plain"
        size="small"
        aria-expanded={isContentShown}
        onClick={() => {
          setIsContentShown(!isContentShown);
        }}
      >
        <Icon name={isContentShown ? "down" : "right"} size={14} />
        {t("whatWasSent")}
      </Button>
      {isContentShown ? <ContentPreview content={escalation.content} /> : null}
    </article>
  );
}

/** Sent, seen, acknowledged, reported: done steps carry a tick and their time. */
function Way({ escalation }: { readonly escalation: EscalationView }) {
  const t = useTranslations("escalation.way");
  const { sentAt, seenAt, acknowledgedAt, reportedAt } = escalation;
  const steps = [
    ["sent", sentAt],
    ["seen", seenAt],
    ["acknowledged", acknowledgedAt],
    ["reported", reportedAt],
  ] as const;
  return (
    <ol className={styles["way"]}>
      {steps.map(([name, at]) => (
        <li key={name} data-done={at !== null}>
          <Icon name={at === null ? "clock" : "check"} size={14} />
          <span>{t(name)}</span>
          <small>{at === null ? t("notYet") : clockTime(at)}</small>
        </li>
      ))}
    </ol>
  );
}
