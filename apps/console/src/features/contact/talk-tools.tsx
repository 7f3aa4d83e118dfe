import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { late } from "@nightlight/door/client/late";
import { useIsStale } from "@nightlight/door/line/line-state";
import { Button } from "@nightlight/ui/components/button";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { KEYS } from "../../shared/keys/key-table.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import { useTalk } from "./use-talk.ts";
import styles from "./talk.module.css";

const TransferPanel = late("transfer", async () => (await import("./transfer-panel.tsx")).TransferPanel);

/** Beside the name: ask to wait, and hand on. */
export function TalkTools({ view }: { readonly view: ContactView }) {
  const t = useTranslations("contact.talk");
  const isStale = useIsStale();
  const talk = useTalk(view.summary.id);
  const [isChoosing, setChoosing] = useState(false);
  const isHeld = (view.talk?.heldSince ?? null) !== null;
  const isHandedOn = view.talk !== undefined && (view.talk.transfer !== null || view.talk.guest !== null);
  const whyNot = isStale ? t("stale") : undefined;
  const whyNoTransfer = whyNot ?? (isHandedOn ? t("busy") : undefined);
  const hold = () => {
    talk.mutate({ act: isHeld ? "resume" : "hold" });
  };
  const choose = () => {
    setChoosing(true);
  };
  useKey("hold", hold, whyNot === undefined);
  useKey("transfer", choose, whyNoTransfer === undefined);
  return (
    <span className={styles["tools"]}>
      <Button tone="plain" title={KEYS.hold.cap} whyNot={whyNot} onClick={hold}>
        {isHeld ? t("resume") : t("hold")}
      </Button>
      <Button tone="plain" title={KEYS.transfer.cap} whyNot={whyNoTransfer} onClick={choose}>
        {t("transfer")}
      </Button>
      {isChoosing ? (
        <TransferPanel
          view={view}
          onPick={(to, kind) => {
            setChoosing(false);
            talk.mutate({ act: "transfer", offerId: crypto.randomUUID(), to, kind, version: view.summary.version });
          }}
          onClose={() => {
            setChoosing(false);
          }}
        />
      ) : null}
    </span>
  );
}
