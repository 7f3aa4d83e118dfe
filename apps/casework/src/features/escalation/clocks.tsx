import type { DeadlineView } from "@nightlight/contracts/authority/escalation";
import { useNow } from "@nightlight/door/time/use-now";
import { ClockBlock } from "@nightlight/ui/components/clock-block";
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
  const left = Date.parse(at) - now;
  const isLate = !isMet && (isOverdue || left <= 0);
  const time = isMet ? t("met") : isOver ? t("stopped") : t(isLate ? "over" : "left", { time: words(left) });
  return (
    <div className={styles["clock"]}>
      <ClockBlock
        title={t(`kind.${kind}`)}
        due={t("due", { time: timeAndDay(at, now) })}
        time={time}
        state={isMet ? "kept" : isOver ? "stopped" : isLate ? "late" : "running"}
        share={isMet || isOver ? 1 : shareOf(sentAt, at, now) / 100}
      >
        {isLaw ? t("law") : undefined}
      </ClockBlock>
    </div>
  );
}
