import type { EscalationContentView } from "@nightlight/contracts/authority/escalation";
import { useTranslations } from "use-intl";
import styles from "./content.module.css";

/** What was sent, word for word: nothing here is added or left out. */
export function Content({ content }: { readonly content: EscalationContentView }) {
  const t = useTranslations("page");
  return (
    <section className={styles["content"]} aria-label={t("content")}>
      <h2>{t("content")}</h2>
      <ul className={styles["deadlines"]}>
        {content.deadlines.map(({ kind, words }) => (
          <li key={kind}>{words}</li>
        ))}
      </ul>
      {content.sections.map(({ title, rows }, at) => (
        <section key={`${String(at)} ${title}`} aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {rows.map(({ label, value }, row) => (
              <div key={`${String(row)} ${label}`}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </section>
  );
}
