import type { DeadlineView } from "@nightlight/contracts/authority/escalation";
import { useNow } from "@nightlight/door/time/use-now";
import { Icon } from "@nightlight/ui/components/icon";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { useLengthWords } from "../../shared/length-words.ts";
import { shareOf, timeAndDay } from "../../shared/time.ts";
import styles from "./clocks.module.css";

type ClocksProps = { readonly deadlines: readonly DeadlineView[]; readonly sentAt: string; readonly isOver: boolean };

/** Every deadline in words first, then as a bar: what is left, what was kept, what the law sets. */
export function Clocks({ deadlines, sentAt, isOver }: ClocksProps) {
  const t = useTranslations("deadline");
  const now = useNow(15_000);
  return (
    <section className={styles["clocks"]} aria-label={t("label")}>
      {deadlines.map((deadline) => (
        <Clock key={deadline.kind} deadline={deadline} sentAt={sentAt} now={now} isOver={isOver} />
      ))}
    </section>
  );
}

type ClockProps = Omit<ClocksProps, "deadlines"> & { readonly deadline: DeadlineView; readonly now: number };

function Clock({ deadline: { kind, at, isLaw, isMet, isOverdue }, sentAt, now, isOver }: ClockProps) {
  const t = useTranslations("deadline");
  const words = useLengthWords();
  const label = useId();
  const left = Date.parse(at) - now;
  const isLate = !isMet && (isOverdue || left <= 0);
  const share = isMet ? 0 : Math.round(shareOf(sentAt, at, now));
  return (
    <div
      className={styles["clock"]}
      role="group"
      aria-labelledby={label}
      data-is={isMet || isOver ? "done" : undefined}
    >
      <p className={styles["top"]} id={label}>
        <b>{t(`kind.${kind}`)}</b>
        <span>{t("due", { time: timeAndDay(at, now) })}</span>
      </p>
      <p className={styles["big"]}>
        {isMet ? (
          <>
            <Icon name="check" size={20} /> {t("met")}
          </>
        ) : isOver ? (
          t("stopped")
        ) : (
          <>
            {isLate ? <Icon name="warning" size={20} /> : null}
            {t(isLate ? "over" : "left", { time: words(left) })}
          </>
        )}
      </p>
      {isMet || isOver ? null : (
        <svg className={styles["track"]} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="6" />
          <rect className={styles["run"]} width={share} height="6" />
        </svg>
      )}
      {isLaw ? <p className={styles["law"]}>{t("law")}</p> : null}
    </div>
  );
}
