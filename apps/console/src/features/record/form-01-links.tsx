import { useTranslations } from "use-intl";
import styles from "./form-01-links.module.css";

const COPIES = ["helpline", "authority"] as const;

/** Form 01 of the record, as files to keep or to print: the copy that stays here, and the one to hand on. */
export function Form01Links({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("form01");
  return (
    <p className={styles["papers"]}>
      <span>{t("title")}</span>
      {COPIES.map((copy) => (
        <a key={copy} href={`/api/contacts/${contactId}/form-01?copy=${copy}`} download title={t(`hint.${copy}`)}>
          {t(copy)}
        </a>
      ))}
    </p>
  );
}
