import type { HandChangeView } from "@nightlight/contracts/counsellor/by-hand";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { ChangeList, Changes } from "@nightlight/ui/components/changes";
import { useTranslations } from "use-intl";

/** What stood there before it was corrected, the newest correction first. */
export function HandChanges({ changes }: { readonly changes: readonly HandChangeView[] }) {
  const t = useTranslations("byHand");
  const when = (instant: string) => `${clockTime(instant)} ${calendarDay(instant)}`;
  if (changes.length === 0) return null;
  const title = t("changes.title", { count: changes.length });
  return (
    <Changes title={title}>
      <ChangeList label={title}>
        {changes.map((change) => (
          <li key={change.at}>
            <p>{t("changes.by", { name: change.by.name, time: when(change.at) })}</p>
            <p>
              {t("changes.before", {
                time: when(change.receivedAt),
                whoSays: change.whoSays,
                reference: change.reference === "" ? "–" : change.reference,
                origin: change.origin === "" ? "–" : change.origin,
              })}
            </p>
          </li>
        ))}
      </ChangeList>
    </Changes>
  );
}
