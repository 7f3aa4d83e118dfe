import { INTENTS } from "@nightlight/domain/presence/presence";
import { RISK_LEVELS } from "@nightlight/domain/risk/level";
import { GATES } from "@nightlight/domain/shift/shift";
import { z } from "zod";
import { id, instant, lane, language } from "../fields.ts";
import { personName } from "./access.ts";
import { movableView, moveView } from "./moves.ts";

/** What somebody is doing, in the order in which it is told: the first that holds. */
export const FLOOR_STATES = [
  /** Their screen is lost while it should be there. */
  "screen_lost",
  /** Something rings at them. */
  "ringing",
  "talking",
  /** Finishing a record that keeps their place. */
  "writing",
  /** They said that they are on a break, or the system found that they do not answer. */
  "paused",
  /** Outside their shift, or not checked in. */
  "not_on_shift",
  "free",
] as const;

/** Why the state is what it is. The words stand in the locales; `at` is since when, `count` of what. */
export const FLOOR_CAUSES = [
  "lease_lost",
  "never_connected",
  "offer",
  /** `count` conversations; since the oldest began. */
  "conversation",
  "record",
  "break",
  "training",
  "off",
  /** `count` offers in a row were not answered. */
  "not_responding",
  "before_shift",
  "after_shift",
  /** In its last minutes: only what is immediate still comes. */
  "winding_down",
  "idle",
] as const;

const place = z.object({ all: z.int(), free: z.int() });

export const floorPerson = z.object({
  id,
  name: z.string(),
  centreId: id.nullable(),
  languages: z.array(language),
  state: z.enum(FLOOR_STATES),
  /** Since when the state holds. */
  since: instant,
  cause: z.object({ code: z.enum(FLOOR_CAUSES), at: instant.nullable(), count: z.int().nullable() }),
  intent: z.enum(INTENTS),
  intentSince: instant,
  gate: z.enum(GATES),
  /** The shift that covers now; else the next one within a day. */
  shift: z.object({ name: z.string(), startsAt: instant, endsAt: instant, checkedInAt: instant.nullable() }).nullable(),
  /** Null: no screen of theirs was ever there. */
  lease: z.object({ isAlive: z.boolean(), lostAt: instant.nullable() }).nullable(),
  slots: z.object({ chat: place, voice: place }),
  /** The first fact that keeps offers away; null when routable. */
  unroutableBecause: z.enum(["intent", "gate", "lease", "capacity"]).nullable(),
});

export type FloorPerson = z.infer<typeof floorPerson>;

/** What keeps a waiting contact from everybody: the objection that is nearest to falling, and of how many people. */
export const NEXT_BECAUSE = [
  /** `person` gets it in the next pass. */
  "is_next",
  /** `person` knows it, and is waited for a little. */
  "previous_counsellor_first",
  "skipped",
  "winding_down",
  "language",
  "capacity",
  "lease",
  "gate",
  "intent",
  /** Nobody is there at all. */
  "nobody",
] as const;

export const floorContact = movableView.omit({ move: true }).extend({
  /** A move in progress. Mine is the one whose `by` is me. */
  move: moveView.omit({ isMine: true }).nullable(),
  /** Since when it is in this state. */
  since: instant,
  /** The queue's order among `queued`, `orphaned` and `offered`: by this lane, then by `orderAt`, then by id. */
  orderLane: lane,
  orderAt: instant,
  /** By when somebody should have it; only while it waits. */
  targetAt: instant.nullable(),
  /** Who is next for it and why; of those at the head of the queue only. */
  next: z.object({ person: personName.nullable(), because: z.enum(NEXT_BECAUSE), count: z.int() }).nullable(),
  /** Held out to somebody now: as an offer, or as a transfer beside its owner. */
  offer: z.object({ to: personName, madeAt: instant, shownAt: instant.nullable(), expiresAt: instant }).nullable(),
  /** Of an orphan. */
  previousOwner: personName.nullable(),
  /** Since when its owner's screen is lost. */
  ownerLostAt: instant.nullable(),
  failedOffers: z.int(),
  level: z.enum(RISK_LEVELS).nullable(),
  /** A record that nobody can finish: give it to somebody. */
  needsHandOver: z.boolean(),
});

export type FloorContact = z.infer<typeof floorContact>;

/** What wants an act, not a glance. */
export const FLOOR_ALERTS = [
  "immediate_waits",
  "over_target",
  "offers_fail",
  "orphaned",
  "screen_lost_in_conversation",
  "not_responding",
  "needs_hand_over",
  /** Somebody waits, and nobody is there. */
  "nobody_there",
] as const;

export const floorAlert = z.object({
  /** The same as long as it is the same alert: ring once for each. */
  key: z.string(),
  code: z.enum(FLOOR_ALERTS),
  since: instant,
  contactId: id.nullable(),
  personId: id.nullable(),
});

export type FloorAlert = z.infer<typeof floorAlert>;

/**
 * The whole floor. `number` grows with every reading of it, on whichever node: a reading with a higher number saw
 * everything that one with a lower number saw.
 */
export const floorSnapshot = z.object({
  number: z.int(),
  /** The database's time of the reading: ages are counted from it. */
  at: instant,
  people: z.array(floorPerson),
  contacts: z.array(floorContact),
  alerts: z.array(floorAlert),
});

export type FloorSnapshot = z.infer<typeof floorSnapshot>;

/** What changed from reading `after` to reading `number`. Applied only to `after`; without a change it is a heartbeat. */
export const floorNews = z.object({
  after: z.int(),
  number: z.int(),
  at: instant,
  people: z.array(floorPerson),
  peopleGone: z.array(id),
  contacts: z.array(floorContact),
  contactsGone: z.array(id),
  /** All that there are now; null: as before. */
  alerts: z.array(floorAlert).nullable(),
});

export type FloorNews = z.infer<typeof floorNews>;

/** The answer to `floor:watch`: what was missed since the number held, or everything anew. Refused: null. */
export type FloorAnswer =
  { readonly snapshot: FloorSnapshot } | { readonly news: readonly FloorNews[] } | { readonly refused: true };
