import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { PlaceLink } from "../../shared/place-link.tsx";
import { alarmsQuery } from "./handover-queries.ts";
import handover from "./handover.module.css";
import styles from "./roster.module.css";
import { Thing } from "./thing.tsx";

/** What nobody took at the end of a shift: whoever supervises gives it to somebody, where they watch. */
export function RaisedList() {
  const t = useTranslations("roster");
  const { data } = useQuery(alarmsQuery);
  if (data === undefined || data.raised.length === 0) return null;
  return (
    <section className={styles["raised"]} aria-labelledby="raised">
      <h2 id="raised">{t("raised", { count: data.raised.length })}</h2>
      <ul className={handover["list"]}>
        {data.raised.map((each) => (
          <li key={each.contactId} className={handover["thing"]}>
            <Thing thing={each} note={t("wasOf", { name: each.from.name })} />
            <p>
              <PlaceLink at="watch" filter={{ contact: each.contactId }}>
                {t("give")}
              </PlaceLink>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
