import { CALL_CHANNEL_KINDS, LANGUAGES } from "@nightlight/domain/contact/channel";
import type { Floor } from "@nightlight/commands/world";
import type { Intent, Seat } from "@nightlight/domain/presence/presence";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { EVERYBODYS_QUEUE } from "@nightlight/domain/routing/eligibility";
import { gateOf } from "@nightlight/domain/shift/shift";
import { CONTACT_COLUMNS, contactOf, languagesOf, type ContactRow } from "../contact/contact-row.ts";
import type { Query } from "../connection.ts";
import { FREE_PLACES } from "./places.ts";
import { PACING_COLUMNS, pacingOf, type PacingColumns } from "./pacing-store.ts";

type SeatRow = {
  counsellor_id: string;
  intent: Intent;
  languages: string[];
  spoken_languages: string[];
  skills: string[];
  centre_id: string | null;
  is_lease_alive: boolean;
  free_voice: number;
  free_chat: number;
  idle_since: Date;
  starts_at: Date | null;
  ends_at: Date | null;
  checked_in_at: Date | null;
} & PacingColumns;

/** Names the lock that makes matchers take turns. Held to the end of the transaction; a hung holder is cut off. */
const MATCHER_LOCK = 0x6e_69_67_68;

/**
 * Reads queue and floor for the matcher, which alone claims places while it holds the lock. Undefined: another
 * matcher is at it. Waiting contacts that somebody is changing right now are left to the next pass.
 */
export async function readFloor(query: Query, policy: RoutingPolicy, limit: number): Promise<Floor | undefined> {
  const [waiting, seats] = await Promise.all([
    query<WaitingRow>("matcher-waiting", WAITING, [
      MATCHER_LOCK,
      limit,
      LANGUAGES,
      EVERYBODYS_QUEUE,
      policy.otherQueuesSeconds,
      CALL_CHANNEL_KINDS,
      policy.anySkillSeconds,
    ]),
    query<SeatRow>("matcher-seats", SEATS, []),
  ]);
  if (waiting[0]?.has_turn !== true) return undefined;
  const contacts = waiting.filter(isContact);
  const at = contacts.at(-1)?.now ?? new Date(0);
  return {
    waiting: contacts.map(contactOf),
    somebodyElseWaits: waiting[0].in_all > contacts.length,
    seats: seats.map((row) => seatOf(row, at, policy)),
    at,
  };
}

type WaitingContact = ContactRow & { now: Date };
type Turn = { has_turn: boolean; in_all: number };
type WaitingRow = Turn & (WaitingContact | Record<keyof WaitingContact, null>);

function isContact(row: WaitingRow): row is Turn & WaitingContact {
  return row.id !== null;
}

// One row without a contact says that nobody waits. Calls and chats are read apart, each up to the limit, and only when
// somebody is free for such a one: a hundred callers for whom no telephone is free must not keep those who write from
// whoever could read them. A queue that fits is read whole; of a longer one, those for whom nobody free speaks the
// language, knows what they want, or belongs to the centre in whose queue they are (unless that is let go by now: lacksSkill
// and isOfOtherQueue say the same), are left out: children whom nobody can talk with must not hide the ones behind. Asked only then: it costs as much
// as all the rest.
const FREE = `slot s join presence p on p.counsellor_id = s.counsellor_id join lease l on l.counsellor_id = s.counsellor_id`;
const IS_FREE = `s.contact_id is null and p.intent = 'available' and l.lost_at is null and l.alive_until > clock_timestamp()`;
const WAITING = `with turn as materialized (select pg_try_advisory_xact_lock($1) as has_turn,
    (select count(*)::int from (select from contact where status in ('queued', 'orphaned') limit 2 * $2 + 1) q) as in_all)
  select turn.has_turn, turn.in_all, w.*
  from turn cross join (values ('voice', true), ('chat', false)) medium (kind, is_call)
  left join lateral (select ${CONTACT_COLUMNS}, clock_timestamp() as now from contact c
    where turn.has_turn and c.status in ('queued', 'orphaned') and (c.channel = any ($6)) = medium.is_call
      and exists (select from slot s where s.contact_id is null and s.kind = medium.kind and (s.kind <> 'voice' or s.rings and not s.is_calling)
        and (select p.intent = 'available' from presence p where p.counsellor_id = s.counsellor_id)
        and (select l.lost_at is null and l.alive_until > clock_timestamp() from lease l
          where l.counsellor_id = s.counsellor_id))
      and (turn.in_all <= $2 or (
        c.language = any (array(select spoken from unnest($3::text[]) spoken where exists (select from ${FREE}
          join person n on n.id = s.counsellor_id where ${IS_FREE} and spoken = any (n.languages || n.spoken_languages))))
        and (c.wanted_skill is null or c.lane = 'immediate' or c.arrived_at <= clock_timestamp() - make_interval(secs => $7)
          or c.wanted_skill = any (array(select unnest(n.skills) from ${FREE} join person n on n.id = s.counsellor_id
            where ${IS_FREE})))
        and (c.queue_id = $4 or c.lane = 'immediate' or c.arrived_at <= clock_timestamp() - make_interval(secs => $5)
          or c.queue_id = any (array(select n.centre_id::text from ${FREE} join person n on n.id = s.counsellor_id
            where ${IS_FREE} and n.centre_id is not null)))))
    order by array_position(array['immediate', 'high', 'normal', 'low'], c.lane), c.arrived_at, c.id limit $2
    for update of c skip locked) w on true`;

// Whoever checked in early is there before their shift begins: policy allows an hour at most. Grouped, not asked counsellor by counsellor; and not at all while nobody waits.
const SEATS = `with clock as materialized (select clock_timestamp() as now)
  select p.counsellor_id, coalesce(p.next_intent, p.intent) as intent, n.languages, n.spoken_languages, n.skills, n.centre_id, ${PACING_COLUMNS},
    coalesce(l.lost_at is null and l.alive_until > k.now, false) as is_lease_alive,
    s.free_voice, s.free_chat, s.idle_since, r.starts_at, r.ends_at, r.checked_in_at
  from clock k cross join presence p
  join person n on n.id = p.counsellor_id
  join (select counsellor_id, ${FREE_PLACES}, max(freed_at) as idle_since
      from slot group by counsellor_id) s on s.counsellor_id = p.counsellor_id
  left join lease l on l.counsellor_id = p.counsellor_id
  left join pacing g on g.counsellor_id = p.counsellor_id
  left join (select distinct on (o.counsellor_id) o.counsellor_id, h.starts_at, h.ends_at, o.checked_in_at
      from shift h join roster o on o.shift_id = h.id
      where h.ends_at > (select now from clock) and h.starts_at <= (select now from clock) + interval '1 hour'
        and (h.starts_at <= (select now from clock) or o.checked_in_at is not null)
      order by o.counsellor_id, o.checked_in_at nulls last) r on r.counsellor_id = p.counsellor_id
  where n.suspended_at is null and p.intent <> 'off'
    and exists (select from contact where status in ('queued', 'orphaned'))`;

function seatOf(row: SeatRow, at: Date, policy: RoutingPolicy): Seat {
  const shift =
    row.starts_at === null || row.ends_at === null
      ? undefined
      : { startsAt: row.starts_at, endsAt: row.ends_at, checkedInAt: row.checked_in_at ?? undefined };
  return {
    counsellorId: row.counsellor_id,
    centreId: row.centre_id ?? undefined,
    intent: row.intent,
    gate: gateOf(shift, at, policy),
    isLeaseAlive: row.is_lease_alive,
    freeSlots: { voice: row.free_voice, chat: row.free_chat },
    languages: languagesOf(row.languages),
    idleSince: row.idle_since,
    alsoSpeaks: languagesOf(row.spoken_languages),
    skills: row.skills,
    shiftEndsAt: shift?.endsAt,
    pacing: pacingOf(row),
  };
}
