import { late } from "@nightlight/door/client/late";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Sheet } from "@nightlight/ui/components/sheet";
import styles from "./contact-access.module.css";

const Bars = late("bars", async () => (await import("./bars.tsx")).Bars);
const ReadBy = late("read-by", async () => (await import("./read-by.tsx")).ReadBy);

/** A counsellor's own contact: who may not see it, and who read it. Behind one button, beside the conversation. */
export function ContactAccess({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("access");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        tone="plain"
        aria-haspopup="dialog"
        title={t("mine.open")}
        aria-label={t("mine.open")}
        onClick={() => {
          setOpen(true);
        }}
      >
        <Icon name="security" />
      </Button>
      {isOpen ? (
        <Sheet
          title={t("mine.title")}
          closeLabel={t("close")}
          onClose={() => {
            setOpen(false);
          }}
        >
          <div className={styles["sheet"]}>
            <Bars contactId={contactId} isMine />
            <ReadBy contactId={contactId} />
          </div>
        </Sheet>
      ) : null}
    </>
  );
}
