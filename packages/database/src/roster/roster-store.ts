import type { KnownGap, RosterStore } from "@nightlight/commands/roster/roster-store";
import type { RunningClock } from "@nightlight/commands/world";
import type { CallIn, CallInAnswer } from "@nightlight/domain/roster/call-in";
import type { RosterAct, RosterShift } from "@nightlight/domain/roster/roster";
import type { Query } from "../connection.ts";
import { setClock } from "../shift/duty-clock.ts";

/** The one clock of the watch over the roster. */
const WATCH = "0190f000-0000-7000-8000-0000000c10c0";

type ShiftRow = {
  id: string;
  template_id: string;
  name: string;
  date: string;
  time_zone: string;
  starts_at: Date;
  ends_at: Date;
  version: number;
  people: { personId: string; checkedInAt: string | null }[];
  on_call: string[];
  called_in: { personId: string; askedAt: string; says: CallInAnswer | null; answeredAt: string | null }[];
  absent: string[];
};

/** The roster in PostgreSQL. */
export function rosterStore(query: Query, remember: (clock: RunningClock) => void): RosterStore {
  return {
    async templates() {
      const rows = await query<{ id: string; name: string; local: string; minutes: number; zone: string }>(
        "roster-templates",
        `select id, name, starts_at_local as local, duration_minutes as minutes, time_zone as zone
         from shift_template order by starts_at_local, id`,
        [],
      );
      return rows.map(({ id, name, local: startsAtLocal, minutes: durationMinutes, zone: timeZone }) => {
        return { id, name, startsAtLocal, durationMinutes, timeZone };
      });
    },
    async addTemplates(templates) {
      for (const { id, name, startsAtLocal, durationMinutes, timeZone } of templates) {
        await query(
          "roster-template-add",
          `insert into shift_template (id, name, starts_at_local, duration_minutes, time_zone) values ($1, $2, $3, $4, $5)`,
          [id, name, startsAtLocal, durationMinutes, timeZone],
        );
      }
    },
    async shifts(from, to) {
      const rows = await query<ShiftRow>(
        "roster-shifts",
        `${SHIFTS} where s.starts_at >= $1 and s.starts_at < $2 order by s.starts_at, s.id`,
        [from, to],
      );
      return rows.map(shiftOf);
    },
    async addShifts(shifts) {
      await query(
        "roster-shifts-add",
        `insert into shift (id, template_id, date, starts_at, ends_at)
         select * from unnest($1::uuid[], $2::uuid[], $3::date[], $4::timestamptz[], $5::timestamptz[])
         on conflict (template_id, date) do nothing`,
        [
          shifts.map(({ id }) => id),
          shifts.map(({ templateId }) => templateId),
          shifts.map(({ date }) => date),
          shifts.map(({ startsAt }) => startsAt),
          shifts.map(({ endsAt }) => endsAt),
        ],
      );
    },
    async lockShift(id) {
      const locked = await query("roster-shift-lock", "select from shift where id = $1 for update", [id]);
      if (locked.length === 0) return undefined;
      const [row] = await query<ShiftRow & { now: Date }>(
        "roster-shift",
        `select w.*, clock_timestamp() as now from (${SHIFTS} where s.id = $1) w`,
        [id],
      );
      return row && { shift: shiftOf(row), at: row.now };
    },
    async people() {
      return query<{ id: string; name: string; counsels: boolean }>(
        "roster-people",
        `select id, name, 'counsellor' = any (roles) as counsels from person
         where suspended_at is null and roles && array['counsellor', 'supervisor'] order by name, id`,
        [],
      );
    },
    async duties(from, to, personId) {
      const rows = await query<{ counsellor_id: string; starts_at: Date; ends_at: Date }>(
        "roster-duties",
        `select o.counsellor_id, s.starts_at, s.ends_at from shift s join roster o on o.shift_id = s.id
         where s.starts_at < $2 and s.ends_at > $1 and ($3::uuid is null or o.counsellor_id = $3)
         order by s.starts_at, o.counsellor_id`,
        [from, to, personId ?? null],
      );
      return rows.map((row) => ({ personId: row.counsellor_id, startsAt: row.starts_at, endsAt: row.ends_at }));
    },
    async change(shiftId, act, personId) {
      for (const [index, statement] of ACTS[act].entries()) {
        await query(`roster-${act}-${String(index)}`, statement, [shiftId, personId]);
      }
      await query("roster-shift-version", "update shift set version = version + 1 where id = $1", [shiftId]);
    },
    ...callIns(query),
    async gaps() {
      const rows = await query<{ starts_at: Date; ends_at: Date; people: number; found_at: Date }>(
        "roster-gaps",
        "select starts_at, ends_at, people, found_at from roster_gap order by starts_at",
        [],
      );
      return rows.map((row): KnownGap => {
        return { from: row.starts_at, to: row.ends_at, people: row.people, foundAt: row.found_at };
      });
    },
    async setGaps(gaps) {
      await query("roster-gaps-set", SET_GAPS, [
        gaps.map(({ from }) => from),
        gaps.map(({ to }) => to),
        gaps.map(({ people }) => people),
      ]);
    },
    async lockWatch() {
      const [locked] = await query<{ due_at: Date }>(
        "roster-watch-lock",
        "select due_at from clock where subject = 'roster' and subject_id = $1 and is_running for update",
        [WATCH],
      );
      if (locked === undefined) return undefined;
      return { dueAt: locked.due_at, at: await timeOf(query) };
    },
    async watchAgainIn(minutes) {
      const dueAt = new Date((await timeOf(query)).getTime() + minutes * 60_000);
      remember(await setClock(query, "roster", WATCH, { kind: "watch", dueAt }));
      return timeOf(query);
    },
  };
}

function callIns(query: Query): Pick<RosterStore, "uncalled" | "addCallIn" | "ownCallIn" | "answerCallIn"> {
  return {
    async uncalled() {
      const rows = await query<{ shift_id: string; person_id: string }>("call-in-uncalled", UNCALLED, []);
      return rows.map((row) => ({ shiftId: row.shift_id, personId: row.person_id }));
    },
    async addCallIn(shiftId, personId) {
      const added = await query(
        "call-in-add",
        `insert into call_in (shift_id, person_id, asked_at) values ($1, $2, clock_timestamp())
         on conflict do nothing returning 1`,
        [shiftId, personId],
      );
      return added.length > 0;
    },
    async ownCallIn() {
      const [row] = await query<OwnRow>("call-in-own", OWN, []);
      if (row === undefined) return undefined;
      const { shift_id: shiftId, starts_at: startsAt, ends_at: endsAt, asked_at: askedAt } = row;
      return { shiftId, startsAt, endsAt, askedAt, answer: answerOf(row.says, row.answered_at) };
    },
    async answerCallIn(shiftId, personId, says) {
      await query(
        "call-in-answer",
        "update call_in set says = $3, answered_at = clock_timestamp() where shift_id = $1 and person_id = $2",
        [shiftId, personId, says],
      );
    },
  };
}

type OwnRow = {
  shift_id: string;
  starts_at: Date;
  ends_at: Date;
  asked_at: Date;
  says: CallInAnswer | null;
  answered_at: Date | null;
};

const RUNS = "s.starts_at <= clock_timestamp() and s.ends_at > clock_timestamp()";

const UNCALLED = `select c.shift_id, c.person_id from on_call c join shift s on s.id = c.shift_id
  where ${RUNS} and not exists (select from call_in i where i.shift_id = c.shift_id and i.person_id = c.person_id)
    and not exists (select from roster o where o.shift_id = c.shift_id and o.counsellor_id = c.person_id)
  order by c.shift_id, c.person_id`;

const OWN = `select i.shift_id, s.starts_at, s.ends_at, i.asked_at, i.says, i.answered_at
  from call_in i join shift s on s.id = i.shift_id where i.person_id = actor_id() and ${RUNS}
  order by s.starts_at desc, i.shift_id limit 1`;

async function timeOf(query: Query): Promise<Date> {
  const [row] = await query<{ now: Date }>("now", "select clock_timestamp() as now", []);
  if (row === undefined) throw new Error("The database did not tell the time");
  return row.now;
}

const SHIFTS = `select s.id, s.template_id, t.name, s.date::text, t.time_zone, s.starts_at, s.ends_at, s.version,
    coalesce((select json_agg(json_build_object('personId', o.counsellor_id, 'checkedInAt', o.checked_in_at)
      order by o.counsellor_id) from roster o where o.shift_id = s.id), '[]') as people,
    array(select c.person_id::text from on_call c where c.shift_id = s.id order by c.person_id) as on_call,
    coalesce((select json_agg(json_build_object('personId', i.person_id, 'askedAt', i.asked_at, 'says', i.says,
      'answeredAt', i.answered_at) order by i.person_id) from call_in i where i.shift_id = s.id), '[]') as called_in,
    array(select a.person_id::text from absence a where a.shift_id = s.id order by a.person_id) as absent
  from shift s join shift_template t on t.id = s.template_id`;

const ACTS: Readonly<Record<RosterAct, readonly string[]>> = {
  assign: [
    "insert into roster (shift_id, counsellor_id) values ($1, $2) on conflict do nothing",
    "delete from absence where shift_id = $1 and person_id = $2",
  ],
  remove: ["delete from roster where shift_id = $1 and counsellor_id = $2"],
  absent: [
    "delete from roster where shift_id = $1 and counsellor_id = $2",
    "insert into absence (shift_id, person_id) values ($1, $2) on conflict do nothing",
  ],
  put_on_call: ["insert into on_call (shift_id, person_id) values ($1, $2) on conflict do nothing"],
  take_off_call: ["delete from on_call where shift_id = $1 and person_id = $2"],
};

// What was known before keeps when it was found.
const SET_GAPS = `with known as (delete from roster_gap returning starts_at, ends_at, found_at),
    found as (select * from unnest($1::timestamptz[], $2::timestamptz[], $3::integer[]) as g(starts_at, ends_at, people))
  insert into roster_gap (starts_at, ends_at, people, found_at)
  select f.starts_at, f.ends_at, f.people, coalesce((select min(k.found_at) from known k
    where k.starts_at < f.ends_at and f.starts_at < k.ends_at), clock_timestamp()) from found f`;

function answerOf(says: CallInAnswer | null, at: string | Date | null): CallIn["answer"] {
  return says === null || at === null ? undefined : { says, at: new Date(at) };
}

function shiftOf(row: ShiftRow): RosterShift {
  return {
    id: row.id,
    templateId: row.template_id,
    name: row.name,
    date: row.date,
    timeZone: row.time_zone,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    version: row.version,
    people: row.people.map(({ personId, checkedInAt }) => {
      return { personId, checkedInAt: checkedInAt === null ? undefined : new Date(checkedInAt) };
    }),
    onCall: row.on_call,
    calledIn: row.called_in.map(({ personId, askedAt, says, answeredAt }) => {
      return { personId, askedAt: new Date(askedAt), answer: answerOf(says, answeredAt) };
    }),
    absent: row.absent,
  };
}
