import type { Authority } from "@nightlight/domain/authority/authority";
import type { Contact, ContactState, ContactStatus, LiveOffer } from "@nightlight/domain/contact/contact";
import { NO_RISK } from "@nightlight/domain/contact/risk";
import type { Seat } from "@nightlight/domain/presence/presence";
import type { Arrival } from "@nightlight/commands/world";
import { after, TEST_START } from "./clock.ts";

/** A queued web chat that arrived when tests begin; say only what matters. */
export function aContact(changes: Partial<Contact> = {}): Contact {
  return {
    id: "contact-1",
    queueId: "default",
    channelId: "webchat-1",
    channel: "webchat",
    language: "vi",
    lane: "normal",
    arrivedAt: TEST_START,
    receivedAt: TEST_START,
    version: 1,
    newsVersion: 1,
    childWrote: false,
    recordBegun: false,
    skips: [],
    failedOffers: 0,
    barred: [],
    risk: NO_RISK,
    callback: undefined,
    state: { status: "queued", since: TEST_START },
    ...changes,
  };
}

/** The People's Committee of a commune, in force since long; say only what matters. */
export function anAuthority(changes: Partial<Authority> = {}): Authority {
  return {
    id: "authority-1",
    parentId: undefined,
    level: "commune",
    kind: "peoples_committee",
    placeCode: "00004",
    name: "UBND phường",
    phone: undefined,
    email: undefined,
    validFrom: after(TEST_START, -30 * 24 * 3600),
    validTo: undefined,
    successorIds: [],
    verifiedAt: undefined,
    ...changes,
  };
}

/** An offer to Lan that was shown the moment it was made. */
export function anOffer(changes: Partial<LiveOffer> = {}): LiveOffer {
  return {
    id: "offer-1",
    to: "lan",
    madeAt: TEST_START,
    shownAt: TEST_START,
    expiresAt: after(TEST_START, 45),
    previousOwner: undefined,
    ...changes,
  };
}

type StateOf<Status extends ContactStatus> = Extract<ContactState, { status: Status }>;

const STATES: { readonly [Status in ContactStatus]: StateOf<Status> } = {
  queued: { status: "queued", since: TEST_START },
  offered: { status: "offered", offer: anOffer() },
  active: { status: "active", owner: "lan", since: TEST_START, ownerLostAt: undefined },
  closing: {
    status: "closing",
    owner: "lan",
    activeSince: TEST_START,
    disposition: "silent",
    until: after(TEST_START, 8),
    ownerLostAt: undefined,
  },
  wrap_up: { status: "wrap_up", owner: "lan", since: TEST_START, endedBy: "counsellor", holdsSlot: true },
  closed: { status: "closed", owner: "lan", at: TEST_START, disposition: "counselled", endedBy: "counsellor" },
  orphaned: { status: "orphaned", since: TEST_START, previousOwner: "lan" },
  callback_due: { status: "callback_due", since: TEST_START, dueAt: TEST_START, wantsDecision: false },
  abandoned: { status: "abandoned", at: TEST_START, by: "child" },
};

/** All statuses of a contact, for tables over every state. */
export const ALL_STATUSES = Object.keys(STATES) as readonly ContactStatus[];

/** A contact in a state of its own; Lan is the counsellor wherever there is one. */
export function contactIn<Status extends ContactStatus>(
  status: Status,
  state: Partial<StateOf<Status>> = {},
  changes: Partial<Contact> = {},
): Contact {
  return aContact({ version: 5, ...changes, state: { ...STATES[status], ...state } });
}

/** A free seat of somebody who is available, on shift and connected. */
export function aSeat(counsellorId: string, changes: Partial<Omit<Seat, "counsellorId">> = {}): Seat {
  return {
    counsellorId,
    intent: "available",
    gate: "open",
    isLeaseAlive: true,
    freeSlots: { voice: 0, chat: 1 },
    languages: ["vi"],
    idleSince: TEST_START,
    ...changes,
  };
}

/** A web chat that arrives without a word. */
export function anArrival(changes: Partial<Arrival> & Pick<Arrival, "contactId" | "channelId">): Arrival {
  return {
    queueId: "default",
    channel: "webchat",
    language: "vi",
    lane: "normal",
    arrivalKey: keyOf(changes.contactId),
    identity: undefined,
    message: undefined,
    childSession: undefined,
    ...changes,
  };
}

/** Bytes that stand for a hashed key. */
export function keyOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
