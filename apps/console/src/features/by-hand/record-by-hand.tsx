import { late } from "@nightlight/door/client/late";
import { meQuery } from "@nightlight/door/session/me-query";
import { Button } from "@nightlight/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useKey } from "../../shared/keys/key-listener.ts";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import styles from "./by-hand.module.css";

const HandForm = late("by-hand", async () => (await import("./hand-form.tsx")).HandForm);

/** The way to record by hand what came without a line: a button at the desk, and a key. */
export function RecordByHand() {
  const t = useTranslations("byHand");
  const { data: me } = useQuery(meQuery);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setOpen(true);
  };
  useKey("by-hand", open);
  return (
    <div className={styles["start"]}>
      <Button
        tone="plain"
        size="small"
        keys={KEYS["by-hand"].cap}
        aria-keyshortcuts={spokenKeys("by-hand")}
        onClick={open}
      >
        {t("start")}
      </Button>
      {isOpen ? (
        <HandForm
          myName={me?.name ?? ""}
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </div>
  );
}
