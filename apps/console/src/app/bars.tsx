import type { DeskView } from "@nightlight/contracts/counsellor/contact";
import { useLineState } from "@nightlight/door/line/line-state";
import { machineNow, now } from "@nightlight/door/time/clock";
import { useNow } from "@nightlight/door/time/use-now";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { MissedOfferBar } from "../features/presence/missed-offer-bar.tsx";
import { RestBar } from "../features/rest/rest-bar.tsx";
import { useLive } from "../shared/live/live-context.tsx";
import { useLiveState } from "../shared/live/live-state.ts";
import { ToldBar } from "./told-bar.tsx";

/** Short gaps are mended before anybody has to read about them. */
const SAID_AFTER_SECONDS = 2;

/** What is wrong with the line or with being offered something, across the page, one line each. */
export function Bars({ desk }: { readonly desk: DeskView | undefined }) {
  const link = useLineState((state) => state.link);
  const lease = useLiveState((state) => state.lease);
  const t = useTranslations("line");
  return (
    <section aria-label={t("label")}>
      {link === "open" ? null : <AwayBar />}
      {link === "open" && lease === "elsewhere" ? <MirrorBar /> : null}
      {desk?.presence.intent === "not_responding" ? <MissedOfferBar /> : null}
      <ToldBar />
      {desk === undefined ? null : <RestBar work={desk.contacts.map(({ id }) => id).join()} />}
    </section>
  );
}

function AwayBar() {
  const t = useTranslations("line");
  const awayAt = useLineState((state) => state.awayAt);
  const seconds = Math.floor((useNow() - now() + machineNow() - awayAt) / 1000);
  if (seconds < SAID_AFTER_SECONDS) return null;
  return (
    <Bar tone="lamp" icon="lost" isSpoken={false} note={t("works")}>
      <b>{t("lost", { seconds })}</b>
    </Bar>
  );
}

function MirrorBar() {
  const t = useTranslations("line");
  const live = useLive();
  const where = useLiveState((state) => state.leaseWhere);
  return (
    <Bar
      tone="moon"
      icon="info"
      note={t("mirrorNote")}
      acts={
        <Button
          onClick={() => {
            live.takeOver();
          }}
        >
          {t("takeOver")}
        </Button>
      }
    >
      <b>{t("mirror", { where: where ?? "unknown" })}</b>
    </Bar>
  );
}
