import type { AskedView } from "@nightlight/contracts/counsellor/handover";
import { clockTime, dayWithName } from "@nightlight/door/time/time";
import { useLanguage } from "@nightlight/door/taste/taste";
import { Severity } from "@nightlight/ui/components/severity";
import { useTranslations } from "use-intl";
import styles from "./handover.module.css";

type ThingProps = {
  readonly thing: Omit<AskedView, "from" | "askedAt">;
  readonly note: string | undefined;
};

/** What is handed on: how urgent, what kind of thing, since when. No word of a child. */
export function Thing({ thing, note }: ThingProps) {
  const t = useTranslations("handover");
  const lane = useTranslations("words.lane");
  const channel = useTranslations("words.channel");
  const language = useLanguage();
  const { part, level, since, waiting, promisedCall } = thing;
  return (
    <div className={styles["what"]}>
      <p className={styles["first"]}>
        <Severity level={thing.lane} word={level ?? lane(thing.lane)} />
        <b>{t(`part.${part}`, { count: waiting })}</b>
      </p>
      <p className={styles["lead"]}>
        {channel(thing.channel)} · {t("since", { time: clockTime(since), day: dayWithName(since, language) })}
        {promisedCall ? <> · {t("promisedCall")}</> : null}
        {note === undefined ? null : <> · {note}</>}
      </p>
    </div>
  );
}
