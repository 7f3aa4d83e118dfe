import type { InboxRow } from "@nightlight/contracts/authority/escalation";
import { useTranslations } from "use-intl";
import { useLengthWords } from "../../shared/length-words.ts";
import { LevelMark } from "../../shared/level-mark.tsx";
import { addressOf } from "../../shared/place.ts";
import type { InboxState } from "../../shared/queries.ts";
import { timeAndDay } from "../../shared/time.ts";
import styles from "./inbox.module.css";

type RowProps = {
  readonly row: InboxRow;
  readonly list: InboxState;
  readonly isOpen: boolean;
  readonly now: number;
};

/** One escalation of the list: when it is due leads the row, in words. */
export function Row({ row, list, isOpen, now }: RowProps) {
  const t = useTranslations("inbox");
  return (
    <li>
      <a
        href={addressOf({ list, escalationId: row.id })}
        className={styles["row"]}
        aria-current={isOpen ? "true" : undefined}
        data-unseen={row.isSeen ? undefined : true}
      >
        <Due row={row} now={now} />
        <span className={styles["what"]}>
          <span className={styles["place"]}>
            <LevelMark level={row.level} shapeOnly />
            <b>{row.place}</b>
          </span>
          <span className={styles["asked"]}>{row.asked}</span>
          <span className={styles["marks"]}>
            {row.number}
            {row.isSeen ? null : <em>{t("new")}</em>}
            {row.hasQuestion ? <em>{t("question")}</em> : null}
          </span>
        </span>
      </a>
    </li>
  );
}

function Due({ row: { next, status, sentAt }, now }: { readonly row: InboxRow; readonly now: number }) {
  const t = useTranslations("inbox");
  const deadline = useTranslations("deadline");
  const statusWord = useTranslations("status");
  const words = useLengthWords();
  if (next === null) {
    return (
      <span className={styles["due"]}>
        <b>{statusWord(status)}</b>
        <small>{t("sent", { time: timeAndDay(sentAt, now) })}</small>
      </span>
    );
  }
  const left = Date.parse(next.at) - now;
  const isOver = next.isOverdue || left <= 0;
  return (
    <span className={styles["due"]} data-over={isOver ? true : undefined}>
      <b>{deadline(isOver ? "over" : "left", { time: words(left) })}</b>
      <small>{deadline(`short.${next.kind}`)}</small>
    </span>
  );
}
