import { Icon } from "@nightlight/ui/components/icon";
import { useTranslations } from "use-intl";
import styles from "./papers.module.css";

const PAPERS = ["slip", "form-01"] as const;

/** The official papers of an escalation, as files to keep or to print. */
export function Papers({ escalationId }: { readonly escalationId: string }) {
  const t = useTranslations("papers");
  return (
    <section className={styles["papers"]} aria-label={t("title")}>
      <h2>{t("title")}</h2>
      <ul>
        {PAPERS.map((paper) => (
          <li key={paper}>
            <a href={`/api/authority/escalations/${escalationId}/${paper}`} download>
              <Icon name="print" size={14} /> {t(paper)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
