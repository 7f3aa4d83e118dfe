import type { EscalationContentView } from "@nightlight/contracts/authority/escalation";
import { useTranslations } from "use-intl";
import styles from "./escalation.module.css";

/** What the recipient sees, word for word, in the recipient's language. */
export function ContentPreview({ content }: { readonly content: EscalationContentView }) {
  const t = useTranslations("escalation");
  return (
    <article className={styles["paper"]} lang="vi" aria-label={t("send.preview")}>
      <p className={styles["asked"]}>{content.asked}</p>
      <p className={styles["where"]}>{content.place}</p>
      <ul className={styles["terms"]}>
        {content.deadlines.map(({ kind, words }) => (
          <li key={kind}>{words}</li>
        ))}
      </ul>
      {content.sections.map((section, index) => (
        <section key={`${section.title}-${String(index)}`}>
          <h4>{section.title}</h4>
          <dl>
            {section.rows.map((row, at) => (
              <div key={`${row.label}-${String(at)}`}>
                <dt>{row.label}</dt>
                <dd>{row.value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </article>
  );
}
