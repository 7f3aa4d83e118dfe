import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import styles from "./office.module.css";

type ShownOnceProps = { readonly title: string; readonly secret: string; readonly children: ReactNode };

/** Something that is told this once: a link, a key. To be copied, or marked and copied by hand. */
export function ShownOnce({ title, secret, children }: ShownOnceProps) {
  const t = useTranslations("office");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    // Without a permission the text can still be marked: one click marks all of it.
    setCopied(
      await navigator.clipboard.writeText(secret).then(
        () => true,
        () => false,
      ),
    );
  };
  return (
    <section className={styles["block"]} aria-label={title}>
      <h3>{title}</h3>
      <code className={styles["secret"]}>{secret}</code>
      <p>{children}</p>
      <div>
        <Button tone="lamp" onClick={() => void copy()}>
          {isCopied ? <Icon name="check" /> : null}
          {isCopied ? t("copied") : t("copy")}
        </Button>
        <span role="status" className="spoken">
          {isCopied ? t("copied") : ""}
        </span>
      </div>
    </section>
  );
}
