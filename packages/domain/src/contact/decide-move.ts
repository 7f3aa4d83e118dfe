import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, refuse, type Result } from "../result.ts";
import { liveOfferOf, moveOf, type Contact, type CounsellorId, type LiveOffer } from "./contact.ts";
import { offerDueAt, offerTimes, skipUntil, undoUntil } from "./deadlines.ts";
import type { OneKeyEnding } from "./disposition.ts";
import { dismissGuest } from "./decide-transfer.ts";
import type { ContactEvent } from "./events.ts";
import { oneLaneUp } from "./lane.ts";
import type { MoveEffect, Overridable, StepInReason, TakenOffer } from "./move.ts";
import { isOverRecordTime } from "./record-time.ts";
import type { ReleaseDeed } from "./release.ts";

export type MoveCommand =
  /** By a supervisor, to a person or (null) back to the queue. Whether the person may have it was asked before. */
  | {
      type: "move";
      moveId: string;
      offerId: string;
      by: string;
      to: CounsellorId | null;
      reason: StepInReason;
      overrides: readonly Overridable[];
    }
  /** `backOfferId`: of the offer that the move took back, made once more; left out where the person cannot have it now. */
  | { type: "undo-move"; moveId: string; by: string; backOfferId?: string }
  /** The seconds in which a move could be undone are over: what could not be taken back happens now. */
  | { type: "finish-move" }
  /** Whether the screens of whoever has it, and of whoever it is held out to, are there. */
  | { type: "release"; by: string; reason: StepInReason; isOwnerThere: boolean; isOfferedThere: boolean };

const MOVE_COMMANDS = ["move", "undo-move", "finish-move", "release"] as const;

/** Whether a command is a supervisor's. */
export function isMoveCommand(command: { readonly type: string }): command is MoveCommand {
  return MOVE_COMMANDS.some((type) => type === command.type);
}

export type MoveRefusal =
  | "already-there"
  | "already-over"
  | "call-waits"
  | "needs-person"
  | "not-your-move"
  | "too-late-to-undo"
  | "moved-on"
  | "not-due";

type Decision = Result<readonly ContactEvent[], MoveRefusal>;
type Command<Type extends MoveCommand["type"]> = Extract<MoveCommand, { type: Type }>;

const nothing: Decision = accept([]);

/**
 * Decides what a supervisor's act does to a contact; every live state has an answer. What can be taken back happens at
 * once (an offer), what cannot happens when the undo seconds are over (a counsellor lets go, a record changes hands).
 */
export function decideMove(contact: Contact, command: MoveCommand, now: Date, policy: RoutingPolicy): Decision {
  switch (command.type) {
    case "move":
      return move(contact, command, now, policy);
    case "undo-move":
      return undo(contact, command, now, policy);
    case "finish-move":
      return finish(contact, now, policy);
    case "release":
      return release(contact, command, now, policy);
  }
}

/** What moving a contact would do, by where it is and where it goes; the refusal says why it would do nothing. */
export function effectOf(contact: Contact, to: CounsellorId | null): Result<MoveEffect, MoveRefusal> {
  const { state } = contact;
  switch (state.status) {
    case "queued":
      return to === null ? refuse("already-there") : accept("offer");
    case "orphaned":
      return accept(to === null ? "queue" : "offer");
    case "offered":
      if (state.offer.to === to) return refuse("already-there");
      return accept(to === null ? "queue" : "offer");
    case "active":
      if (state.owner === to || state.transfer?.to === to) return refuse("already-there");
      if (to === null) return state.move?.to === null ? refuse("already-there") : accept("queue");
      return accept("transfer");
    case "closing":
      if (state.owner === to) return refuse("already-there");
      return accept(to === null ? "queue" : "transfer");
    case "wrap_up":
      if (to === null) return refuse("needs-person");
      return state.owner === to || state.move?.to === to ? refuse("already-there") : accept("hand_over");
    // Only within the window that the person said is safe; what supervisors may do instead is on the call itself.
    case "callback_due":
      return refuse("call-waits");
    case "closed":
    case "abandoned":
      return refuse("already-over");
  }
}

/** Tells the supervisor who moved it that the person named did not get it. */
export function moveFailed(
  contact: Contact,
  because: Extract<ContactEvent, { type: "move_failed" }>["because"],
): ContactEvent[] {
  const made = moveOf(contact);
  if (made === undefined || made.to === null) return [];
  return [{ type: "move_failed", moveId: made.id, by: made.by, to: made.to, because }];
}

function move(contact: Contact, command: Command<"move">, now: Date, policy: RoutingPolicy): Decision {
  const { moveId, by, to, reason, overrides } = command;
  if (moveOf(contact)?.id === moveId) return nothing;
  const effect = effectOf(contact, to);
  if (!effect.ok) return effect;
  const before = liveOfferOf(contact);
  const ending = contact.state.status === "closing" ? contact.state.disposition : null;
  const skip = to === null && contact.state.status === "offered" ? contact.state.offer.to : null;
  const made: ContactEvent = {
    ...{ type: "contact_moved", moveId, by, to, reason, overrides, until: undoUntil(now, policy) },
    ...{ ending, skip, skipUntil: skipUntil(now, policy) },
    ...(before === undefined ? {} : { took: takenOffer(before) }),
  };
  const isOffered = to !== null && effect.value !== "hand_over";
  const offered: ContactEvent[] = isOffered ? [offerTo(command, to, offerTimes(contact, now, policy))] : [];
  return accept([...takeBack(before), ...dismissGuest(contact), ...takeEndingBack(ending), made, ...offered]);
}

function offerTo(command: Command<"move">, to: CounsellorId, times: ReturnType<typeof offerTimes>): ContactEvent {
  const extra = command.overrides.includes("capacity") ? { isExtra: true as const } : {};
  return { type: "offer_made", offerId: command.offerId, to, ...times, ...extra };
}

function takenOffer({ to, asked }: LiveOffer): TakenOffer {
  return asked === undefined ? { to } : { to, asked };
}

function takeBack(offer: ReturnType<typeof liveOfferOf>): ContactEvent[] {
  return offer === undefined ? [] : [{ type: "offer_rescinded", offerId: offer.id, to: offer.to }];
}

function takeEndingBack(ending: OneKeyEnding | null): ContactEvent[] {
  return ending === null ? [] : [{ type: "closing_undone", by: "supervisor" }];
}

function undo(contact: Contact, command: Command<"undo-move">, now: Date, policy: RoutingPolicy): Decision {
  const { moveId, by, backOfferId } = command;
  const made = moveOf(contact);
  if (made?.id !== moveId) return refuse("moved-on");
  if (made.by !== by) return refuse("not-your-move");
  if (made.until <= now) return refuse("too-late-to-undo");
  const { previousOwner, ending, skipped: unskip, took } = made.before;
  const live = liveOfferOf(contact);
  // Asked again meanwhile, by the matcher: then nothing is taken from them.
  const isBackAlready = took !== undefined && live?.to === took.to;
  const again: ContactEvent[] =
    took === undefined || backOfferId === undefined || isBackAlready
      ? []
      : [{ type: "offer_made", offerId: backOfferId, ...took, ...offerTimes(contact, now, policy) }];
  return accept([
    ...(isBackAlready ? [] : takeBack(live)),
    { type: "move_undone", moveId, by, previousOwner, ending, unskip, until: undoUntil(now, policy) },
    ...again,
  ]);
}

function finish(contact: Contact, now: Date, policy: RoutingPolicy): Decision {
  const { state } = contact;
  const made = moveOf(contact);
  if (made === undefined || !isDelayed(contact)) return nothing;
  if (made.until > now) return refuse("not-due");
  if (state.status === "active") {
    return accept([
      ...dismissGuest(contact),
      { type: "owner_removed", owner: state.owner, skipUntil: skipUntil(now, policy) },
    ]);
  }
  if (state.status === "wrap_up" && made.to !== null) {
    return accept([{ type: "record_handed_over", from: state.owner, to: made.to }]);
  }
  return nothing;
}

/** Whether a contact's move has its effect only when its undo seconds are over. */
export function isDelayed({ state }: Contact): boolean {
  if (state.status === "wrap_up") return state.move !== undefined;
  return state.status === "active" && state.move?.to === null;
}

function release(contact: Contact, command: Command<"release">, now: Date, policy: RoutingPolicy): Decision {
  const { state } = contact;
  if (state.status === "closed" || state.status === "abandoned") return refuse("already-over");
  const offer = liveOfferOf(contact);
  const made = moveOf(contact);
  if (state.status === "closing" && state.until <= now) {
    return released(command, "closed", [
      { type: "contact_closed", disposition: state.disposition, endedBy: "counsellor" },
    ]);
  }
  if (made !== undefined && isDelayed(contact) && made.until <= now) {
    const finished = finish(contact, now, policy);
    return finished.ok ? released(command, "move_finished", finished.value) : finished;
  }
  if (state.status === "active" && !command.isOwnerThere) {
    const { guest } = state;
    if (guest !== undefined) {
      return released(command, "owner_let_go", [{ type: "contact_passed", from: state.owner, to: guest.id }]);
    }
    // The transfer, if there is one, goes on as an offer.
    return released(command, "owner_let_go", [{ type: "contact_orphaned", lane: oneLaneUp(contact.lane) }]);
  }
  if (offer !== undefined && (offerDueAt(offer) <= now || !command.isOfferedThere)) {
    return released(command, "offer_ended", [...takeBack(offer), ...moveFailed(contact, "rescinded")]);
  }
  if (isOverRecordTime(contact, now, policy)) return released(command, "place_freed", []);
  const isPassingOver = state.status === "orphaned" || (state.status === "queued" && contact.skips.length > 0);
  return isPassingOver ? released(command, "asks_everybody_again", []) : nothing;
}

function released({ by, reason }: Command<"release">, did: ReleaseDeed, events: readonly ContactEvent[]): Decision {
  return accept([{ type: "contact_released", by, reason, did }, ...events]);
}
