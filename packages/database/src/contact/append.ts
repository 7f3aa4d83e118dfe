import type { RecordedEvent } from "@nightlight/commands/events";
import type { Locked, RunningClock } from "@nightlight/commands/world";
import { footprint, placesIn, type Footprint } from "@nightlight/domain/contact/footprint";
import { evolve } from "@nightlight/domain/contact/evolve";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { Explanation } from "@nightlight/domain/routing/explanation";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import { dataOf } from "../event/event-row.ts";
import { Parts } from "./parts.ts";

export type Appended = {
  readonly contact: Contact;
  readonly events: RecordedEvent[];
  readonly clock: RunningClock | undefined;
};

/** Somebody else changed the contact, or the place was taken: the transaction cannot commit. */
export class LostRaceError extends Error {}

/**
 * Writes what events make of a contact in one statement: state row, place, offer, clock and the events themselves.
 * Each part is derived from the state (footprint), so none can be written without the others. What the contact becomes
 * is known at once; `written` fails, and the transaction with it, when the race was lost.
 */
export function appendEvents(
  query: Query,
  actor: DatabaseActor,
  locked: Locked,
  events: readonly ContactEvent[],
  explanation: Explanation | undefined,
): { readonly contact: Contact; readonly written: Promise<Appended> } {
  const { contact: before, at } = locked;
  const contact = events.reduce((soFar, event) => evolve(soFar, event, at), before);
  const { name, text, values } = writeStatement(actor, before, contact, events, at, explanation);
  const written = query<WrittenRow>(name, text, values).then(
    ([row]) => ({ contact, events: recorded(actor, before, events, at), clock: clockOf(before.id, row) }),
    (error: unknown) => {
      throw isLostRace(error) ? new LostRaceError(error.message) : error;
    },
  );
  return { contact, written };
}

type WrittenRow = { generation: number | null; delay_ms: number | null };

function clockOf(contactId: string, row: WrittenRow | undefined): RunningClock | undefined {
  if (row === undefined || row.generation === null || row.delay_ms === null) return undefined;
  return { subject: "contact", subjectId: contactId, generation: row.generation, delayMs: Math.max(0, row.delay_ms) };
}

const LOST = "Lost the race:";

/**
 * A column that fails its statement, and so the transaction, unless exactly one row was written. The commit may be on
 * its way already, so counting the rows here would be too late: words that are no number stop it in the database.
 */
function demandOne(part: string, otherwise: string): string {
  return `(select case count(*) when 1 then 1 else ('${LOST} ${otherwise} (' || count(*) || ')')::integer end from ${part})`;
}

function isLostRace(error: unknown): error is Error {
  return error instanceof Error && error.message.includes(LOST);
}

type Statement = { name: string; text: string; values: unknown[] };

function writeStatement(
  actor: DatabaseActor,
  before: Contact,
  after: Contact,
  events: readonly ContactEvent[],
  at: Date,
  explanation: Explanation | undefined,
): Statement {
  const [was, is] = [footprint(before), footprint(after)];
  const parts = new Parts();
  const id = parts.value(before.id, "uuid");
  const now = parts.value(at, "timestamptz");
  addChange(parts, id, before, after);
  addEvents(parts, id, now, actor, logged(before, events));
  const claims = addSlot(parts, id, now, was, is);
  addOffer(parts, id, now, was, is, events, explanation);
  const hasClock = addClock(parts, id, was, is);
  const text = `with ${parts.ctes.join(",\n")} select
    ${demandOne("changed", "the contact is no longer at this version")} as changed,
    ${claims ? demandOne("claimed", "No free place for the contact") : "null::integer"} as claimed,
    ${hasClock ? "(select generation from ringing)" : "null::integer"} as generation,
    ${hasClock ? "(select delay_ms from ringing)" : "null::float8"} as delay_ms`;
  return { name: `append-${parts.shape}`, text, values: parts.values };
}

/** State and versions every time; what hardly ever changes only then, which is a statement of its own shape. */
function addChange(parts: Parts, id: string, before: Contact, after: Contact): void {
  const rare = (
    [
      ["l", "lane", "text", before.lane, after.lane],
      ["n", "language", "text", before.language, after.language],
      ["w", "child_wrote", "boolean", before.childWrote, after.childWrote],
      ["g", "record_begun", "boolean", before.recordBegun, after.recordBegun],
      ["f", "failed_offers", "integer", before.failedOffers, after.failedOffers],
      ["s", "skips", "jsonb", before.skips, after.skips],
      ["b", "barred", "uuid[]", before.barred, after.barred],
      ["r", "risk", "jsonb", before.risk, after.risk],
      ["k", "callback", "jsonb", before.callback, after.callback],
    ] as const
  ).filter(([, , , was, is]) => was !== is);
  const others = rare.map(([, column, type, , is]) => {
    return `, ${column} = ${parts.value(type === "jsonb" ? jsonOf(is) : is, type)}`;
  });
  parts.add(
    `c${rare.map(([letter]) => letter).join("")}`,
    `changed as (update contact set state = ${parts.value(JSON.stringify(after.state), "jsonb")},
    version = ${parts.value(after.version, "integer")}, news_version = ${parts.value(after.newsVersion, "integer")}${others.join("")}
    where id = ${id} and version = ${parts.value(before.version, "integer")} returning id)`,
  );
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** One event as plain values: mostly there is one, and a document would have to be read apart again. */
function addEvents(parts: Parts, id: string, now: string, actor: DatabaseActor, events: readonly Logged[]): void {
  const who = `${parts.value(actor.kind, "text")}, ${parts.value(idOf(actor) === "" ? null : idOf(actor), "uuid")}, ${now}`;
  const rows = events.map(
    ({ version, type, data }) =>
      `('contact', ${id}, ${parts.value(version, "integer")}, ${parts.value(type, "text")}, ${parts.value(JSON.stringify(data), "jsonb")}, ${who})`,
  );
  parts.add(
    `e${String(events.length)}`,
    `logged as (insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at) values ${rows.join(", ")})`,
  );
}

function addSlot(parts: Parts, id: string, now: string, was: Footprint, is: Footprint): boolean {
  for (const [index, place] of placesIn(was, is).entries()) {
    parts.add(
      "f",
      `freed${index === 0 ? "" : String(index)} as (update slot set contact_id = null, freed_at = ${now}
      where contact_id = ${id} and counsellor_id = ${parts.value(place.counsellorId, "uuid")})`,
    );
  }
  const [claimed] = placesIn(is, was);
  if (claimed === undefined) return false;
  parts.add(
    "s",
    `claimed as (update slot set contact_id = ${id} where (counsellor_id, kind, ordinal) = (
      select s.counsellor_id, s.kind, s.ordinal from slot s
      where s.counsellor_id = ${parts.value(claimed.counsellorId, "uuid")}
        and s.kind = ${parts.value(claimed.kind, "text")} and s.contact_id is null
      order by s.ordinal limit 1 for update) and contact_id is null returning ordinal)`,
  );
  return true;
}

function addOffer(
  parts: Parts,
  id: string,
  now: string,
  was: Footprint,
  is: Footprint,
  events: readonly ContactEvent[],
  explanation: Explanation | undefined,
): void {
  if (was.offer !== undefined) {
    const { offer } = was;
    if (is.offer?.id === offer.id) {
      if (is.offer.shownAt?.getTime() === offer.shownAt?.getTime()) return;
      parts.add(
        "os",
        `offer_shown as (update offer set status = 'shown', shown_at = ${now},
        expires_at = ${parts.value(is.offer.expiresAt, "timestamptz")} where id = ${parts.value(offer.id, "uuid")})`,
      );
    } else {
      const ending = endingOf(events);
      parts.add(
        "oe",
        `offer_ended as (update offer set status = ${parts.value(ending.status, "text")}, ended_at = ${now},
        decline_reason = ${parts.value(ending.reason, "text")} where id = ${parts.value(offer.id, "uuid")})`,
      );
    }
  } else if (is.offer !== undefined) {
    const { offer } = is;
    parts.add(
      "om",
      `offer_made as (insert into offer (id, contact_id, counsellor_id, status, made_at, expires_at, explanation)
      values (${parts.value(offer.id, "uuid")}, ${id}, ${parts.value(offer.to, "uuid")}, 'pending', ${now},
        ${parts.value(offer.expiresAt, "timestamptz")}, ${parts.value(JSON.stringify(explanation ?? {}), "jsonb")}))`,
    );
  }
}

function addClock(parts: Parts, id: string, was: Footprint, is: Footprint): boolean {
  if (is.clock === undefined) {
    if (was.clock !== undefined) {
      parts.add(
        "kx",
        `stopped as (update clock set is_running = false where subject = 'contact' and subject_id = ${id})`,
      );
    }
    return false;
  }
  if (was.clock?.kind === is.clock.kind && was.clock.dueAt.getTime() === is.clock.dueAt.getTime()) return false;
  const dueAt = parts.value(is.clock.dueAt, "timestamptz");
  parts.add(
    "k",
    `ringing as (insert into clock (subject, subject_id, kind, due_at)
    values ('contact', ${id}, ${parts.value(is.clock.kind, "text")}, ${dueAt})
    on conflict (subject, subject_id) do update set kind = excluded.kind, due_at = excluded.due_at,
      is_running = true, generation = clock.generation + 1
    returning generation, extract(epoch from due_at - clock_timestamp()) * 1000 as delay_ms)`,
  );
  return true;
}

function endingOf(events: readonly ContactEvent[]): { status: string; reason: string | null } {
  for (const event of events) {
    if (event.type === "offer_accepted" || event.type === "guest_joined") return { status: "accepted", reason: null };
    if (event.type === "offer_declined") return { status: "declined", reason: event.reason };
    if (event.type === "offer_failed") return { status: event.failure, reason: null };
    if (event.type === "offer_rescinded") return { status: "rescinded", reason: null };
  }
  throw new Error("An offer ended without an event that says how");
}

type Logged = { readonly version: number; readonly type: string; readonly data: unknown };

function logged(before: Contact, events: readonly ContactEvent[]): Logged[] {
  return events.map((event, index) => ({ version: before.version + index + 1, type: event.type, data: dataOf(event) }));
}

function recorded(actor: DatabaseActor, before: Contact, events: readonly ContactEvent[], at: Date): RecordedEvent[] {
  if (actor.kind === "sign-in") throw new Error("Signing in changes no contact");
  const actorKind = actor.kind;
  const actorId = idOf(actor) === "" ? undefined : idOf(actor);
  return events.map((event, index) => ({
    subject: "contact",
    subjectId: before.id,
    version: before.version + index + 1,
    actorKind,
    actorId,
    at,
    event,
  }));
}
