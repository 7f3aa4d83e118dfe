import type { TransferStore } from "@nightlight/commands/contact/transfer-store";
import type { Intent } from "@nightlight/domain/presence/presence";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { gateOf } from "@nightlight/domain/shift/shift";
import type { Query } from "../connection.ts";
import { FREE_PLACES } from "../routing/places.ts";
import { languagesOf } from "./contact-row.ts";

type Row = {
  counsellor_id: string;
  now: Date;
  intent: Intent;
  languages: string[];
  skills: string[];
  is_supervisor: boolean;
  centre_id: string | null;
  is_lease_alive: boolean;
  free_voice: number;
  free_chat: number;
  idle_since: Date;
  starts_at: Date | null;
  ends_at: Date | null;
  checked_in_at: Date | null;
};

/** Colleagues in PostgreSQL, for the owner of the contact that the transaction has locked. */
export function transferStore(query: Query, policy: RoutingPolicy): TransferStore {
  return {
    async colleagues() {
      const rows = await query<Row>("transfer-colleagues", COLLEAGUES, []);
      return rows.map((row) => ({ seat: seatOf(row, policy), isSupervisor: row.is_supervisor, skills: row.skills }));
    },
  };
}

// Row-level security would leave the others out for whoever does not own the locked contact; said here as well.
const COLLEAGUES = `select p.counsellor_id, k.now, p.intent, n.languages, n.skills, n.centre_id,
    'supervisor' = any (n.roles) as is_supervisor,
    coalesce(l.lost_at is null and l.alive_until > k.now, false) as is_lease_alive, s.free_voice, s.free_chat,
    coalesce(s.idle_since, k.now) as idle_since, r.starts_at, r.ends_at, r.checked_in_at
  from (select clock_timestamp() as now) k cross join presence p join person n on n.id = p.counsellor_id
  cross join lateral (
    select ${FREE_PLACES}, max(freed_at) as idle_since
    from slot where counsellor_id = p.counsellor_id) s
  left join lease l on l.counsellor_id = p.counsellor_id
  left join lateral (
    select h.starts_at, h.ends_at, o.checked_in_at from roster o join shift h on h.id = o.shift_id
    where o.counsellor_id = p.counsellor_id and h.ends_at > k.now
      and (h.starts_at <= k.now or o.checked_in_at is not null)
    order by o.checked_in_at nulls last limit 1) r on true
  where (select owns_locked_contact()) and p.counsellor_id <> actor_id() and n.suspended_at is null
    and 'counsellor' = any (n.roles) and p.intent <> 'off'`;

function seatOf(row: Row, policy: RoutingPolicy) {
  const shift =
    row.starts_at === null || row.ends_at === null
      ? undefined
      : { startsAt: row.starts_at, endsAt: row.ends_at, checkedInAt: row.checked_in_at ?? undefined };
  return {
    counsellorId: row.counsellor_id,
    centreId: row.centre_id ?? undefined,
    intent: row.intent,
    gate: gateOf(shift, row.now, policy),
    isLeaseAlive: row.is_lease_alive,
    freeSlots: { voice: row.free_voice, chat: row.free_chat },
    languages: languagesOf(row.languages),
    idleSince: row.idle_since,
  };
}
