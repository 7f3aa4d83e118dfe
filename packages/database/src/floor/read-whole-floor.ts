import type { FloorContact, FloorReading, FloorSeat } from "@nightlight/domain/floor/floor";
import type { VoiceTrouble } from "@nightlight/domain/call/trouble";
import type { Intent } from "@nightlight/domain/presence/presence";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { gateOf } from "@nightlight/domain/shift/shift";
import type { Database } from "../connection.ts";
import { PACING_COLUMNS, pacingOf, type PacingColumns } from "../routing/pacing-store.ts";
import { FREE_PLACES } from "../routing/places.ts";
import { CONTACT_COLUMNS, contactOf, languagesOf, type ContactRow } from "../contact/contact-row.ts";

/** Readings are made one at a time over all nodes: only so does a higher number mean that more was seen. */
const READING_LOCK = 0x66_6c_6f_72;

type ReadingRow = {
  number: number;
  now: Date;
  people: PersonJson[];
  contacts: ContactJson[];
  gone: string[];
  troubles: TroubleJson[];
};

type TroubleJson = Omit<VoiceTrouble, "since"> & { since: string };

type PersonJson = {
  id: string;
  centre_id: string | null;
  languages: string[];
  intent: Intent;
  intent_since: string;
  missed_in_row: number;
  has_lease: boolean;
  is_lease_alive: boolean;
  lost_at: string | null;
  chat: number;
  free_chat: number;
  voice: number;
  free_voice: number;
  idle_since: string | null;
  shift_name: string | null;
  starts_at: string;
  ends_at: string;
  checked_in_at: string | null;
  spoken_languages: string[];
  skills: string[];
} & PacingColumns;

type ContactJson = Omit<ContactRow, "arrived_at" | "received_at"> & {
  arrived_at: string;
  received_at: string | null;
  needs_hand_over: boolean;
};

/**
 * Reads the whole floor in one statement: everybody who is there or should be, and every contact that is not over. The
 * lock comes first and in a statement of its own, so that the reading sees everything that was committed before it.
 * A contact of the reading `held` that stands at the same version is not sent again: what is given is whole all the same.
 */
export async function readWholeFloor(
  database: Database,
  policy: RoutingPolicy,
  held?: Pick<FloorReading, "contacts">,
): Promise<FloorReading> {
  const known = held?.contacts ?? [];
  const [row] = await database.transaction({ kind: "system" }, async (query) => {
    await query("floor-lock", "select pg_advisory_xact_lock($1)", [READING_LOCK]);
    return query<ReadingRow>("floor-read", READ, [
      known.map(({ contact }) => contact.id),
      known.map(({ contact }) => contact.version),
      known.map(({ needsHandOver }) => needsHandOver),
    ]);
  });
  if (row === undefined) throw new Error("The database did not read the floor");
  return {
    number: row.number,
    at: row.now,
    seats: row.people.map((person) => seatOf(person, row.now, policy)),
    troubles: row.troubles.map(({ since, ...trouble }) => ({ ...trouble, since: new Date(since) })),
    contacts: withChanges(known, row.contacts.map(floorContactOf), row.gone),
    policy,
  };
}

/** What was known, with what changed or came in its place, and without what is over. */
function withChanges(
  known: readonly FloorContact[],
  changed: readonly FloorContact[],
  gone: readonly string[],
): readonly FloorContact[] {
  if (changed.length === 0 && gone.length === 0) return known;
  const away = new Set([...gone, ...changed.map(({ contact }) => contact.id)]);
  return [...known.filter(({ contact }) => !away.has(contact.id)), ...changed];
}

// Each arm of `live` is written as its partial index is.
const READ = `with clock as materialized (select clock_timestamp() as now, nextval('floor_reading') as number),
  live as materialized (
    select ${CONTACT_COLUMNS}, c.owner_id, c.status from contact c where c.status in ('queued', 'orphaned')
    union all
    select ${CONTACT_COLUMNS}, c.owner_id, c.status from offer o join contact c on c.id = o.contact_id
      where o.status in ('pending', 'shown') and c.status = 'offered'
    union all
    select ${CONTACT_COLUMNS}, c.owner_id, c.status from contact c
      where c.status in ('active', 'held', 'closing', 'wrap_up')
    union all
    select ${CONTACT_COLUMNS}, c.owner_id, c.status from contact c where c.status = 'callback_due'),
  contacts as (select c.id, c.queue_id, c.wanted_skill, c.channel_id, c.channel, c.language, c.lane, c.arrived_at, c.received_at, c.version,
      c.news_version, c.child_wrote, c.record_begun, c.skips, c.failed_offers, c.barred, c.risk, c.callback, c.state,
      c.status = 'wrap_up' and not coalesce(n.suspended_at is null and 'counsellor' = any (n.roles)
        and not c.barred && array[n.id, coalesce(n.centre_id, n.id)], false) as needs_hand_over
    from live c left join person n on n.id = c.owner_id),
  known as (select * from unnest($1::uuid[], $2::integer[], $3::boolean[]) as k(id, version, needs_hand_over)),
  changed as (select c.* from contacts c left join known k on k.id = c.id and k.version = c.version
      and k.needs_hand_over = c.needs_hand_over where k.id is null),
  shifts as (select distinct on (o.counsellor_id) o.counsellor_id, t.name, h.starts_at, h.ends_at, o.checked_in_at
    from shift h join roster o on o.shift_id = h.id join shift_template t on t.id = h.template_id, clock k
    where h.ends_at > k.now and h.starts_at < k.now + interval '1 day'
    order by o.counsellor_id, (h.starts_at <= k.now or o.checked_in_at is not null) desc, o.checked_in_at nulls last, h.starts_at),
  places as (select counsellor_id, count(*) filter (where kind = 'chat') as chat,
      count(*) filter (where kind = 'voice') as voice, ${FREE_PLACES}, max(freed_at) as idle_since
    from slot group by counsellor_id),
  people as (select n.id, n.centre_id, n.languages, n.spoken_languages, n.skills, ${PACING_COLUMNS}, p.intent, p.intent_since, p.missed_in_row,
      l.counsellor_id is not null as has_lease,
      coalesce(l.lost_at is null and l.alive_until > k.now, false) as is_lease_alive,
      coalesce(l.lost_at, l.alive_until) as lost_at, coalesce(s.chat, 0) as chat, coalesce(s.free_chat, 0) as free_chat,
      coalesce(s.voice, 0) as voice, coalesce(s.free_voice, 0) as free_voice, s.idle_since,
      r.name as shift_name, r.starts_at, r.ends_at, r.checked_in_at
    from clock k cross join presence p join person n on n.id = p.counsellor_id
    left join lease l on l.counsellor_id = p.counsellor_id
    left join pacing g on g.counsellor_id = p.counsellor_id
    left join places s on s.counsellor_id = p.counsellor_id
    left join shifts r on r.counsellor_id = p.counsellor_id
    where n.suspended_at is null and 'counsellor' = any (n.roles) and (
      p.intent <> 'off' or (l.lost_at is null and l.alive_until > k.now) or r.starts_at <= k.now
      or exists (select from live c where c.owner_id = n.id)))
  select k.number, k.now, coalesce((select json_agg(p) from people p), '[]') as people,
    coalesce((select json_agg(c) from changed c), '[]') as contacts,
    coalesce((select json_agg(json_build_object('engine', t.engine, 'code', t.code, 'since', t.began_at))
      from voice_trouble t where t.last_at > k.now - interval '10 minutes'), '[]') as troubles,
    array(select o.id from known o where not exists (select from live c where c.id = o.id)) as gone from clock k`;

function seatOf(row: PersonJson, at: Date, policy: RoutingPolicy): FloorSeat {
  const shift =
    row.shift_name === null
      ? undefined
      : {
          name: row.shift_name,
          startsAt: new Date(row.starts_at),
          endsAt: new Date(row.ends_at),
          checkedInAt: row.checked_in_at === null ? undefined : new Date(row.checked_in_at),
        };
  const lostAt = row.is_lease_alive || row.lost_at === null ? undefined : new Date(row.lost_at);
  return {
    counsellorId: row.id,
    centreId: row.centre_id ?? undefined,
    intent: row.intent,
    intentSince: new Date(row.intent_since),
    missedInRow: row.missed_in_row,
    gate: gateOf(shift, at, policy),
    shift,
    isLeaseAlive: row.is_lease_alive,
    lease: row.has_lease ? { isAlive: row.is_lease_alive, lostAt } : undefined,
    freeSlots: { chat: row.free_chat, voice: row.free_voice },
    places: { chat: row.chat, voice: row.voice },
    languages: languagesOf(row.languages),
    idleSince: new Date(row.idle_since ?? row.intent_since),
    alsoSpeaks: languagesOf(row.spoken_languages),
    skills: row.skills,
    shiftEndsAt: shift?.endsAt,
    pacing: pacingOf(row),
  };
}

function floorContactOf({ needs_hand_over: needsHandOver, ...row }: ContactJson): FloorContact {
  const receivedAt = row.received_at === null ? null : new Date(row.received_at);
  return {
    contact: contactOf({ ...row, arrived_at: new Date(row.arrived_at), received_at: receivedAt }),
    needsHandOver,
  };
}
