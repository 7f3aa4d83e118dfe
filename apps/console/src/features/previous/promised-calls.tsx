import { previousRoutes, type PreviousView } from "@nightlight/contracts/counsellor/search";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useIsStale } from "@nightlight/door/line/line-state";
import { clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { say } from "../../shared/desk-state.ts";
import { secondsUntil } from "../../shared/time.ts";
import { previousQuery } from "./previous-queries.ts";

type Earlier = PreviousView["contacts"][number];

/**
 * A call was promised to an earlier contact of this number or account: whoever talks with them now says whether it is
 * still needed. Nothing where there is none, and nothing is closed by the number alone.
 */
export function PromisedCalls({ contactId }: { readonly contactId: string }) {
  const { data } = useQuery(previousQuery(contactId));
  const [passed, setPassed] = useState<readonly string[]>([]);
  const [met, setMet] = useState<{ readonly id: string; readonly undoUntil: string }>();
  const settle = useSettle(contactId, (id, undoUntil) => {
    setMet(undoUntil === null ? undefined : { id, undoUntil });
  });
  const now = useNow();
  if (met !== undefined && secondsUntil(met.undoUntil, now) > 0) {
    return (
      <Taken
        seconds={secondsUntil(met.undoUntil, now)}
        isOff={settle.isPending}
        onUndo={() => {
          settle.mutate({ previousId: met.id, isMet: false });
        }}
      />
    );
  }
  const [first] = data?.contacts.filter(({ id, promised }) => promised !== null && !passed.includes(id)) ?? [];
  if (first === undefined) return null;
  return (
    <Question
      earlier={first}
      isOff={settle.isPending}
      onYes={() => {
        settle.mutate({ previousId: first.id, isMet: true });
      }}
      onNo={() => {
        setPassed([...passed, first.id]);
      }}
    />
  );
}

type QuestionProps = {
  readonly earlier: Earlier;
  readonly isOff: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

function Question({ earlier: { promised }, isOff, onYes, onNo }: QuestionProps) {
  const t = useTranslations("previous.promised");
  const whyNot = useWhyNot(isOff);
  if (promised === null) return null;
  const [from, until] = [clockTime(promised.from), clockTime(promised.until)];
  return (
    <Bar
      tone="moon"
      icon="phone"
      note={t("note")}
      acts={
        <>
          <Button size="small" whyNot={whyNot} onClick={onYes}>
            {t("yes")}
          </Button>
          <Button size="small" onClick={onNo}>
            {t("no")}
          </Button>
        </>
      }
    >
      {t("asks", { from, until })}
    </Bar>
  );
}

type TakenProps = { readonly seconds: number; readonly isOff: boolean; readonly onUndo: () => void };

function Taken({ seconds, isOff, onUndo }: TakenProps) {
  const t = useTranslations("previous.promised");
  const whyNot = useWhyNot(isOff);
  return (
    <Bar
      icon="check"
      isSpoken={false}
      note={t("seconds", { seconds })}
      acts={
        <Button size="small" whyNot={whyNot} onClick={onUndo}>
          {t("undo")}
        </Button>
      }
    >
      <span role="status">{t("taken")}</span>
    </Bar>
  );
}

function useWhyNot(isOff: boolean): string | undefined {
  const t = useTranslations("previous.promised");
  const isStale = useIsStale();
  if (isStale) return t("stale");
  return isOff ? t("pending") : undefined;
}

/** Says it, and reads what came before again, whatever the answer. */
function useSettle(contactId: string, onSettled: (previousId: string, undoUntil: string | null) => void) {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: ({ previousId, isMet }: { readonly previousId: string; readonly isMet: boolean }) =>
      call(previousRoutes.meetCall, { params: { contactId, previousId }, body: { isMet } }),
    onSuccess: ({ undoUntil }, { previousId }) => {
      onSettled(previousId, undoUntil);
    },
    onError: (error) => {
      say(problemText(error));
    },
    onSettled: () => client.invalidateQueries({ queryKey: previousQuery(contactId).queryKey, exact: true }),
  });
}
