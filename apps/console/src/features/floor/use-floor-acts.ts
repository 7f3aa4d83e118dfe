import type { FloorPerson } from "@nightlight/contracts/supervisor/floor";
import { FORCED_INTENTS, type ForcedIntent } from "@nightlight/domain/presence/presence";
import type { CallReason } from "@nightlight/domain/contact/callback";
import type { StepInReason } from "@nightlight/domain/contact/move";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { now } from "@nightlight/door/time/clock";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { goTo } from "../../shared/place.ts";
import { deskQuery } from "../../shared/queries.ts";
import { clearSelection } from "./floor-desk.ts";
import { placeIn, sayDone } from "./said.ts";
import {
  decideOnCall,
  force,
  moveAll,
  release,
  takeDanger,
  truthOf,
  undoMove,
  type MoveOrder,
  type MoveOutcome,
  type Undone,
} from "./use-moves.ts";

/** A forced state has no clock on the server: it can be put back as long as a move can be undone. */
const UNDO_MS = 8000;

/** A supervisor's acts: done at once, said in words, taken back for eight seconds. */
export function useFloorActs() {
  const t = useTranslations("floor");
  const problemText = useProblemText();
  const client = useQueryClient();
  const lostWords = ({ error, truth }: MoveOutcome["lost"][number]) =>
    truth === undefined
      ? problemText(error)
      : `${problemText(error)} ${t(`truth.${placeIn(truth).code}`, placeIn(truth))}`;

  const askedWords = ({ person: { name }, because }: NonNullable<Undone["asked"]>) =>
    because === null
      ? t("done.undoneAsked", { name })
      : t("done.undoneNotAsked", { name, because: t(`notBack.${because}`) });

  const undoAll = (moved: MoveOutcome["moved"]) => async () => {
    const outcomes = await Promise.allSettled(moved.map(undoMove));
    for (const each of outcomes) {
      if (each.status === "rejected") sayDone(lostWords({ error: each.reason, truth: truthOf(each.reason) }));
    }
    const undone = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    const [only, ...more] = undone;
    if (only === undefined) return undefined;
    return more.length === 0 && only.asked !== null
      ? askedWords(only.asked)
      : t("done.undone", { count: undone.length });
  };

  return {
    async move(order: MoveOrder, toName: string | undefined) {
      try {
        const { moved, lost, stayed } = await moveAll(order);
        const until = Math.min(
          ...moved.map(({ undoUntil }) => (undoUntil === undefined ? now() : Date.parse(undoUntil))),
        );
        if (moved.length > 0) {
          clearSelection();
          const words =
            toName === undefined
              ? t("done.toQueue", { count: moved.length })
              : t("done.toPerson", { count: moved.length, name: toName });
          sayDone(words, { until, act: undoAll(moved) });
        }
        for (const each of lost) sayDone(lostWords(each));
        const [first] = stayed;
        if (moved.length > 0 && stayed.length > 0) sayDone(t("done.stayed", { count: stayed.length }));
        else if (first !== undefined) sayDone(t(`obstacle.${first.obstacle ?? "already_there"}`));
      } catch (error) {
        sayDone(problemText(error));
      }
    },
    async take(contactId: string) {
      try {
        await takeDanger(contactId);
        void client.invalidateQueries({ queryKey: deskQuery.queryKey });
        goTo("desk");
      } catch (error) {
        sayDone(lostWords({ error, truth: truthOf(error) }));
      }
    },
    async decideOnCall(contactId: string, decision: CallReason | "drop") {
      try {
        await decideOnCall(contactId, decision);
        sayDone(t(decision === "drop" ? "call.dropped" : "call.allowed"));
      } catch (error) {
        sayDone(problemText(error));
      }
    },
    async release(contactId: string, version: number, reason: StepInReason) {
      try {
        const { did } = await release(contactId, version, reason);
        sayDone(t(`released.${did ?? "nothing"}`));
      } catch (error) {
        sayDone(lostWords({ error, truth: truthOf(error) }));
      }
    },
    async force(person: FloorPerson, to: ForcedIntent, reason: StepInReason) {
      try {
        await force({ personId: person.id, from: person.intent, to, reason });
        const back = FORCED_INTENTS.find((each) => each === person.intent);
        const words = t("done.forced", { name: person.name, intent: t(`intent.${to}`) });
        if (back === undefined) {
          sayDone(words);
          return;
        }
        const undo = async () => {
          try {
            await force({ personId: person.id, from: to, to: back, reason });
            return t("done.putBack", { name: person.name, intent: t(`intent.${back}`) });
          } catch (error) {
            return problemText(error);
          }
        };
        sayDone(words, { until: now() + UNDO_MS, act: undo });
      } catch (error) {
        sayDone(problemText(error));
      }
    },
  };
}
