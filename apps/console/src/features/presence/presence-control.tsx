import type { PresenceView } from "@nightlight/contracts/counsellor/presence";
import { CHOSEN_INTENTS } from "@nightlight/domain/presence/presence";
import { useIsStale } from "@nightlight/door/line/line-state";
import { clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { classNames } from "@nightlight/ui/class-names";
import { Menu } from "@nightlight/ui/components/menu";
import { Slots } from "@nightlight/ui/components/progress";
import { useTranslations } from "use-intl";
import { useIntent } from "./intent.ts";
import styles from "./presence-control.module.css";

type PresenceControlProps = {
  readonly presence: PresenceView;
  /** An offer holds a place already: full, but not for want of room. */
  readonly hasOffer: boolean;
};

/** One control: what I am doing, and why nothing is offered to me when nothing is. */
export function PresenceControl({ presence, hasOffer }: PresenceControlProps) {
  const t = useTranslations("presence");
  const setIntent = useIntent();
  const isStale = useIsStale();
  const isRoutable = presence.unroutableBecause === null && !isStale;
  const used = presence.chatSlots - presence.freeChatSlots;

  return (
    <Menu
      label={t("menu")}
      trigger={
        <>
          <span className={classNames(styles["dial"], !isRoutable && styles["off"])}>
            <Slots used={used} all={presence.chatSlots} />
          </span>
          <span>
            <b>{t(`intent.${presence.intent}`)}</b>{" "}
            <span className={styles["cause"]}>
              · <Cause presence={presence} isStale={isStale} hasOffer={hasOffer} />
            </span>
          </span>
        </>
      }
      items={CHOSEN_INTENTS.map((intent) => ({
        key: intent,
        word: t(`intent.${intent}`),
        note: t(`note.${intent}`),
        isChosen: presence.intent === intent,
        act: () => {
          if (presence.intent !== intent) setIntent.mutate(intent);
        },
      }))}
    />
  );
}

function Cause({ presence, isStale, hasOffer }: PresenceControlProps & { readonly isStale: boolean }) {
  const t = useTranslations("presence.because");
  if (isStale) return t("unknown");
  switch (presence.unroutableBecause) {
    case null:
      return presence.gate === "winding_down" ? t("windingDown") : t("free", { count: presence.freeChatSlots });
    case "intent":
      return t("intent", { time: clockTime(presence.intentSince) });
    case "gate":
      return t(presence.gate === "closed" ? "closed" : "before");
    case "lease":
      return presence.leaseLostAt === null ? t("noLease") : <LostLease since={presence.leaseLostAt} />;
    case "capacity":
      return hasOffer ? t("offered") : t("full");
  }
}

function LostLease({ since }: { readonly since: string }) {
  const t = useTranslations("presence.because");
  const seconds = Math.max(0, Math.floor((useNow() - Date.parse(since)) / 1000));
  return t("lostLease", { seconds });
}
