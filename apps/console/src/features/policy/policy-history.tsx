import type { PolicyVersionView, PolicyView } from "@nightlight/contracts/admin/policy";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { useLocale, useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { draftLike } from "./draft.ts";
import { useValueWord } from "./value-word.ts";
import styles from "./policy.module.css";

type PolicyHistoryProps = { readonly view: PolicyView; readonly onPutBack: (version: PolicyVersionView) => void };

/** Every version, newest first: what it changed, by whom and why. An older one can be put back, as a change of its own. */
export function PolicyHistory({ view, onPutBack }: PolicyHistoryProps) {
  const t = useTranslations("policy");
  const isEnglish = useLocale() === "en";
  const said = useValueWord();
  const rows = new Map(view.rows.map((row) => [row.key, row]));
  const nameOf = (key: string): string => {
    const words = rows.get(key)?.words;
    return words === undefined ? key : (isEnglish ? words.en : words.vi).name;
  };
  return (
    <aside className={office["side"]} aria-label={t("history")}>
      <header className={office["sideHead"]}>
        <h2>{t("history")}</h2>
      </header>
      <ol className={`${office["scroll"] ?? ""} ${styles["history"] ?? ""}`}>
        {view.versions.map((version) => (
          <li key={version.version}>
            <h3>
              {t("version", { version: version.version })}
              <small>
                {calendarDay(version.from)} {clockTime(version.from)}
              </small>
            </h3>
            <p className={office["quiet"]}>{version.by === null ? t("fromProgram") : version.by.name}</p>
            {version.why === null ? null : <p>{version.why}</p>}
            <ul>
              {version.changes.map(({ key, from, to }) => (
                <li key={key}>
                  {nameOf(key)}: <s>{said(rows.get(key), from)}</s> → <strong>{said(rows.get(key), to)}</strong>
                </li>
              ))}
            </ul>
            {version.version === view.version || Object.keys(draftLike(view, version)).length === 0 ? null : (
              <Button
                size="small"
                aria-label={t("putBackOne", { version: version.version })}
                onClick={() => {
                  onPutBack(version);
                }}
              >
                {t("putBack")}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </aside>
  );
}
