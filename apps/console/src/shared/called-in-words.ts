import type { RosterShiftView, RosterWeekView } from "@nightlight/contracts/supervisor/roster";
import { isUnanswered } from "@nightlight/domain/roster/call-in";
import { clockTime } from "@nightlight/door/time/time";
import { useTranslations } from "use-intl";

type CallInView = RosterShiftView["calledIn"][number];

/** How it stands with somebody who was called in, in words: also when it is time to telephone them. */
export function useCalledInWords({ answerSeconds }: Pick<RosterWeekView, "answerSeconds">) {
  const t = useTranslations("roster.callIn");
  return ({ askedAt, says, answeredAt }: CallInView, now: number): string => {
    if (says !== null) return t(says, { time: clockTime(answeredAt ?? askedAt) });
    const asked = { askedAt: new Date(askedAt), answer: undefined };
    const isLate = isUnanswered(asked, new Date(now), { callInAnswerSeconds: answerSeconds });
    return t(isLate ? "late" : "asked", { time: clockTime(askedAt) });
  };
}
