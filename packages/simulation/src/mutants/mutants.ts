import type { Invariant } from "../history/history.ts";
import type { Breakage } from "../stress/stress-world.ts";
import { answersFromMemory, locksLate, swallowsTimeouts, tellsWithoutCommit } from "./broken-ports.ts";

/** A variant of the product with a wall taken away, and the invariants by which it may be known. */
export type Mutant = {
  readonly name: string;
  readonly breakage: Breakage;
  readonly shows: readonly Invariant[];
};

type Change = (text: string, server: number) => string;

const all =
  (...changes: readonly Change[]): Change =>
  (text, server) =>
    changes.reduce((soFar, change) => change(soFar, server), text);

/** Whoever changes a contact no longer waits for whoever is changing it. */
const noRowLock: Change = (text) =>
  text.includes("from contact") ? text.replaceAll(/for update(?: of c)?(?: skip locked)?/gu, "") : text;
const noVersion: Change = (text) =>
  text.replaceAll(/and version = (\$\d+::integer) returning id/gu, "and $1 is not null returning id");
const noTurn: Change = (text) => text.replaceAll("pg_try_advisory_xact_lock($1)", "($1::bigint is not null)");
const anyPlace: Change = (text) =>
  text.replaceAll(
    /and s\.contact_id is null\s+order by s\.ordinal limit 1 for update\) and contact_id is null/gu,
    "order by s.ordinal limit 1)",
  );
const SECOND_IS_SLOW = "(clock_timestamp() - interval '5 minutes')";
const nodeClock: Change = (text, server) =>
  server === 1 ? text.replaceAll("clock_timestamp()", SECOND_IS_SLOW) : text;
const timeBeforeLock: Change = (text) =>
  text.includes("nightlight.locked_contact") ? text.replace("clock_timestamp() as now", "now() as now") : text;
const noEpoch: Change = (text) =>
  text.startsWith("update lease l set alive_until") ? text.replace("and l.epoch = h.epoch", "") : text;
const ageReset: Change = (text) =>
  text.includes("skips = ")
    ? text.replace("update contact set state =", "update contact set arrived_at = clock_timestamp(), state =")
    : text;
const anyGate: Change = (text) =>
  text.replace("r.starts_at, r.ends_at, r.checked_in_at", "r.starts_at, r.ends_at, r.starts_at as checked_in_at");
const noKey: Change = (text) => text.replace("on conflict (channel_id, arrival_key) do nothing", "");

const NO_LOG_WALL = "alter table event drop constraint event_subject_subject_id_version_key;";
const NO_OFFER_WALL = "drop index one_live_offer;";
const NO_PLACE_WALL = "drop index slot_of_contact;";
const NO_KEY_WALL = "alter table contact drop constraint contact_channel_id_arrival_key_key;";
const FORGETFUL_LOG = `create function forget_words() returns trigger language plpgsql as $$ begin
    if new.type = 'message_posted' then return null; end if; return new; end $$;
  create trigger forget_words before insert on event for each row execute function forget_words();`;

/**
 * The walls of the product, each taken away in turn. Where a second wall stands behind the first, both are gone: what
 * nothing leans on would be no mutant but a twin.
 */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "a state is written over whatever is there: no row lock, no `where version`",
    breakage: { statement: all(noRowLock, noVersion), schema: NO_LOG_WALL },
    shows: ["I1", "I2", "I4", "I7"],
  },
  {
    name: "no unique index on live offers, and matchers that take no turns",
    breakage: { statement: all(noRowLock, noVersion, noTurn), schema: NO_LOG_WALL + NO_OFFER_WALL + NO_PLACE_WALL },
    shows: ["I1", "I2", "I4", "I7"],
  },
  {
    name: "capacity is a number read before: a place is claimed whether it is free or not",
    breakage: { statement: all(anyPlace, noTurn), schema: NO_PLACE_WALL },
    shows: ["I2"],
  },
  { name: "told and acknowledged before the commit", breakage: { database: tellsWithoutCommit }, shows: ["I4"] },
  { name: "a server's own clock decides", breakage: { statement: nodeClock }, shows: ["I3", "I6", "I7"] },
  {
    name: "the time is read before the lock is held",
    breakage: { statement: timeBeforeLock, database: locksLate },
    shows: ["I3", "I6"],
  },
  { name: "no fence on the lease: an old tab keeps it alive", breakage: { statement: noEpoch }, shows: ["I3"] },
  { name: "a time-out is swallowed", breakage: { database: swallowsTimeouts }, shows: ["I4"] },
  {
    name: "a freed place does not drain the queue",
    breakage: {
      wakes: ({ events }) => events.some(({ event }) => event.type === "contact_arrived"),
      ticks: false,
    },
    shows: ["I5"],
  },
  { name: "age begins anew after a decline", breakage: { statement: ageReset }, shows: ["I6"] },
  { name: "clocks that nobody rings", breakage: { rings: false }, shows: ["I3", "I5"] },
  { name: "a gate that nobody opened", breakage: { statement: anyGate }, shows: ["I10"] },
  {
    name: "an arrival that is sent twice is two",
    breakage: { statement: noKey, schema: NO_KEY_WALL },
    shows: ["I4"],
  },
  { name: "a log that forgets", breakage: { schema: FORGETFUL_LOG }, shows: ["I4", "I7"] },
  { name: "a desk read from memory", breakage: { world: answersFromMemory }, shows: ["I8"] },
];
