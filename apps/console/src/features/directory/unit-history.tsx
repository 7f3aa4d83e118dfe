import type { UnitView } from "@nightlight/contracts/admin/directory";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";

/** What was done about a unit, newest first: by whom, when, and how it was before. */
export function UnitHistory({ history }: { readonly history: UnitView["history"] }) {
  const t = useTranslations("directory.history");
  return (
    <section className={office["form"]} aria-label={t("title")}>
      <h3 className={office["acts"]}>{t("title")}</h3>
      {history.length === 0 ? <p className={office["acts"]}>{t("none")}</p> : null}
      {history.map(({ act, by, at, fields }) => (
        <div key={at} className={office["entry"]}>
          <div>
            {t(`act.${act}`)} · {by}
            {fields.map(({ field, before }) => (
              <small key={field}>
                {before === null ? t(`field.${field}`) : t("before", { field: t(`field.${field}`), before })}
              </small>
            ))}
          </div>
          <span className={office["number"]}>{`${calendarDay(at)} ${clockTime(at)}`}</span>
        </div>
      ))}
    </section>
  );
}
