import type { DeadlineView } from "@nightlight/contracts/authority/escalation";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { Icon } from "@nightlight/ui/components/icon";
import { useTranslations } from "use-intl";
import styles from "./escalation.module.css";
import { timeLeft } from "./time-left.ts";

const STEP_MS = 10_000;

/** The time until an instant, in words: "3 h 20 min left", "15 min over". */
export function useTimeLeft(): (at: string) => { readonly words: string; readonly isOver: boolean } {
  const t = useTranslations("escalation.left");
  const now = useNow(STEP_MS);
  return (at) => {
    const { isOver, days, hours, minutes } = timeLeft(at, now);
    const unit = days > 0 ? "days" : hours > 0 ? "hours" : "minutes";
    const length = t(unit, { days, hours, minutes });
    return { words: t(isOver ? "over" : "left", { length }), isOver };
  };
}

/** One deadline: what, by when, how long that is, and whether the law says so. Words first; colour says nothing alone. */
export function DeadlineLine({ deadline }: { readonly deadline: DeadlineView }) {
  const t = useTranslations("escalation.deadline");
  const left = useTimeLeft()(deadline.at);
  const time = `${clockTime(deadline.at)} ${calendarDay(deadline.at).slice(0, 5)}`;
  return (
    <li className={styles["deadline"]} data-over={deadline.isOverdue}>
      <Icon name={deadline.isMet ? "check" : deadline.isOverdue ? "warning" : "clock"} size={14} />
      <span>
        {t(`kind.${deadline.kind}`)}
        {deadline.isLaw ? <small>{t("law")}</small> : null}
      </span>
      <span className={styles["by"]}>
        {deadline.isMet ? t("met") : <b>{left.words}</b>}
        <small>{t("by", { time })}</small>
      </span>
    </li>
  );
}
