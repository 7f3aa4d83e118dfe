import type { Contact, ContactState, LiveOffer } from "./contact.ts";
import type { ContactEvent } from "./events.ts";
import type { Move } from "./move.ts";

type MoveEvent = Extract<ContactEvent, { type: "contact_moved" | "move_undone" | "move_failed" | "contact_released" }>;

/** What a supervisor's act makes of a contact; `next` is the contact with its new version. */
export function evolveMove(next: Contact, event: MoveEvent, at: Date): Contact {
  const { state } = next;
  switch (event.type) {
    case "contact_moved":
      return moved(next, event, at);
    case "move_undone":
      return {
        ...next,
        skips: next.skips.filter(({ counsellorId }) => counsellorId !== event.unskip),
        state: undone(state, event, at),
      };
    case "move_failed":
      return { ...next, state: withoutMove(state) };
    case "contact_released":
      if (event.did === "place_freed" && state.status === "wrap_up") {
        return { ...next, state: { ...state, holdsSlot: false } };
      }
      if (event.did !== "asks_everybody_again") return next;
      return { ...next, skips: [], state: "since" in state ? { status: "queued", since: state.since } : state };
  }
}

/** The state with a new offer: of what waits, or beside the owner. A move is kept until it comes to its end. */
export function withOffer(state: ContactState, offer: LiveOffer): ContactState {
  if (state.status === "active") {
    const { transferFailed: _failed, ...rest } = state;
    return { ...rest, transfer: offer };
  }
  return { status: "offered", offer, ...keptMove(state) };
}

/** The state after an offer in vain: what waited waits again, and what had an owner keeps them. */
export function withoutOffer(state: ContactState, at: Date): ContactState {
  if (state.status === "active") return withoutTransfer(state);
  if (state.status !== "offered") throw new Error(`No offer to take back: the contact is ${state.status}`);
  const { previousOwner } = state.offer;
  return previousOwner === undefined
    ? { status: "queued", since: at, ...keptMove(state) }
    : { status: "orphaned", since: at, previousOwner, ...keptMove(state) };
}

/** Whether a contact was taken beyond the places of its counsellor, as an object to spread. */
export function keptExtra(state: ContactState): { readonly isExtra?: true } {
  return "isExtra" in state ? { isExtra: true } : {};
}

/** Since when the owner's screen is lost, and when that makes an orphan, as an object to spread. */
export function keptLoss(state: ContactState): { readonly ownerLostAt: Date | undefined; readonly orphanAt?: Date } {
  if (!("ownerLostAt" in state)) return { ownerLostAt: undefined };
  const { ownerLostAt, orphanAt } = state;
  return { ownerLostAt, ...(orphanAt === undefined ? {} : { orphanAt }) };
}

/** A supervisor's move, as an object to spread. */
export function keptMove(state: ContactState): { readonly move?: Move } {
  return "move" in state ? { move: state.move } : {};
}

function moved(next: Contact, event: Extract<MoveEvent, { type: "contact_moved" }>, at: Date): Contact {
  const { moveId, by, to, reason, overrides, until, ending, skip, skipUntil, took } = event;
  const { state } = next;
  const previousOwner = state.status === "orphaned" ? state.previousOwner : null;
  const before = { previousOwner, ending, skipped: skip, ...(took === undefined ? {} : { took }) };
  const move: Move = { id: moveId, by, to, reason, overrides, until, before };
  const skips = skip === null ? next.skips : [...next.skips, { counsellorId: skip, until: skipUntil }];
  const waitsForNobody: ContactState = { status: "queued", since: at, move };
  if (state.status === "orphaned" && to === null) return { ...next, skips, state: waitsForNobody };
  return { ...next, skips, state: withMove(state, move) };
}

function withMove(state: ContactState, move: Move): ContactState {
  switch (state.status) {
    case "queued":
    case "orphaned":
    case "active":
    case "wrap_up":
      return { ...state, move };
    case "offered":
    case "closing":
    case "callback_due":
    case "closed":
    case "abandoned":
      throw new Error(`A contact that is ${state.status} was moved without being made ready for it`);
  }
}

function undone(state: ContactState, event: Extract<MoveEvent, { type: "move_undone" }>, at: Date): ContactState {
  const { previousOwner, ending, until } = event;
  if (state.status === "queued" && previousOwner !== null) return { status: "orphaned", since: at, previousOwner };
  if (state.status === "active" && ending !== null) {
    const { owner, since: activeSince } = state;
    const kept = { ...keptLoss(state), ...keptExtra(state) };
    return { status: "closing", owner, activeSince, disposition: ending, until, ...kept };
  }
  return withoutMove(state);
}

function withoutMove(state: ContactState): ContactState {
  if (!("move" in state)) return state;
  const { move: _move, ...rest } = state;
  return rest;
}

function withoutTransfer(state: Extract<ContactState, { status: "active" }>): ContactState {
  const { transfer, ...rest } = state;
  if (transfer === undefined) throw new Error("No transfer to take back");
  return rest;
}
