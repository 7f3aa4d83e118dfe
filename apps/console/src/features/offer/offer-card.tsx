import type { OfferView } from "@nightlight/contracts/counsellor/contact";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useIsStale, useLineState } from "@nightlight/door/line/line-state";
import { now } from "@nightlight/door/time/clock";
import { useNow } from "@nightlight/door/time/use-now";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { Severity } from "@nightlight/ui/components/severity";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import { useLive } from "../../shared/live/live-context.tsx";
import { useLiveState } from "../../shared/live/live-state.ts";
import { deskQuery } from "../../shared/queries.ts";
import { startRinging } from "../../shared/sound.ts";
import { lasting, secondsUntil } from "../../shared/time.ts";
import { DeclineReasons } from "./decline-reasons.tsx";
import styles from "./offer-card.module.css";
import { useAccept, useDecline } from "./offer-commands.ts";
import { WhyYou } from "./why-you.tsx";

const GRACE_MS = 1500;

/** One contact held out to me, for a limited time: what it is, why me, and one lit button. */
export function OfferCard({ offer }: { readonly offer: OfferView }) {
  const t = useTranslations("offer");
  const words = useTranslations("words");
  const problemText = useProblemText();
  const titleId = useId();
  const [isDeclining, setDeclining] = useState(false);
  const isStale = useIsStale();
  const accept = useAccept(offer);
  const decline = useDecline(offer);
  const isBusy = accept.isPending || decline.isPending;
  const whyNot = isStale ? t("away") : isBusy ? t("pending") : undefined;

  useRinging(offer, !isBusy);
  useAskWhenOver(offer);
  useKey(
    "accept",
    () => {
      accept.mutate(offer.id);
    },
    whyNot === undefined,
  );
  useKey(
    "decline",
    () => {
      setDeclining(true);
    },
    whyNot === undefined,
  );

  return (
    <article className={styles["offer"]} aria-labelledby={titleId}>
      <Life offer={offer} />
      <p className={styles["top"]}>
        <Severity level={offer.lane} word={words(`lane.${offer.lane}`)} />
        <Held offer={offer} />
      </p>
      <h2 id={titleId}>
        <span className="spoken">{t("label")} </span>
        {words(`channel.${offer.channel}`)}
        <Waited offer={offer} />
      </h2>
      <WhyYou offer={offer} />
      {accept.isError || decline.isError ? (
        <p role="status" className={styles["trouble"]}>
          {problemText(accept.error ?? decline.error)} {t("again")}
        </p>
      ) : null}
      {isDeclining ? (
        <DeclineReasons
          onChoose={(reason) => {
            setDeclining(false);
            decline.mutate(reason);
          }}
          onCancel={() => {
            setDeclining(false);
          }}
        />
      ) : (
        <div className={styles["acts"]}>
          <Button
            tone="lamp"
            grow
            keys={KEYS.accept.cap}
            aria-keyshortcuts={spokenKeys("accept")}
            whyNot={whyNot}
            onClick={() => {
              accept.mutate(offer.id);
            }}
          >
            {accept.isPending ? t("accepting") : t("accept")}
          </Button>
          <Button
            tone="plain"
            title={KEYS.decline.cap}
            aria-keyshortcuts={spokenKeys("decline")}
            whyNot={whyNot}
            onClick={() => {
              setDeclining(true);
            }}
          >
            {decline.isPending ? t("declining") : t("decline")}
          </Button>
        </div>
      )}
    </article>
  );
}

/** Rings while the card is in the document, and tells the server so: only then does the offer's time begin. */
function useRinging(offer: OfferView, isRinging: boolean): void {
  const live = useLive();
  const isOpen = useLineState((state) => state.link === "open");
  const isHere = useLiveState((state) => state.lease === "held") && isOpen;
  const isNews = offer.shownAt === null;

  useEffect(() => {
    if (isHere && isNews) live.shown(offer.id);
  }, [live, isHere, isNews, offer.id]);

  useEffect(() => {
    if (!isHere || !isRinging) return;
    return startRinging(offer.lane === "immediate" ? "danger" : "offer");
  }, [isHere, isRinging, offer.id, offer.lane]);
}

/** When the time is up and no notice has said how it ended, the desk is read: no card outlives its offer. */
function useAskWhenOver({ expiresAt }: OfferView): void {
  const client = useQueryClient();
  useEffect(() => {
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: deskQuery.queryKey }),
      Date.parse(expiresAt) - now() + GRACE_MS,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [client, expiresAt]);
}

function Life({ offer }: { readonly offer: OfferView }) {
  const now = useNow();
  const [from, to] = [Date.parse(offer.madeAt), Date.parse(offer.expiresAt)];
  const left = Math.min(1, Math.max(0, (to - now) / Math.max(1, to - from)));
  return (
    <div className={styles["life"]} aria-hidden="true">
      <i style={{ width: `${left * 100}%` }} />
    </div>
  );
}

function Held({ offer }: { readonly offer: OfferView }) {
  const t = useTranslations("offer");
  const seconds = secondsUntil(offer.expiresAt, useNow());
  return <span className={styles["held"]}>{seconds === 0 ? t("over") : t("held", { seconds })}</span>;
}

function Waited({ offer }: { readonly offer: OfferView }) {
  const t = useTranslations("offer");
  const now = useNow();
  return <time>{t("waiting", { time: lasting(now - Date.parse(offer.arrivedAt)) })}</time>;
}

/** How the last offer ended when nobody here took it: a quiet line where the card was. */
export function OfferEndNote() {
  const t = useTranslations("offer.end");
  const lastEnd = useLiveState((state) => state.lastEnd);
  if (lastEnd === undefined) return <div role="status" />;
  return (
    <div role="status" className={styles["note"]}>
      <Icon name="info" size={14} />
      <p>{lastEnd.end === "refused" ? (lastEnd.detail ?? t("refused")) : t(lastEnd.end)}</p>
      <button
        type="button"
        aria-label={t("putAway")}
        onClick={() => {
          useLiveState.setState({ lastEnd: undefined });
        }}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
