import type { TalkView } from "@nightlight/contracts/counsellor/contact";
import { talkRoutes } from "@nightlight/contracts/counsellor/talk";
import { CALL_OUTCOMES } from "@nightlight/domain/contact/callback";
import { call as ask } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useIsStale } from "@nightlight/door/line/line-state";
import { clockTime } from "@nightlight/door/time/time";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useTelephone } from "../../shared/softphone/telephone.ts";
import { say } from "../../shared/desk-state.ts";
import { useTalk } from "./use-talk.ts";

type CallBarProps = {
  readonly contactId: string;
  readonly call: NonNullable<TalkView["call"]>;
  readonly name: string;
};

/** A call that is mine to make: the number comes when asked for, and then how it went. */
export function CallBar({ contactId, call, name }: CallBarProps) {
  const t = useTranslations("contact.talk");
  const talk = useTalk(contactId);
  const isStale = useIsStale();
  const problemText = useProblemText();
  const number = useMutation({
    mutationFn: (id: string) => ask(talkRoutes.callNumber, { params: { contactId: id } }),
    onError: (error) => {
      say(problemText(error));
    },
  });
  const hasTelephone = useTelephone((state) => state.status === "ready");
  const isUp = useTelephone((state) => state.call?.contactId === contactId);
  const dial = useMutation({
    mutationFn: (id: string) => ask(talkRoutes.dial, { params: { contactId: id } }),
    onError: (error) => {
      say(problemText(error));
    },
  });
  const whyNot = isStale ? t("stale") : undefined;
  const until = clockTime(call.until);
  const tried = call.tries === 0 ? undefined : t("callTry", { tries: call.tries });
  const acts =
    number.data === undefined ? (
      <Button
        size="small"
        whyNot={whyNot}
        onClick={() => {
          number.mutate(contactId);
        }}
      >
        {t("show")}
      </Button>
    ) : (
      CALL_OUTCOMES.map((outcome) => (
        <Button
          key={outcome}
          size="small"
          whyNot={whyNot}
          onClick={() => {
            talk.mutate({ act: "reportCall", outcome });
          }}
        >
          {t(`outcome.${outcome}`)}
        </Button>
      ))
    );
  const toDial = hasTelephone ? (
    <Button
      size="small"
      whyNot={whyNot ?? (isUp || dial.isPending ? t("dialling") : undefined)}
      onClick={() => {
        dial.mutate(contactId);
        number.mutate(contactId);
      }}
    >
      {t("dial")}
    </Button>
  ) : null;
  return (
    <Bar
      tone="lamp"
      icon="phone"
      note={call.isAllowed ? t("allowedNote") : tried}
      acts={
        <>
          {toDial}
          {acts}
        </>
      }
    >
      {number.data !== undefined
        ? t("number", { number: number.data.number })
        : call.isAllowed
          ? t("allowed", { until })
          : t("call", { name, from: clockTime(call.from), until })}
    </Bar>
  );
}
