import type { OpenedContactView } from "@nightlight/contracts/supervisor/access";
import { clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { lasting } from "../../shared/time.ts";
import styles from "./opened-words.module.css";

const FIELDS = ["name", "reason", "narrative"] as const;

/** The words of an opened contact, until its time runs out: then they leave the screen too. */
export function OpenedWords({ opened }: { readonly opened: OpenedContactView }) {
  const t = useTranslations("access");
  const words = useTranslations("words");
  const now = useNow(1000);
  const { opening, messages, record } = opened;
  const left = Date.parse(opening.expiresAt) - now;
  if (left <= 0) return <p className={office["empty"]}>{t("opened.over")}</p>;
  const fields = FIELDS.flatMap((name) => {
    const value = record[name]?.value ?? "";
    return value === "" ? [] : [{ name, value }];
  });
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
      {fields.length === 0 ? null : (
        <dl className={styles["record"]}>
          {fields.map(({ name, value }) => (
            <div key={name}>
              <dt>{t(`record.${name}`)}</dt>
              <dd>{name === "reason" && isReason(value) ? words(`reason.${value}`) : value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

type Reason = Parameters<ReturnType<typeof useTranslations<"words.reason">>>[0];

function isReason(value: string): value is Reason {
  return /^[a-z_]+$/u.test(value);
}
