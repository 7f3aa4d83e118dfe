import type { DutyOfClock, HandoverStore, RaisedHandover, Relief } from "@nightlight/commands/shift/handover-store";
import type { RunningClock } from "@nightlight/commands/world";
import { DUTY_CLOCKS, type Handover, type HandoverState, type OwnedThing } from "@nightlight/domain/shift/handover";
import type { Query } from "../connection.ts";
import { CONTACT_COLUMNS, contactOf, type ContactRow } from "../contact/contact-row.ts";
import { setClock } from "./duty-clock.ts";

type HandoverRow = {
  handover_id: string;
  contact_id: string;
  from_id: string;
  to_id: string | null;
  handover_state: HandoverState;
  asked_at: Date;
};

type ThingRow = ContactRow & { waiting: number } & (HandoverRow | Record<keyof HandoverRow, null>);

const HANDOVER = `h.id as handover_id, h.contact_id, h.from_id, h.to_id, h.state as handover_state, h.asked_at`;

/** Handovers in PostgreSQL. */
export function handoverStore(query: Query, remember: (clock: RunningClock) => void): HandoverStore {
  const one = async (name: string, contactId: string, where: string): Promise<Handover | undefined> => {
    const [row] = await query<HandoverRow>(
      name,
      `select ${HANDOVER} from handover h where h.contact_id = $1 and ${where}`,
      [contactId],
    );
    return row && handoverOf(row);
  };
  const things = async (name: string, from: string, values: readonly unknown[]): Promise<ThingRow[]> =>
    query<ThingRow>(
      name,
      `select ${CONTACT_COLUMNS}, waiting_escalations(c.id) as waiting, ${HANDOVER} ${from}`,
      values,
    );
  return {
    async startClock(dutyId, kind, dueAt) {
      remember(await setClock(query, "duty", dutyId, { kind, dueAt }));
    },
    async stopClock(dutyId) {
      await query("duty-clock-stop", STOP_CLOCK, [dutyId]);
    },
    async lockClock(dutyId) {
      const locked = await query("duty-clock-lock", LOCK_CLOCK, [dutyId]);
      if (locked.length === 0) return undefined;
      const [row] = await query<DutyRow>("duty-clock-read", READ_CLOCK, [dutyId]);
      // Whoever was taken off the roster has no handover any more.
      if (row === undefined) await query("duty-clock-stop", STOP_CLOCK, [dutyId]);
      return row && dutyOf(row);
    },
    async dutyOf(counsellorId, shiftId) {
      const [row] = await query<{ duty_id: string; ends_at: Date }>(
        "duty-of",
        `select o.duty_id, s.ends_at from roster o join shift s on s.id = o.shift_id
         where o.counsellor_id = $1 and o.shift_id = $2`,
        [counsellorId, shiftId],
      );
      return row && { dutyId: row.duty_id, endsAt: row.ends_at };
    },
    async ownedBy(counsellorId) {
      const rows = await things("handover-owned", OWNED, [counsellorId]);
      return rows.map(thingOf);
    },
    async askedOf(counsellorId) {
      const rows = await things("handover-asked", ASKED, [counsellorId]);
      return rows.map(raisedOf);
    },
    async raised() {
      const rows = await things("handover-raised", RAISED, []);
      return rows.map(raisedOf);
    },
    async strays(lateMinutes) {
      const rows = await query<{ contact_id: string; from_id: string }>("handover-strays", STRAYS, [lateMinutes]);
      return rows.map((row) => ({ contactId: row.contact_id, from: row.from_id }));
    },
    openOf: (contactId) => one("handover-open", contactId, "h.answered_at is null"),
    lastOf: (contactId) =>
      one("handover-last", contactId, "h.answered_at is not null order by h.answered_at desc, h.id desc limit 1"),
    async ask({ id, contactId, from, to }) {
      await query("handover-withdraw-open", WITHDRAW_OPEN, [contactId]);
      await query(
        "handover-ask",
        "insert into handover (id, contact_id, from_id, to_id, state) values ($1, $2, $3, $4, 'asked')",
        [id, contactId, from, to],
      );
    },
    async settle(id, state) {
      await query("handover-settle", "update handover set state = $2, answered_at = clock_timestamp() where id = $1", [
        id,
        state,
      ]);
    },
    async raise({ id, contactId, from }) {
      await query("handover-withdraw-open", WITHDRAW_OPEN, [contactId]);
      await query(
        "handover-raise",
        "insert into handover (id, contact_id, from_id, state) values ($1, $2, $3, 'raised')",
        [id, contactId, from],
      );
    },
    async waitingOf(contactId) {
      const [row] = await query<{ waiting: number }>("handover-waiting", "select waiting_escalations($1) as waiting", [
        contactId,
      ]);
      return row?.waiting ?? 0;
    },
    async reliefs() {
      const rows = await query<{ id: string; name: string; ends_at: Date; is_there: boolean }>(
        "handover-reliefs",
        RELIEFS,
        [],
      );
      return rows.map(({ id, name, ends_at: endsAt, is_there: isThere }): Relief => ({ id, name, endsAt, isThere }));
    },
  };
}

const WITHDRAW_OPEN =
  "update handover set state = 'withdrawn', answered_at = clock_timestamp() where contact_id = $1 and answered_at is null";

const STOP_CLOCK = "update clock set is_running = false where subject = 'duty' and subject_id = $1";

const LOCK_CLOCK = "select from clock where subject = 'duty' and subject_id = $1 and is_running for update";

// The time is read after the lock is held.
const READ_CLOCK = `select o.duty_id, o.counsellor_id, o.shift_id, s.ends_at, k.kind, k.due_at, clock_timestamp() as now,
    exists (select from roster n join shift t on t.id = n.shift_id where n.counsellor_id = o.counsellor_id
      and n.shift_id <> o.shift_id and n.checked_in_at is not null
      and t.starts_at <= clock_timestamp() and t.ends_at > clock_timestamp()) as works_on
  from clock k join roster o on o.duty_id = k.subject_id join shift s on s.id = o.shift_id
  where k.subject = 'duty' and k.subject_id = $1 and k.is_running`;

const OWNED = `from contact c left join handover h on h.contact_id = c.id and h.answered_at is null and h.from_id = c.owner_id
  where c.id = any (array(select contacts_in_hand($1))) and c.owner_id = $1 and (c.status in ('active', 'closing', 'wrap_up')
    or (c.status = 'closed' and c.risk ->> 'held' is not null and waiting_escalations(c.id) > 0)) order by c.arrived_at`;

const ASKED = `from handover h join contact c on c.id = h.contact_id
  where h.to_id = $1 and h.state = 'asked' and c.owner_id = h.from_id order by h.asked_at, h.id`;

const RAISED = `from handover h join contact c on c.id = h.contact_id
  where h.state = 'raised' and c.owner_id = h.from_id
    and (c.status = 'wrap_up' or (c.status = 'closed' and waiting_escalations(c.id) > 0)) order by h.asked_at, h.id`;

// Severe, not running, and whoever has it has been off shift for so long.
const STRAYS = `select c.id as contact_id, c.owner_id as from_id from contact c
  where c.status = 'wrap_up' and c.risk ->> 'level' in ('P1', 'P2')
    and (c.state ->> 'since')::timestamptz < clock_timestamp() - make_interval(mins => $1)
    and not exists (select from handover h where h.contact_id = c.id and h.answered_at is null and h.state = 'raised')
    and not exists (select from roster o join shift s on s.id = o.shift_id
      where o.counsellor_id = c.owner_id and o.checked_in_at is not null
        and s.ends_at > clock_timestamp() - make_interval(mins => $1))`;

const RELIEFS = `select n.id, n.name, max(s.ends_at) as ends_at,
    coalesce(bool_or(o.checked_in_at is not null), false) as is_there
  from roster o join shift s on s.id = o.shift_id join person n on n.id = o.counsellor_id
  where s.starts_at <= clock_timestamp() + interval '30 minutes' and s.ends_at > clock_timestamp() + interval '30 minutes'
    and 'counsellor' = any (n.roles) and n.suspended_at is null and n.id <> actor_id()
  group by n.id, n.name order by n.name, n.id`;

type DutyRow = {
  duty_id: string;
  counsellor_id: string;
  shift_id: string;
  ends_at: Date;
  kind: string;
  due_at: Date;
  works_on: boolean;
  now: Date;
};

function dutyOf(row: DutyRow): DutyOfClock {
  const clock = DUTY_CLOCKS.find((kind) => kind === row.kind);
  if (clock === undefined) throw new Error(`A duty has no clock called ${row.kind}`);
  return {
    dutyId: row.duty_id,
    counsellorId: row.counsellor_id,
    shiftId: row.shift_id,
    endsAt: row.ends_at,
    clock,
    dueAt: row.due_at,
    worksOn: row.works_on,
    at: row.now,
  };
}

function handoverOf(row: HandoverRow): Handover {
  return {
    id: row.handover_id,
    contactId: row.contact_id,
    from: row.from_id,
    to: row.to_id ?? undefined,
    state: row.handover_state,
    askedAt: row.asked_at,
  };
}

function thingOf(row: ThingRow): OwnedThing {
  const handover = row.handover_id === null ? undefined : handoverOf(row);
  return { contact: contactOf(row), waiting: row.waiting, handover };
}

function raisedOf(row: ThingRow): RaisedHandover {
  if (row.handover_id === null) throw new Error("A handover was read without its row");
  return { handover: handoverOf(row), thing: { contact: contactOf(row), waiting: row.waiting } };
}
