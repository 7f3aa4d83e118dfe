import type { Floor } from "@nightlight/commands/world";
import type { Intent, Seat } from "@nightlight/domain/presence/presence";
import { gateOf } from "@nightlight/domain/shift/shift";
import { CONTACT_COLUMNS, contactOf, languagesOf, type ContactRow } from "../contact/contact-row.ts";
import type { Query } from "../connection.ts";

type SeatRow = {
  now: Date;
  counsellor_id: string;
  intent: Intent;
  languages: string[];
  is_lease_alive: boolean;
  free_voice: number;
  free_chat: number;
  idle_since: Date;
  starts_at: Date | null;
  ends_at: Date | null;
  checked_in_at: Date | null;
};

/** Names the lock that makes matchers take turns. Held to the end of the transaction; a hung holder is cut off. */
const MATCHER_LOCK = 0x6e_69_67_68;

/**
 * Reads queue and floor for the matcher, which alone claims places while it holds the lock. Undefined: another
 * matcher is at it. Waiting contacts that somebody is changing right now are left to the next pass.
 */
export async function readFloor(query: Query, limit: number): Promise<Floor | undefined> {
  const [turn] = await query<{ taken: boolean; has_work: boolean }>(
    "matcher-turn",
    `select pg_try_advisory_xact_lock($1) as taken,
       exists (select from contact where status in ('queued', 'orphaned')) as has_work`,
    [MATCHER_LOCK],
  );
  if (turn?.taken !== true) return undefined;
  if (!turn.has_work) return { waiting: [], seats: [], at: new Date(0) };
  const seats = await query<SeatRow>("matcher-seats", SEATS, []);
  if (!seats.some((seat) => seat.free_chat + seat.free_voice > 0)) return { waiting: [], seats: [], at: new Date(0) };
  const waiting = await query<ContactRow & { now: Date }>(
    "matcher-waiting",
    `select ${CONTACT_COLUMNS}, clock_timestamp() as now from contact c where c.status in ('queued', 'orphaned')
     order by array_position(array['immediate', 'high', 'normal', 'low'], c.lane), c.arrived_at limit $1
     for update of c skip locked`,
    [limit],
  );
  const at = waiting.at(-1)?.now ?? new Date(0);
  return { waiting: waiting.map(contactOf), seats: seats.map((row) => seatOf(row, at)), at };
}

const SEATS = `select clock_timestamp() as now, p.counsellor_id, p.intent, n.languages,
    coalesce(l.lost_at is null and l.alive_until > clock_timestamp(), false) as is_lease_alive,
    s.free_voice, s.free_chat, s.idle_since, r.starts_at, r.ends_at, r.checked_in_at
  from presence p
  join person n on n.id = p.counsellor_id
  left join lease l on l.counsellor_id = p.counsellor_id
  join lateral (select count(*) filter (where kind = 'voice' and contact_id is null)::int as free_voice,
      count(*) filter (where kind = 'chat' and contact_id is null)::int as free_chat,
      max(freed_at) as idle_since from slot where counsellor_id = p.counsellor_id) s on true
  left join lateral (select h.starts_at, h.ends_at, o.checked_in_at from roster o join shift h on h.id = o.shift_id
      where o.counsellor_id = p.counsellor_id and h.starts_at <= clock_timestamp() and h.ends_at > clock_timestamp()
      order by o.checked_in_at nulls last limit 1) r on true
  where n.suspended_at is null and p.intent <> 'off'`;

function seatOf(row: SeatRow, at: Date): Seat {
  const shift =
    row.starts_at === null || row.ends_at === null
      ? undefined
      : { startsAt: row.starts_at, endsAt: row.ends_at, checkedInAt: row.checked_in_at ?? undefined };
  return {
    counsellorId: row.counsellor_id,
    intent: row.intent,
    gate: gateOf(shift, at),
    isLeaseAlive: row.is_lease_alive,
    freeSlots: { voice: row.free_voice, chat: row.free_chat },
    languages: languagesOf(row.languages),
    idleSince: row.idle_since,
  };
}
