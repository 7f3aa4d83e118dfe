import { FLOOR_ALERTS, FLOOR_CAUSES, FLOOR_STATES } from "@nightlight/domain/floor/floor";
import { NEXT_BECAUSE } from "@nightlight/domain/floor/outlook";
import { INTENTS } from "@nightlight/domain/presence/presence";
import { RISK_LEVELS } from "@nightlight/domain/risk/level";
import { GATES } from "@nightlight/domain/shift/shift";
import { z } from "zod";
import { id, instant, lane, language } from "../fields.ts";
import { personName } from "./access.ts";
import { movableView, moveView } from "./moves.ts";

const place = z.object({ all: z.int(), free: z.int() });

export const floorPerson = z.object({
  id,
  name: z.string(),
  centreId: id.nullable(),
  languages: z.array(language),
  state: z.enum(FLOOR_STATES),
  /** Since when the state holds. */
  since: instant,
  /** Why. `at` is since when (or from when), `count` of how many offers, conversations, records or misses. */
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

export const floorAlert = z.object({
  /** The same as long as it is the same alert: ring once for each. No two have the same. */
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
  /** Those that are new, or say something else than before. */
  alerts: z.array(floorAlert),
  /** Keys of those that are over. */
  alertsGone: z.array(z.string()),
});

export type FloorNews = z.infer<typeof floorNews>;

/** The answer to `floor:watch`: what was missed since the number held, or everything anew. Refused: null. */
export type FloorAnswer =
  { readonly snapshot: FloorSnapshot } | { readonly news: readonly FloorNews[] } | { readonly refused: true };
