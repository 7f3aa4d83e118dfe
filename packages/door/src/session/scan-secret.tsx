import { useTranslations } from "use-intl";
import styles from "./enrolment.module.css";
import { QrCode } from "./qr-code.tsx";

type ScanSecretProps = { readonly secret: { readonly uri: string; readonly secret: string } };

/** The secret of a code generator: as a picture, and by hand for whoever cannot scan. */
export function ScanSecret({ secret }: ScanSecretProps) {
  const t = useTranslations("session.enrol");
  return (
    <div className={styles["steps"]}>
      <QrCode text={secret.uri} label={t("picture")} />
      <div>
        <ol className={styles["list"]}>
          <li>{t("scan")}</li>
          <li>{t("type")}</li>
        </ol>
        <details className={styles["byHand"]}>
          <summary>{t("byHand")}</summary>
          <code>{secret.secret.replace(/(.{4})(?=.)/gu, "$1 ")}</code>
        </details>
      </div>
    </div>
  );
}
