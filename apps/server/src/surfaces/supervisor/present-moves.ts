import type { Moved, MoveResult, MoveTruth, Undone } from "@nightlight/commands/contact/move-contact";
import type { PlannedMove as Planned } from "@nightlight/commands/contact/preview-moves";
import type { Forced } from "@nightlight/commands/presence/force-presence";
import type {
  ForcedView,
  MovableView,
  MoveView,
  MoveTruth as MoveTruthView,
  PlannedMove,
} from "@nightlight/contracts/supervisor/moves";
import { liveOfferOf, moveOf, ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import { whyUnroutable } from "@nightlight/domain/presence/presence";
import { Refusal, TellingRefusal } from "../../plugins/problems.ts";
import type { Names } from "./present-access.ts";

type PersonName = { readonly id: string; readonly name: string };

/** A contact as one that can be moved, whoever looks. */
type FloorMovable = Omit<MovableView, "move"> & { readonly move: Omit<MoveView, "isMine"> | null };

/** Who looks, and what everybody is called. */
export type Viewer = { readonly id: string; readonly names: Names };

/** A contact as far as moving it asks, as everybody may see it who may see the floor: no words. */
export function presentSeen(contact: Contact, names: (personId: string) => PersonName): FloorMovable {
  const { id, version, channel, lane, language, state, arrivedAt } = contact;
  const [owner, offer, move] = [ownerOf(contact), liveOfferOf(contact), moveOf(contact)];
  return {
    id,
    version,
    channel,
    lane,
    language,
    status: state.status,
    arrivedAt: arrivedAt.toISOString(),
    owner: owner === undefined ? null : names(owner),
    offeredTo: offer === undefined ? null : names(offer.to),
    move:
      move === undefined
        ? null
        : {
            id: move.id,
            by: names(move.by),
            to: move.to === null ? null : names(move.to),
            reason: move.reason,
            overrides: [...move.overrides],
            undoUntil: move.until.toISOString(),
          },
  };
}

/** The same, for somebody who may have moved it: only then can it be undone. */
export function presentMovable(contact: Contact, { id: viewer, names }: Viewer): MovableView {
  const { move, ...seen } = presentSeen(contact, names);
  return { ...seen, move: move === null ? null : { ...move, isMine: move.by.id === viewer } };
}

/** What moving a contact would do. */
export function presentPlanned({ contact, does, to, overrides, obstacle }: Planned, viewer: Viewer): PlannedMove {
  const destination = to === null ? null : viewer.names(to);
  return { contact: presentMovable(contact, viewer), does, to: destination, overrides: [...overrides], obstacle };
}

/** A contact that was moved. */
export function presentMoved({ contact, does, overridden }: Moved, viewer: Viewer) {
  return { contact: presentMovable(contact, viewer), does, overridden: [...overridden] };
}

/** A move that was taken back, and whether whoever was being asked before is asked again. */
export function presentUndone({ contact, asked }: Undone, viewer: Viewer) {
  const again = asked === undefined ? null : { person: viewer.names(asked.id), because: asked.because ?? null };
  return { contact: presentMovable(contact, viewer), asked: again };
}

/** A person's presence after it was forced. */
export function presentForced({ seat, intentSince }: Forced, { names }: Viewer): ForcedView {
  const { counsellorId, intent, gate, isLeaseAlive } = seat;
  return {
    person: names(counsellorId),
    intent,
    intentSince: intentSince.toISOString(),
    gate,
    isLeaseAlive,
    unroutableBecause: whyUnroutable(seat, "chat") ?? null,
  };
}

/** Unwraps what a supervisor's act gave: a refusal brings the truth along, where there is one. */
export function orTellTruth<Value>(result: MoveResult<Value>, viewer: Viewer): Value {
  if (result.ok) return result.value;
  const { refusal, truth } = result;
  throw truth === undefined ? new Refusal(refusal) : new TellingRefusal(refusal, presentTruth(truth, viewer));
}

function presentTruth({ contact, overrides }: MoveTruth, viewer: Viewer): MoveTruthView {
  return { contact: presentMovable(contact, viewer), overrides: [...overrides] };
}
