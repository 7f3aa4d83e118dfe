import type { ContactView, TalkView } from "@nightlight/contracts/counsellor/contact";
import { CHANNELS, isCall, type ChannelKind } from "@nightlight/domain/contact/channel";
import { useIsStale } from "@nightlight/door/line/line-state";
import { useNow } from "@nightlight/door/time/use-now";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { asSentence } from "../../shared/as-sentence.ts";
import { lasting } from "../../shared/time.ts";
import { CallBar } from "./call-bar.tsx";
import { useTalk, type TalkAct } from "./use-talk.ts";

type TalkBarsProps = { readonly view: ContactView; readonly name: string };

/** What is going on beside the words: a pause, a silence, a colleague, a call. Nothing where there is nothing. */
export function TalkBars({ view, name }: TalkBarsProps) {
  const { talk, summary } = view;
  if (talk === undefined) return null;
  return (
    <>
      <PauseBar talk={talk} name={name} contactId={summary.id} channel={summary.channel} />
      <TransferBar talk={talk} contactId={summary.id} />
      {talk.call === null ? null : <CallBar contactId={summary.id} call={talk.call} name={name} />}
    </>
  );
}

type PartProps = { readonly talk: TalkView; readonly contactId: string };

type PauseProps = PartProps & { readonly name: string; readonly channel: ChannelKind };

function PauseBar({ talk: { heldSince, silence }, name, contactId, channel }: PauseProps) {
  const t = useTranslations("contact.talk");
  const now = useNow();
  if (heldSince !== null) {
    return (
      <Bar
        tone="lamp"
        icon="clock"
        note={isCall(channel) ? t("heldOnCall") : CHANNELS[channel].showsPresence ? t("heldNote") : undefined}
        acts={<Act contactId={contactId} act="resume" />}
        isSpoken={false}
      >
        {asSentence(t("held", { name, time: lasting(now - Date.parse(heldSince)) }))}
      </Bar>
    );
  }
  if (silence === null) return null;
  return (
    <Bar tone={silence === "alarmed" ? "lamp" : "quiet"} icon="clock" note={t("silenceNote")}>
      {t(`silence.${silence}`, { name })}
    </Bar>
  );
}

function TransferBar({ talk: { transfer, transferFailed, guest, owner }, contactId }: PartProps) {
  const t = useTranslations("contact.talk");
  if (owner !== null) {
    return (
      <Bar tone="moon" icon="others" acts={<Act contactId={contactId} act="part" word={t("leave")} />}>
        {t("visiting", { owner })}
      </Bar>
    );
  }
  if (guest !== null) {
    const acts = (
      <>
        <Act contactId={contactId} act="part" />
        <Act contactId={contactId} act="passOn" word={t("passOn", { guest })} />
      </>
    );
    return (
      <Bar tone="moon" icon="others" acts={acts}>
        {t("joined", { guest })}
      </Bar>
    );
  }
  if (transfer !== null) {
    return (
      <Bar tone="moon" icon="others" acts={<Act contactId={contactId} act="cancelTransfer" word={t("cancel")} />}>
        {t("offered", { to: transfer.to })}
      </Bar>
    );
  }
  if (transferFailed === null) return null;
  return <Bar icon="others">{t(`failed.${transferFailed.because}`, { to: transferFailed.to })}</Bar>;
}

type ActProps = {
  readonly contactId: string;
  readonly act: Extract<TalkAct["act"], "resume" | "cancelTransfer" | "passOn" | "part">;
  readonly word?: string;
};

function Act({ contactId, act, word }: ActProps) {
  const t = useTranslations("contact.talk");
  const talk = useTalk(contactId);
  const isStale = useIsStale();
  return (
    <Button
      size="small"
      whyNot={isStale ? t("stale") : undefined}
      onClick={() => {
        talk.mutate({ act });
      }}
    >
      {word ?? t(act === "resume" ? "resume" : "part")}
    </Button>
  );
}
