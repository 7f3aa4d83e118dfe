import type { Candidate, KeptMove, MoveStore } from "@nightlight/commands/contact/move-store";
import {
  LEAVING_ITS_PLACE,
  type MoveEffect,
  type Overridable,
  type StepInReason,
} from "@nightlight/domain/contact/move";
import type { Intent, Seat } from "@nightlight/domain/presence/presence";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { gateOf } from "@nightlight/domain/shift/shift";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import { FREE_PLACES } from "../routing/places.ts";
import { languagesOf } from "./contact-row.ts";

type MoveRow = {
  id: string;
  contact_id: string;
  to_id: string | null;
  does: MoveEffect;
  reason: StepInReason;
  overrides: Overridable[];
  is_undone: boolean;
};

type SeatRow = {
  now: Date;
  intent: Intent;
  languages: string[];
  centre_id: string | null;
  counsels: boolean;
  is_lease_alive: boolean;
  free_voice: number;
  free_chat: number;
  idle_since: Date;
  starts_at: Date | null;
  ends_at: Date | null;
  checked_in_at: Date | null;
  rests_until: Date | null;
};

/** Supervisors' moves in PostgreSQL. */
export function moveStore(query: Query, actor: DatabaseActor, policy: RoutingPolicy): MoveStore {
  return {
    async find(id) {
      const [row] = await query<MoveRow>(
        "move-find",
        `select id, contact_id, to_id, does, reason, overrides, undone_at is not null as is_undone
         from contact_move where id = $1`,
        [id],
      );
      return row && keptOf(row);
    },
    async add({ id, contactId, to, does, reason, overrides }) {
      const added = await query(
        "move-add",
        `insert into contact_move (id, contact_id, by_id, to_id, does, reason, overrides, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp()) on conflict (id) do nothing returning id`,
        [id, contactId, idOf(actor), to, does, reason, overrides],
      );
      return added.length === 1;
    },
    async markUndone(id) {
      await query("move-undone", "update contact_move set undone_at = clock_timestamp() where id = $1", [id]);
    },
    async candidate(personId, { keepsPlaces }) {
      if (keepsPlaces) await query("move-keep-places", KEEP_PLACES, [personId]);
      const [row] = await query<SeatRow>("move-candidate", CANDIDATE, [personId]);
      return row && candidateOf(personId, row, policy);
    },
    async contactsWith(personId) {
      const rows = await query<{ id: string }>(
        "move-contacts-with",
        `select id from contact where (owner_id = $1 and status in ('active', 'held', 'closing', 'wrap_up'))
           or id in (select contact_id from offer where counsellor_id = $1 and status in ('pending', 'shown'))
         order by id`,
        [personId],
      );
      return rows.map(({ id }) => id);
    },
    async wasPlacedSince(contactId, version) {
      const [row] = await query<{ placed: boolean }>(
        "move-placed-since",
        `select exists (select from event where subject = 'contact' and subject_id = $1 and version > $2
           and type <> all ($3)) as placed`,
        [contactId, version, LEAVING_ITS_PLACE],
      );
      return row?.placed === true;
    },
  };
}

// Whoever claims a place locked the contact before: nobody waits for the other crosswise.
const KEEP_PLACES =
  "select from slot where counsellor_id = $1 and contact_id is null order by kind, ordinal for update";

const CANDIDATE = `select k.now, coalesce(p.next_intent, p.intent) as intent, n.languages, n.centre_id,
    'counsellor' = any (n.roles) and n.suspended_at is null as counsels,
    coalesce(l.lost_at is null and l.alive_until > k.now, false) as is_lease_alive, s.free_voice, s.free_chat,
    coalesce(s.idle_since, k.now) as idle_since, r.starts_at, r.ends_at, r.checked_in_at, rests_until(p.counsellor_id)
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
  where p.counsellor_id = $1 and actor_has_role('supervisor')`;

function keptOf(row: MoveRow): KeptMove {
  const { contact_id: contactId, to_id: to, is_undone: isUndone, ...rest } = row;
  return { ...rest, contactId, to, isUndone };
}

function candidateOf(counsellorId: string, row: SeatRow, policy: RoutingPolicy): Candidate {
  const shift =
    row.starts_at === null || row.ends_at === null
      ? undefined
      : { startsAt: row.starts_at, endsAt: row.ends_at, checkedInAt: row.checked_in_at ?? undefined };
  return {
    counsels: row.counsels,
    seat: {
      counsellorId,
      centreId: row.centre_id ?? undefined,
      intent: row.intent,
      gate: gateOf(shift, row.now, policy),
      isLeaseAlive: row.is_lease_alive,
      freeSlots: { voice: row.free_voice, chat: row.free_chat },
      languages: languagesOf(row.languages),
      idleSince: row.idle_since,
      shiftEndsAt: shift?.endsAt,
      pacing: restOf(row),
    },
  };
}

/** Of what somebody carries a supervisor learns one thing: that they rest. */
function restOf({ rests_until: protectedUntil, now: at }: SeatRow): Seat["pacing"] {
  return protectedUntil === null ? undefined : { load: 0, minutes: 0, severeInRow: 0, protectedUntil, at };
}
