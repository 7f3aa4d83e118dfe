import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { talkRoutes } from "@nightlight/contracts/counsellor/talk";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useIsStale } from "@nightlight/door/line/line-state";
import { useNow } from "@nightlight/door/time/use-now";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { say } from "../../shared/desk-state.ts";
import { readAgain } from "../../shared/queries.ts";
import { lasting } from "../../shared/time.ts";
import styles from "./record-pane.module.css";

const MINUTE = 60_000;

type RecordClockProps = {
  readonly contactId: string;
  readonly time: NonNullable<ContactView["recordTime"]>;
};

/** How long the record still keeps its place: said only when it matters, with some minutes more for one press. */
export function RecordClock({ contactId, time: { until, moreLeft, moreMinutes } }: RecordClockProps) {
  const t = useTranslations("record.close");
  const now = useNow();
  const isStale = useIsStale();
  const more = useMoreTime(contactId);
  const left = Date.parse(until) - now;
  if (left > moreMinutes * MINUTE) return null;
  const whyNot = isStale ? t("away") : moreLeft === 0 ? t("noMoreTime") : undefined;
  return (
    <div className={styles["line"]}>
      <span>{left > 0 ? t("keptFor", { time: lasting(left) }) : t("keptOver", { time: lasting(-left) })}</span>
      <Button
        tone="plain"
        whyNot={whyNot}
        onClick={() => {
          more.mutate(until);
        }}
      >
        {t("moreTime", { minutes: moreMinutes })}
      </Button>
    </div>
  );
}

/** Names the end that was on screen, so that a second press adds nothing. */
function useMoreTime(contactId: string) {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    scope: { id: contactId },
    mutationFn: (until: string) => call(talkRoutes.moreTime, { params: { contactId }, body: { until } }),
    onError: (error) => {
      say(problemText(error));
    },
    onSettled: () => readAgain(client, contactId),
  });
}
