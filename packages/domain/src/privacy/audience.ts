import type { Contact } from "../contact/contact.ts";
import type { ContactEvent } from "../contact/events.ts";
import type { Audience, Complete, FieldOf, Reader } from "./audience-kinds.ts";
import { CALL_AUDIENCES } from "./call-audience.ts";
import { ESCALATION_AUDIENCES } from "./escalation-audience.ts";
import { HANDLING_AUDIENCES } from "./handling-audience.ts";

export type { Audience, Reader } from "./audience-kinds.ts";

/**
 * Every field that the system holds about a contact, declared once, by the thing that it belongs to. A field that is
 * missing here does not compile where it has a type, fails a test where it is a column, and is never given to anybody.
 */
export const AUDIENCES = {
  contact: {
    id: "shared",
    arrivedAt: "shared",
    receivedAt: "shared",
    language: "shared",
    lane: "shared",
    wantedSkill: "helpline",
    queueId: "helpline",
    channelId: "informant",
    channel: "informant",
    arrivalKey: "informant",
    version: "helpline",
    newsVersion: "helpline",
    childWrote: "helpline",
    recordBegun: "helpline",
    skips: "helpline",
    failedOffers: "helpline",
    barred: "helpline",
    risk: "helpline",
    callback: "helpline",
    state: "helpline",
    status: "helpline",
    ownerId: "helpline",
    offeredTo: "helpline",
  } satisfies Complete<keyof Contact>,

  ...CALL_AUDIENCES,

  /** Facts of events; ids, states and times of our own work. */
  event: {
    seq: "helpline",
    subject: "helpline",
    subjectId: "helpline",
    version: "helpline",
    data: "helpline",
    actorKind: "helpline",
    actorId: "helpline",
    at: "helpline",
    node: "helpline",
    contactId: "shared",
    queueId: "helpline",
    channelId: "informant",
    channel: "informant",
    language: "shared",
    lane: "shared",
    offerId: "helpline",
    to: "helpline",
    by: "helpline",
    expiresAt: "helpline",
    reason: "helpline",
    skipUntil: "helpline",
    failure: "helpline",
    messageId: "helpline",
    from: "helpline",
    disposition: "helpline",
    until: "helpline",
    endedBy: "helpline",
    barredId: "helpline",
    leaves: "helpline",
    owner: "helpline",
    receivedAt: "shared",
    level: "helpline",
    ifDropped: "helpline",
    changeId: "helpline",
    approves: "helpline",
    escalationId: "helpline",
    moveId: "helpline",
    overrides: "helpline",
    ending: "helpline",
    skip: "helpline",
    unskip: "helpline",
    took: "helpline",
    previousOwner: "helpline",
    because: "helpline",
    did: "helpline",
    isExtra: "helpline",
    shownBy: "helpline",
    firstArrivedAt: "helpline",
    orphanAt: "helpline",
    undoUntil: "helpline",
    asked: "helpline",
    callFrom: "helpline",
    callReason: "helpline",
    checkAt: "helpline",
    guest: "helpline",
    isCancelled: "helpline",
    isLast: "helpline",
    nextAt: "helpline",
    outcome: "helpline",
    remindAt: "helpline",
    wantedSkill: "helpline",
    through: "helpline",
    stage: "helpline",
  } satisfies Complete<FieldOf<ContactEvent>>,

  ...ESCALATION_AUDIENCES,

  /** What the other side is known by on its channel: a phone number, a user id. */
  identity: { contactId: "shared", identity: "informant", exactHash: "informant" },

  /** What sealed text is found by: keyed hashes of names, numbers and words. */
  searchEntry: {
    contactId: "helpline",
    field: "helpline",
    kind: "helpline",
    hashes: "informant",
    ownerId: "helpline",
    at: "helpline",
    isPartial: "helpline",
  },

  message: {
    id: "helpline",
    contactId: "shared",
    sequence: "helpline",
    from: "helpline",
    authorId: "helpline",
    clientKey: "helpline",
    text: "helpline",
    at: "helpline",
    deliveredAt: "helpline",
    seenAt: "helpline",
  },

  /** The fields of a record of the first form, by name. A later form says itself whom each field is for. */
  record: { name: "shared", reason: "shared", narrative: "helpline" },

  /** One saved version of a field of the record. */
  savedField: {
    contactId: "shared",
    field: "helpline",
    version: "helpline",
    definition: "helpline",
    value: "helpline",
    savedBy: "helpline",
    savedAt: "helpline",
  },

  /** A level that a person changed, and why. */
  riskChange: {
    id: "helpline",
    contactId: "shared",
    kind: "helpline",
    levelFrom: "helpline",
    levelTo: "helpline",
    reason: "helpline",
    byId: "helpline",
    at: "helpline",
    decidedBy: "helpline",
    decidedAt: "helpline",
    approves: "helpline",
  },

  /** That the police were asked where somebody is, why, and what they said: any of it may name whoever told us. */
  locationRequest: {
    id: "helpline",
    contactId: "shared",
    clientKey: "helpline",
    authorityId: "helpline",
    reason: "informant",
    byId: "helpline",
    at: "helpline",
    outcome: "helpline",
    words: "informant",
    answeredBy: "helpline",
    answeredAt: "helpline",
  },

  /** What was written down beside a contact that was recorded by hand. Any of it may name whoever told us. */
  byHand: {
    contactId: "shared",
    whoSays: "informant",
    reference: "informant",
    origin: "informant",
    details: "informant",
    recordedBy: "helpline",
    recordedAt: "helpline",
  },

  /** What stood there before it was corrected. */
  byHandChange: {
    contactId: "shared",
    version: "helpline",
    receivedAt: "helpline",
    details: "informant",
    byId: "helpline",
    at: "helpline",
  },

  ...HANDLING_AUDIENCES,

  /** The contact's own key, wrapped. */
  key: { contactId: "shared", masterKeyId: "helpline", wrappedKey: "helpline", erasedAt: "helpline" },

  /** A counsellor's place that the contact takes. */
  place: {
    counsellorId: "helpline",
    kind: "helpline",
    ordinal: "helpline",
    contactId: "shared",
    freedAt: "helpline",
    rings: "helpline",
    isCalling: "helpline",
  },

  /** Whoever works here. Outside they go by the name that they chose for it. */
  person: {
    id: "helpline",
    username: "helpline",
    name: "helpline",
    displayName: "shared",
    roles: "helpline",
    languages: "helpline",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Audience>>>>;

export type Thing = keyof typeof AUDIENCES;
type Field<Name extends Thing> = keyof (typeof AUDIENCES)[Name];

/** What the other side may see of its own conversation. Its own words are its own; everything else is ours. */
const OTHER_SIDE = {
  message: ["id", "from", "text", "at", "deliveredAt", "seenAt", "clientKey"],
  contact: ["id", "version", "language"],
  person: ["displayName"],
} as const satisfies { readonly [Name in Thing]?: readonly Field<Name>[] };

type SharedField<Name extends Thing> = {
  [Each in Field<Name>]: (typeof AUDIENCES)[Name][Each] extends "shared" ? Each : never;
}[Field<Name>];
type OtherSideField<Name extends Thing> = Name extends keyof typeof OTHER_SIDE
  ? (typeof OTHER_SIDE)[Name][number]
  : never;

type SeenField<Name extends Thing, By extends Reader> = By extends "helpline"
  ? Field<Name>
  : By extends "authority"
    ? SharedField<Name>
    : OtherSideField<Name>;

/** What a reader is given of a thing. */
export type Seen<Name extends Thing, Value, By extends Reader> = Pick<Value, keyof Value & SeenField<Name, By>>;

/** A value whose every field has an audience; anything else does not compile. */
type Declared<Name extends Thing, Value> = {
  readonly [Each in keyof Value]: Each extends Field<Name> ? Value[Each] : never;
};

/** Gives a reader what it may see of a thing, and nothing else: what nobody declared is seen by nobody. */
export function redact<Name extends Thing, Value extends object, const By extends Reader>(
  thing: Name,
  value: Value & Declared<Name, Value>,
  reader: By,
): Seen<Name, Value, By> {
  const seen = Object.entries(value).filter(([field]) => maySee(reader, thing, field));
  return Object.fromEntries(seen) as Seen<Name, Value, By>;
}

/** Whether a reader may see a field of a thing. */
export function maySee(reader: Reader, thing: Thing, field: string): boolean {
  const audiences: Readonly<Record<string, Audience>> = AUDIENCES[thing];
  if (!Object.hasOwn(audiences, field)) return false;
  switch (reader) {
    case "helpline":
      return true;
    case "authority":
      return audiences[field] === "shared";
    case "other_side": {
      const own: Readonly<Record<string, readonly string[]>> = OTHER_SIDE;
      return own[thing]?.includes(field) ?? false;
    }
  }
}
