import type { OpenedContactView } from "@nightlight/contracts/supervisor/access";
import { clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { RecordLines } from "../../shared/record-lines.tsx";
import { lasting } from "../../shared/time.ts";
import styles from "./opened-words.module.css";

/** The words of an opened contact, until its time runs out: then they leave the screen too. */
export function OpenedWords({ opened }: { readonly opened: OpenedContactView }) {
  const t = useTranslations("access");
  const now = useNow(1000);
  const { opening, messages, record } = opened;
  const left = Date.parse(opening.expiresAt) - now;
  if (left <= 0) return <p className={office["empty"]}>{t("opened.over")}</p>;
  return (
    <section className={office["form"]} aria-label={t("opened.title")}>
      <p className={office["error"]}>
        <b>{t(`kind.${opening.kind}`)}</b> · {t("opened.left", { time: lasting(left) })}
      </p>
      <ol className={styles["words"]}>
        {messages.map((message) => (
          <li key={message.id} data-from={message.from}>
            <span className={office["quiet"]}>
              {t(`from.${message.from}`)} · {clockTime(message.at)}
            </span>
            <p>{message.text}</p>
          </li>
        ))}
      </ol>
      {messages.length === 0 ? <p className={office["acts"]}>{t("opened.silent")}</p> : null}
      <div className={styles["record"]}>
        <RecordLines record={record} version={opened.recordDefinition} label={t("opened.record")} />
      </div>
    </section>
  );
}
