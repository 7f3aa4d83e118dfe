import type { OutsideCallView } from "@nightlight/contracts/counsellor/outside-call";
import type { PartyWish } from "@nightlight/domain/call/outside-call";
import { useIsStale } from "@nightlight/door/line/line-state";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { asSentence } from "../../shared/as-sentence.ts";
import { usePartyName } from "../../shared/party-name.ts";
import { useThird } from "./use-third.ts";

type ThirdBarProps = { readonly contactId: string; readonly name: string; readonly third: OutsideCallView };

/** Somebody from outside in the conversation: who hears whom, and what can be done about it. Stepping out is asked twice. */
export function ThirdBar({ contactId, name, third }: ThirdBarProps) {
  const t = useTranslations("outside.third");
  const who = usePartyName()(third);
  const { wish } = useThird(contactId);
  const isStale = useIsStale();
  const [isLeaving, setLeaving] = useState(false);
  const whyNot = isStale ? t("stale") : wish.isPending ? t("pending") : undefined;
  const act = (next: PartyWish, word: string) => (
    <Button
      size="small"
      whyNot={whyNot}
      onClick={() => {
        setLeaving(false);
        wish.mutate({ callId: third.id, wish: next });
      }}
    >
      {word}
    </Button>
  );
  if (third.wish === "over") return <Bar icon="phone">{t("going", { who })}</Bar>;
  if (third.state !== "talking") {
    const note = asSentence(t(third.wish === "alone" ? "musicMeanwhile" : "talkMeanwhile", { name }));
    return (
      <Bar tone="moon" icon="phone" note={note} acts={act("over", t("giveUp"))}>
        {t("ringing", { who })}
      </Bar>
    );
  }
  if (third.wish === "without_us") {
    return (
      <Bar
        tone="lamp"
        icon="others"
        note={t("stillMine")}
        acts={
          <>
            {act("together", t("comeBack"))}
            {act("over", t("dismiss"))}
          </>
        }
      >
        {asSentence(t("without", { who, name }))}
      </Bar>
    );
  }
  if (isLeaving) {
    return (
      <Bar
        tone="lamp"
        icon="warning"
        note={t("stillMine")}
        acts={
          <>
            {act("without_us", t("leaveNow"))}
            <Button
              size="small"
              tone="plain"
              onClick={() => {
                setLeaving(false);
              }}
            >
              {t("stay")}
            </Button>
          </>
        }
      >
        {t("leaveAsked", { who, name })}
      </Bar>
    );
  }
  const isAlone = third.wish === "alone";
  return (
    <Bar
      tone="moon"
      icon="others"
      note={isAlone ? asSentence(t("music", { name })) : undefined}
      acts={
        <>
          {isAlone ? act("together", t("join")) : act("alone", t("apart"))}
          {third.party.kind === "interpreter" || isAlone ? null : (
            <Button
              size="small"
              whyNot={whyNot}
              onClick={() => {
                setLeaving(true);
              }}
            >
              {t("leave")}
            </Button>
          )}
          {act("over", t("dismiss"))}
        </>
      }
    >
      {isAlone ? t("alone", { who }) : t("together", { who, name })}
    </Bar>
  );
}
