import type { CounsellorEvent, RecordedEvent } from "@nightlight/commands/events";
import type { LeaseStore } from "@nightlight/commands/presence/lease-store";
import type { Presence, PresenceStore } from "@nightlight/commands/world";
import type { Intent, NextIntent } from "@nightlight/domain/presence/presence";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { checkInOpensAt, gateOf } from "@nightlight/domain/shift/shift";
import { languagesOf } from "../contact/contact-row.ts";
import { idOf, type BeforeCommit, type DatabaseActor, type Query } from "../connection.ts";
import { dataOf } from "../event/event-row.ts";
import { FREE_PLACES_OF } from "../routing/places.ts";

type PresenceRow = {
  now: Date;
  intent: Intent;
  intent_since: Date;
  missed_in_row: number;
  version: number;
  languages: string[];
  chat_slots: number;
  free_chat_slots: number;
  next_intent: NextIntent | null;
  next_minutes: number | null;
  intent_until: Date | null;
  epoch: number | null;
  is_lease_alive: boolean | null;
  lost_at: Date | null;
  shift_id: string | null;
  shift_name: string;
  starts_at: Date;
  ends_at: Date;
  checked_in_at: Date | null;
};

/** Presences in PostgreSQL. Every change is an event of its own. */
export function presenceStore(
  query: Query,
  beforeCommit: BeforeCommit,
  actor: DatabaseActor,
  policy: RoutingPolicy,
  remember: (event: RecordedEvent) => void,
): PresenceStore {
  const find = async (counsellorId: string): Promise<Presence | undefined> => {
    const [row] = await query<PresenceRow>("presence-find", FIND, [counsellorId]);
    return row && presenceOf(row, policy);
  };
  const log = async (counsellorId: string, version: number, event: CounsellorEvent, at: Date): Promise<void> => {
    await query(
      "presence-log",
      `insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
       values ('counsellor', $1, $2, $3, $4, $5, nullif($6, '')::uuid, $7)`,
      [counsellorId, version, event.type, JSON.stringify(dataOf(event)), actor.kind, idOf(actor), at],
    );
    remember(recordedBy(actor, counsellorId, version, event, at));
  };
  return {
    find,
    async lock(counsellorId) {
      await query("presence-lock", "select 1 from presence where counsellor_id = $1 for update", [counsellorId]);
      return find(counsellorId);
    },
    async save(counsellorId, { intent, missedInRow, forMinutes }, event) {
      const [row] = await query<{ version: number; now: Date }>(
        "presence-save",
        `update presence set intent_since = case when intent = $2 then intent_since else clock_timestamp() end,
           intent = $2, missed_in_row = $3, version = version + 1,
           intent_until = clock_timestamp() + make_interval(mins => $4),
           next_intent = case when intent = $2 then next_intent end, next_minutes = case when intent = $2 then next_minutes end
         where counsellor_id = $1 returning version, clock_timestamp() as now`,
        [counsellorId, intent, missedInRow, forMinutes ?? null],
      );
      if (row !== undefined) await log(counsellorId, row.version, event, row.now);
    },
    async chooseNext(counsellorId, next, minutes) {
      await query(
        "presence-choose-next",
        "update presence set next_intent = $2, next_minutes = $3 where counsellor_id = $1",
        [counsellorId, next ?? null, minutes ?? null],
      );
    },
    async readyForNext() {
      const rows = await query<{ counsellor_id: string }>(
        "presence-ready-for-next",
        `select p.counsellor_id from presence p where p.next_intent is not null and not exists (
           select from slot s where s.counsellor_id = p.counsellor_id and s.contact_id is not null)`,
        [],
      );
      return rows.map((row) => row.counsellor_id);
    },
    async note(counsellorId, event) {
      const [row] = await query<{ version: number; now: Date }>("presence-next-version", NEXT_VERSION, [counsellorId]);
      if (row !== undefined) await log(counsellorId, row.version, event, row.now);
    },
    async forgetMisses(counsellorId) {
      const forget = "update presence set missed_in_row = 0 where counsellor_id = $1 and missed_in_row > 0";
      beforeCommit(query("presence-forget-misses", forget, [counsellorId]));
    },
    async checkIn(counsellorId, shiftId) {
      await query(
        "presence-check-in",
        `update roster set checked_in_at = clock_timestamp()
         where counsellor_id = $1 and shift_id = $2 and checked_in_at is null`,
        [counsellorId, shiftId],
      );
      const [row] = await query<{ version: number; now: Date }>("presence-next-version", NEXT_VERSION, [counsellorId]);
      if (row !== undefined) await log(counsellorId, row.version, { type: "shift_checked_in", shiftId }, row.now);
    },
  };
}

const NEXT_VERSION =
  "update presence set version = version + 1 where counsellor_id = $1 returning version, clock_timestamp() as now";

// The shift that covers now, else the next one within a day.
const FIND = `select clock_timestamp() as now, p.intent, p.intent_since, p.missed_in_row, p.version, n.languages,
    p.next_intent, p.next_minutes, p.intent_until,
    (select count(*)::int from slot where counsellor_id = p.counsellor_id and kind = 'chat') as chat_slots,
    (select ${FREE_PLACES_OF.chat} from slot where counsellor_id = p.counsellor_id) as free_chat_slots,
    l.epoch, l.lost_at is null and l.alive_until > clock_timestamp() as is_lease_alive,
    coalesce(l.lost_at, case when l.alive_until <= clock_timestamp() then l.alive_until end) as lost_at,
    r.shift_id, r.shift_name, r.starts_at, r.ends_at, r.checked_in_at
  from presence p
  join person n on n.id = p.counsellor_id
  left join lease l on l.counsellor_id = p.counsellor_id
  left join lateral (select o.shift_id, t.name as shift_name, h.starts_at, h.ends_at, o.checked_in_at
      from roster o join shift h on h.id = o.shift_id join shift_template t on t.id = h.template_id
      where o.counsellor_id = p.counsellor_id and h.ends_at > clock_timestamp()
        and h.starts_at < clock_timestamp() + interval '1 day'
      order by (h.starts_at <= clock_timestamp() or o.checked_in_at is not null) desc, o.checked_in_at nulls last, h.starts_at limit 1) r on true
  where p.counsellor_id = $1`;

function presenceOf(row: PresenceRow, policy: RoutingPolicy): Presence {
  const shift =
    row.shift_id === null
      ? undefined
      : {
          shiftId: row.shift_id,
          name: row.shift_name,
          startsAt: row.starts_at,
          endsAt: row.ends_at,
          checkedInAt: row.checked_in_at ?? undefined,
          checkInFrom: checkInOpensAt({ startsAt: row.starts_at }, policy),
        };
  return {
    intent: row.intent,
    intentSince: row.intent_since,
    missedInRow: row.missed_in_row,
    version: row.version,
    languages: languagesOf(row.languages),
    chatSlots: row.chat_slots,
    freeChatSlots: row.free_chat_slots,
    lease:
      row.epoch === null
        ? undefined
        : { epoch: row.epoch, isAlive: row.is_lease_alive === true, lostAt: row.lost_at ?? undefined },
    shift,
    gate: gateOf(shift, row.now, policy),
    next: row.next_intent ?? undefined,
    nextMinutes: row.next_minutes ?? undefined,
    until: row.intent_until ?? undefined,
    at: row.now,
  };
}

function recordedBy(
  actor: DatabaseActor,
  counsellorId: string,
  version: number,
  event: CounsellorEvent,
  at: Date,
): RecordedEvent {
  if (actor.kind === "sign-in") throw new Error("Signing in changes no presence");
  const actorId = idOf(actor) === "" ? undefined : idOf(actor);
  return { subject: "counsellor", subjectId: counsellorId, version, event, actorKind: actor.kind, actorId, at };
}

/** Leases in PostgreSQL. The epoch fences: a tab with an older one can neither renew nor let go. */
export function leaseStore(query: Query, policy: RoutingPolicy): LeaseStore {
  return {
    async hold(counsellorId, sessionId, takeOver) {
      const [row] = await query<{ epoch: number }>(
        "lease-hold",
        `insert into lease as l (counsellor_id, session_id, epoch, alive_until)
         values ($1, $2, 1, clock_timestamp() + make_interval(secs => $4))
         on conflict (counsellor_id) do update set session_id = excluded.session_id, epoch = l.epoch + 1,
           alive_until = excluded.alive_until, lost_at = null
         where $3 or l.lost_at is not null or l.alive_until <= clock_timestamp()
         returning epoch`,
        [counsellorId, sessionId, takeOver, policy.leaseSeconds],
      );
      return row?.epoch;
    },
    async renew(counsellorId, epoch) {
      const rows = await query(
        "lease-renew",
        `update lease set alive_until = clock_timestamp() + make_interval(secs => $3)
         where counsellor_id = $1 and epoch = $2 and lost_at is null returning epoch`,
        [counsellorId, epoch, policy.leaseSeconds],
      );
      return rows.length === 1;
    },
    async renewAll(held) {
      const inOrder = held.toSorted((one, other) => (one.counsellorId < other.counsellorId ? -1 : 1));
      const rows = await query<{ counsellor_id: string }>(
        "lease-renew-all",
        `update lease l set alive_until = clock_timestamp() + make_interval(secs => $3)
         from unnest($1::uuid[], $2::bigint[]) as h (counsellor_id, epoch)
         where l.counsellor_id = h.counsellor_id and l.epoch = h.epoch and l.lost_at is null returning l.counsellor_id`,
        [inOrder.map(({ counsellorId }) => counsellorId), inOrder.map(({ epoch }) => epoch), policy.leaseSeconds],
      );
      return rows.map((row) => row.counsellor_id);
    },
    async lose(counsellorId, epoch) {
      const rows = await query(
        "lease-lose",
        "update lease set lost_at = clock_timestamp() where counsellor_id = $1 and epoch = $2 and lost_at is null returning epoch",
        [counsellorId, epoch],
      );
      return rows.length === 1;
    },
    async isHeldBy(counsellorId, sessionId) {
      const rows = await query(
        "lease-held-by",
        `select from lease where counsellor_id = $1 and session_id = $2 and lost_at is null
           and alive_until > clock_timestamp()`,
        [counsellorId, sessionId],
      );
      return rows.length > 0;
    },
    async sweep() {
      const rows = await query<{ counsellor_id: string }>(
        "lease-sweep",
        `update lease set lost_at = alive_until where lost_at is null and alive_until <= clock_timestamp()
         returning counsellor_id`,
        [],
      );
      return rows.map((row) => row.counsellor_id);
    },
  };
}
