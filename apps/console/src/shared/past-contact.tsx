import type { PastContactState, PastContactView } from "@nightlight/contracts/counsellor/search";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Icon } from "@nightlight/ui/components/icon";
import { useTranslations } from "use-intl";
import styles from "./past-contact.module.css";
import { RecordLines } from "./record-lines.tsx";

type PastLineProps = {
  readonly contact: PastContactState;
  /** Where everything is one's own, that goes without saying. */
  readonly tellsWhose?: boolean;
};

/** When, through what, whose and how it ended: one line about a contact that is not in hand. */
export function PastLine({ contact, tellsWhose = true }: PastLineProps) {
  const t = useTranslations("past");
  const words = useTranslations("words");
  return (
    <span className={styles["line"]}>
      <b>
        {calendarDay(contact.arrivedAt)} · {clockTime(contact.arrivedAt)}
      </b>
      <span>{words(`channel.${contact.channel}`)}</span>
      {contact.level === null ? null : <span>{contact.level}</span>}
      <span>{outcomeOf(contact)}</span>
      {tellsWhose ? (
        <span className={styles["whose"]}>{contact.isMine ? t("mine") : (contact.counsellor ?? t("nobody"))}</span>
      ) : null}
    </span>
  );

  function outcomeOf({ disposition, status }: PastContactState): string {
    if (disposition === null) return isOver(status) ? t("over") : t("running");
    return isDisposition(disposition) ? words(`disposition.${disposition}`) : t("over");
  }
}

/** Everything that was said and written then, for reading; and that somebody has read it is said where it is read. */
export function PastWords({ view, readAt }: { readonly view: PastContactView; readonly readAt: number }) {
  const t = useTranslations("past");
  return (
    <div className={styles["words"]}>
      <p className={styles["logged"]} role="status">
        <Icon name="security" size={14} /> {t("logged", { time: clockTime(readAt) })}
      </p>
      <RecordLines record={view.record} version={view.recordDefinition} label={t("record")} />
      {view.messages.length === 0 ? (
        <p className={styles["quiet"]}>{t("silent")}</p>
      ) : (
        <ol className={styles["messages"]} aria-label={t("conversation")}>
          {view.messages.map((message) => (
            <li key={message.id} data-from={message.from}>
              <span className={styles["quiet"]}>
                {t(`from.${message.from}`)} · {clockTime(message.at)}
              </span>
              <p>{message.text}</p>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function isOver(status: string): boolean {
  return status === "closed" || status === "abandoned";
}

type Disposition = Parameters<ReturnType<typeof useTranslations<"words.disposition">>>[0];

function isDisposition(word: string): word is Disposition {
  return /^[a-z_]+$/u.test(word);
}
