import type { PresenceView } from "@nightlight/contracts/counsellor/presence";
import { CHOSEN_INTENTS, NEXT_INTENTS } from "@nightlight/domain/presence/presence";
import { useIsStale } from "@nightlight/door/line/line-state";
import { clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { classNames } from "@nightlight/ui/class-names";
import { Menu } from "@nightlight/ui/components/menu";
import { Slots } from "@nightlight/ui/components/progress";
import { useTranslations } from "use-intl";
import { useIntent, useNext } from "./intent.ts";
import styles from "./presence-control.module.css";

/** How long a break is usually meant to last. */
const BREAK_MINUTES = [15, 30] as const;

type PresenceControlProps = {
  readonly presence: PresenceView;
  /** An offer holds a place already: full, but not for want of room. */
  readonly hasOffer: boolean;
};

/** One control: what I am doing, and why nothing is offered to me when nothing is. */
export function PresenceControl({ presence, hasOffer }: PresenceControlProps) {
  const t = useTranslations("presence");
  const setIntent = useIntent();
  const chooseNext = useNext();
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
              {presence.next === null || isStale ? null : <> · {t("comes", { what: t(`intent.${presence.next}`) })}</>}
              {presence.until === null || presence.intent !== "break" ? null : (
                <>
                  {" "}
                  · <BreakEnd until={presence.until} />
                </>
              )}
            </span>
          </span>
        </>
      }
      items={[
        ...CHOSEN_INTENTS.map((intent) => ({
          key: intent,
          word: t(`intent.${intent}`),
          note: t(`note.${intent}`),
          isChosen: presence.intent === intent,
          act: () => {
            if (presence.intent !== intent || presence.next !== null) setIntent.mutate({ intent });
          },
        })),
        ...BREAK_MINUTES.map((minutes) => ({
          key: `break-${String(minutes)}`,
          word: t("forMinutes", { minutes }),
          note: t("note.break"),
          act: () => {
            setIntent.mutate({ intent: "break", minutes });
          },
        })),
        // With nothing in hand there is nothing to wait for.
        ...(used === 0
          ? []
          : NEXT_INTENTS.map((next) => ({
              key: `next-${next}`,
              word: t(`next.${next}`),
              isChosen: presence.next === next,
              act: () => {
                chooseNext.mutate(presence.next === next ? null : next);
              },
            }))),
      ]}
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

/** Until when a break was meant to last. When it is over nobody is called back: it says so. */
function BreakEnd({ until }: { readonly until: string }) {
  const t = useTranslations("presence");
  const minutes = Math.floor((useNow(30_000) - Date.parse(until)) / 60_000);
  return minutes < 0 ? t("until", { time: clockTime(until) }) : t("overBy", { minutes });
}

function LostLease({ since }: { readonly since: string }) {
  const t = useTranslations("presence.because");
  const seconds = Math.max(0, Math.floor((useNow() - Date.parse(since)) / 1000));
  return t("lostLease", { seconds });
}
