import { Button } from "@nightlight/ui/components/button";
import { useState } from "react";
import { useTranslations } from "use-intl";
import styles from "./recovery-codes.module.css";

/** Codes that are shown this once: to be written down, copied or printed. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const t = useTranslations("session.recovery");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join("\n"));
      setCopied(true);
    } catch {
      // Without the right to the clipboard the codes can still be marked and copied by hand.
      setCopied(false);
    }
  };
  return (
    <section className={styles["codes"]} aria-label={t("title")}>
      <ol>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className={styles["acts"]}>
        <Button onClick={() => void copy()}>{isCopied ? t("copied") : t("copy")}</Button>
        <Button
          onClick={() => {
            window.print();
          }}
        >
          {t("print")}
        </Button>
      </div>
    </section>
  );
}
