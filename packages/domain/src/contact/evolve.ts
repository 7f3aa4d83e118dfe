import {
  liveOfferOf,
  type Contact,
  type ContactState,
  type CounsellorId,
  type LiveOffer,
  type Skip,
} from "./contact.ts";
import type { ContactEvent } from "./events.ts";
import { afterRescinding, afterWord, evolveTalk, isTalkEvent, withFailure } from "./evolve-talk.ts";
import { brokenOff, evolveRisk } from "./decide-risk.ts";
import { evolveMove, keptExtra, keptLoss, keptMove, withOffer, withoutOffer } from "./evolve-move.ts";
import { NO_RISK } from "./risk.ts";

type Beginning = Extract<ContactEvent, { type: "contact_arrived" | "contact_recorded" }>;

/** The contact that an arrival begins; what was recorded by hand is its counsellor's record from the start. */
export function arrive(event: Beginning, at: Date): Contact {
  return {
    id: event.contactId,
    queueId: event.queueId,
    ...(event.type === "contact_arrived" && event.wantedSkill !== undefined ? { wantedSkill: event.wantedSkill } : {}),
    channelId: event.channelId,
    channel: event.channel,
    language: event.language,
    lane: event.lane,
    arrivedAt: ageFrom(event, at),
    receivedAt: event.type === "contact_recorded" ? event.receivedAt : ageFrom(event, at),
    version: 1,
    newsVersion: 1,
    childWrote: false,
    recordBegun: false,
    skips: [],
    failedOffers: 0,
    barred: [],
    risk: NO_RISK,
    callback: undefined,
    state:
      event.type === "contact_recorded"
        ? { status: "wrap_up", owner: event.by, since: at, endedBy: "recorded", holdsSlot: false }
        : { status: "queued", since: at },
  };
}

function ageFrom(event: Beginning, at: Date): Date {
  return event.type === "contact_arrived" ? (event.firstArrivedAt ?? at) : at;
}

/** What one event makes of a contact. Total over every event, so replaying the log gives the state row (invariant I7). */
export function evolve(contact: Contact, event: ContactEvent, at: Date): Contact {
  const next = { ...contact, version: contact.version + 1 };
  if (isTalkEvent(event)) return evolveTalk(next, event, at);
  switch (event.type) {
    case "contact_arrived":
    case "contact_recorded":
      return next;
    case "receipt_corrected":
      return { ...next, receivedAt: event.receivedAt };
    case "offer_made":
      return { ...next, state: withOffer(contact.state, offerOf(contact, event, at)) };
    case "offer_shown":
      return { ...next, state: shown(contact.state, at, event.expiresAt) };
    case "offer_accepted":
      return {
        ...withNews(next),
        skips: [],
        failedOffers: 0,
        state: {
          ...{ status: "active", owner: event.by, since: at, ownerLostAt: undefined },
          ...(liveOfferOf(contact)?.isExtra === true ? { isExtra: true } : {}),
        },
      };
    case "offer_declined":
      return {
        ...next,
        state: withFailure(withoutOffer(contact.state, at), contact.state, { to: event.by, because: "declined" }),
        skips: skipped(contact, event.by, event.skipUntil, at),
      };
    case "offer_failed":
      return {
        ...next,
        state: withFailure(withoutOffer(contact.state, at), contact.state, { to: event.to, because: event.failure }),
        skips: skipped(contact, event.to, event.skipUntil, at),
        failedOffers: contact.failedOffers + (contact.state.status === "offered" ? 1 : 0),
      };
    case "offer_rescinded":
      return { ...next, state: afterRescinding(withoutOffer(contact.state, at), contact.state, event) };
    case "message_posted":
      return {
        ...(event.from === "child" ? { ...withNews(next), childWrote: true } : next),
        state: afterWord(contact.state, event),
      };
    case "record_begun":
      return { ...next, recordBegun: true };
    case "conversation_ended":
      return {
        ...(event.by === "counsellor" ? next : withNews(next)),
        risk: event.by === "counsellor" ? contact.risk : brokenOff(contact.risk),
        state: {
          status: "wrap_up",
          owner: owner(contact),
          since: at,
          endedBy: event.by,
          holdsSlot: holdsPlace(contact),
        },
      };
    case "closing_started":
      return {
        ...next,
        state: {
          status: "closing",
          owner: owner(contact),
          activeSince: contact.state.status === "active" ? contact.state.since : at,
          disposition: event.disposition,
          until: event.until,
          ...keptLoss(contact.state),
          ...keptExtra(contact.state),
        },
      };
    case "closing_undone":
      return {
        ...(event.by === "counsellor" ? next : withNews(next)),
        state: {
          status: "active",
          owner: owner(contact),
          since: contact.state.status === "closing" ? contact.state.activeSince : at,
          ...keptLoss(contact.state),
          ...keptExtra(contact.state),
        },
      };
    case "contact_closed":
      return {
        ...next,
        risk: ["child", "quick_exit", "line_lost"].includes(event.endedBy) ? brokenOff(contact.risk) : contact.risk,
        state: {
          status: "closed",
          owner: owner(contact),
          at,
          disposition: event.disposition,
          endedBy: event.endedBy,
          ...(event.undoUntil === undefined ? {} : { undoUntil: event.undoUntil }),
        },
      };
    case "contact_reopened":
      return {
        ...next,
        state: {
          status: "wrap_up",
          owner: event.by,
          since: at,
          endedBy: contact.state.status === "closed" ? contact.state.endedBy : "counsellor",
          holdsSlot: false,
        },
      };
    case "contact_abandoned":
      return { ...next, risk: brokenOff(contact.risk), state: { status: "abandoned", at, by: event.by } };
    case "owner_lost":
      return { ...next, state: { ...attended(contact), ...lostAt(at, event.orphanAt) } };
    case "owner_returned":
      return { ...next, state: found(attended(contact)) };
    case "contact_orphaned":
      return {
        ...next,
        lane: event.lane,
        state: orphaned(contact, at),
      };
    case "access_barred":
      return {
        ...next,
        barred: [...contact.barred, event.barredId],
        state: event.leaves === null ? contact.state : without(contact.state, at),
      };
    case "owner_removed":
      return {
        ...next,
        state: { status: "queued", since: at },
        skips: event.skipUntil === undefined ? contact.skips : skipped(contact, event.owner, event.skipUntil, at),
      };
    case "record_handed_over":
      return { ...withNews(next), state: handedOver(contact.state, event.to) };
    case "contact_moved":
    case "move_undone":
    case "move_failed":
    case "contact_released":
      return evolveMove(next, event, at);
    case "access_restored":
      return { ...next, barred: contact.barred.filter((id) => id !== event.barredId) };
    case "lane_raised":
      return { ...next, lane: event.lane };
    case "risk_assessed":
    case "risk_raised":
      return { ...next, lane: event.lane, risk: evolveRisk(contact.risk, event) };
    case "risk_lowered":
    case "risk_lowering_asked":
    case "risk_lowering_decided":
    case "contact_escalated":
      return { ...next, risk: evolveRisk(contact.risk, event) };
  }
}

/** Rebuilds a contact from its own events, oldest first. Throws when the log does not begin with an arrival. */
export function replay(events: readonly { readonly event: ContactEvent; readonly at: Date }[]): Contact {
  const [first, ...rest] = events;
  if (first?.event.type !== "contact_arrived" && first?.event.type !== "contact_recorded") {
    throw new Error("A contact's log begins with its arrival");
  }
  return rest.reduce((contact, { event, at }) => evolve(contact, event, at), arrive(first.event, first.at));
}

function withNews(contact: Contact): Contact {
  return { ...contact, newsVersion: contact.version };
}

function offerOf(contact: Contact, event: Extract<ContactEvent, { type: "offer_made" }>, at: Date): LiveOffer {
  const previousOwner = contact.state.status === "orphaned" ? contact.state.previousOwner : undefined;
  const extra = event.isExtra === true ? { isExtra: true as const } : {};
  return {
    ...{ id: event.offerId, to: event.to, madeAt: at, shownAt: undefined, expiresAt: event.expiresAt },
    ...(event.shownBy === undefined ? {} : { shownBy: event.shownBy }),
    ...{ previousOwner, ...extra, ...(event.asked === undefined ? {} : { asked: event.asked }) },
  };
}

function shown(state: ContactState, at: Date, expiresAt: Date): ContactState {
  if (state.status === "offered") return { ...state, offer: { ...state.offer, shownAt: at, expiresAt } };
  if (state.status === "active" && state.transfer !== undefined) {
    return { ...state, transfer: { ...state.transfer, shownAt: at, expiresAt } };
  }
  throw new Error(`An offer was shown of a contact that is ${state.status}`);
}

/** A conversation without its counsellor: an orphan, unless it is held out to somebody already. */
function orphaned(contact: Contact, at: Date): ContactState {
  const previousOwner = owner(contact);
  const transfer = liveOfferOf(contact);
  if (transfer === undefined) return { status: "orphaned", since: at, previousOwner };
  return { status: "offered", offer: { ...transfer, previousOwner }, ...keptMove(contact.state) };
}

function handedOver(state: ContactState, to: CounsellorId): ContactState {
  // Over, but an escalation of it still waits: from now on it is theirs to follow.
  if (state.status === "closed") return { ...state, owner: to };
  if (state.status !== "wrap_up") return state;
  const { move: _move, more: _more, ...rest } = state;
  return { ...rest, owner: to, holdsSlot: false };
}

function holdsPlace({ state }: Contact): boolean {
  return !("isExtra" in state);
}

function skipped(contact: Contact, counsellorId: CounsellorId, until: Date, at: Date): readonly Skip[] {
  const stillSkipped = contact.skips.filter((skip) => skip.until > at && skip.counsellorId !== counsellorId);
  return [...stillSkipped, { counsellorId, until }];
}

/**
 * A state without the counsellor whom it knew. What is running waits again, as old as it is; a record that is being
 * finished keeps its last owner on paper, and gives back the place.
 */
function without(state: ContactState, at: Date): ContactState {
  switch (state.status) {
    case "active":
    case "closing":
      return { status: "queued", since: at };
    case "orphaned":
      return { status: "queued", since: state.since };
    case "offered":
      return { ...state, offer: { ...state.offer, previousOwner: undefined } };
    case "wrap_up":
      return { ...state, holdsSlot: false };
    case "queued":
    case "callback_due":
    case "closed":
    case "abandoned":
      return state;
  }
}

function owner(contact: Contact): CounsellorId {
  if (!("owner" in contact.state)) throw new Error(`A contact that is ${contact.state.status} has no owner`);
  return contact.state.owner;
}

function lostAt(at: Date, orphanAt: Date | undefined): { ownerLostAt: Date; orphanAt?: Date } {
  return { ownerLostAt: at, ...(orphanAt === undefined ? {} : { orphanAt }) };
}

function found(state: ReturnType<typeof attended>): ContactState {
  const { orphanAt: _orphanAt, ...rest } = state;
  return { ...rest, ownerLostAt: undefined };
}

function attended(contact: Contact): Extract<ContactState, { status: "active" | "closing" }> {
  const { state } = contact;
  if (state.status === "active" || state.status === "closing") return state;
  throw new Error(`Nobody attends a contact that is ${state.status}`);
}
