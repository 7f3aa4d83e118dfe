import type { DayOfShifts } from "@nightlight/domain/roster/make-roster";
import type { Client } from "pg";
import { uuidv7 } from "../world.ts";
import { demoDays, demoRoster, ROSTER_DAYS, SHIFT_TEMPLATES } from "./shifts.ts";
import type { SeededPerson } from "./seed-people.ts";

/**
 * Puts the demo's shifts in place, from so many days back to so many ahead. Repeatable; every start goes further. Gives
 * the shifts.
 */
export async function seedShifts(client: Client, now: Date, isWhole: boolean): Promise<readonly DayOfShifts[]> {
  const column = <Value>(of: (template: (typeof SHIFT_TEMPLATES)[number]) => Value): Value[] => SHIFT_TEMPLATES.map(of);
  await client.query(
    `insert into shift_template (id, name, starts_at_local, duration_minutes, time_zone)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::text[]) on conflict (id) do nothing`,
    [
      column(({ id }) => id),
      column(({ name }) => name),
      column(({ startsAtLocal }) => startsAtLocal),
      column(({ durationMinutes }) => durationMinutes),
      column(({ timeZone }) => timeZone),
    ],
  );
  const days = demoDays(now, isWhole ? ROSTER_DAYS.back : 2);
  const found = days.flatMap(({ shifts }) => shifts);
  await client.query(
    `insert into shift (id, template_id, date, starts_at, ends_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::date[], $4::timestamptz[], $5::timestamptz[])
     on conflict (template_id, date) do nothing`,
    [
      found.map(() => uuidv7()),
      found.map(({ templateId }) => templateId),
      found.map(({ date }) => date),
      found.map(({ startsAt }) => startsAt),
      found.map(({ endsAt }) => endsAt),
    ],
  );
  await stretchShift(client, now);
  return days;
}

/** Whoever starts the demo shortly before the end of a shift has an hour all the same: a shift that winds down offers nothing. */
async function stretchShift(client: Client, now: Date): Promise<void> {
  await client.query(
    `update shift set ends_at = $1::timestamptz + interval '1 hour'
     where template_id = any ($2) and starts_at <= $1 and ends_at > $1 and ends_at < $1::timestamptz + interval '1 hour'`,
    [now, SHIFT_TEMPLATES.map(({ id }) => id)],
  );
}

/** The small demo's two counsellors are on every shift around now, so that a test can run at any hour. */
export async function rosterAlways(client: Client, now: Date): Promise<void> {
  await client.query(
    `insert into roster (shift_id, counsellor_id)
     select s.id, p.id from shift s cross join person p
     where p.is_demo and 'counsellor' = any(p.roles) and s.ends_at > $1 on conflict do nothing`,
    [now],
  );
}

const MINUTES_EARLY = 4;

/**
 * The whole demo's roster, which keeps the rules on working time. Lan and Minh are on the shift that is open now, and so
 * is the first supervisor; what they had before is replaced, so that their own rotation keeps the rules as well.
 */
export async function rosterByRule(
  client: Client,
  people: readonly SeededPerson[],
  { now, days }: { readonly now: Date; readonly days: readonly DayOfShifts[] },
): Promise<void> {
  const rostered = people.flatMap(({ id, username, roles, mayWorkNights }) => {
    if (!roles.includes("counsellor") && !roles.includes("supervisor")) return [];
    return [{ id, mayWorkNights, turnsBehind: TURNS_BEHIND[username] }];
  });
  const anchored = rostered.filter(({ turnsBehind }) => turnsBehind !== undefined).map(({ id }) => id);
  const duties = demoRoster(rostered, days, now);
  const columns = [
    duties.map(({ personId }) => personId),
    duties.map(({ templateId }) => templateId),
    duties.map(({ date }) => date),
  ];
  const working = await checkedIn(client, anchored, now);
  await client.query(
    `with moved as (delete from roster r using shift s where s.id = r.shift_id and r.counsellor_id = any ($1::uuid[])
       and s.template_id = any ($2) and not exists (select from unnest($3::uuid[], $4::uuid[], $5::date[])
           as d(person_id, template_id, date)
         where d.person_id = r.counsellor_id and d.template_id = s.template_id and d.date = s.date)
       returning r.duty_id)
     delete from clock k using moved m where k.subject = 'duty' and k.subject_id = m.duty_id`,
    [anchored, SHIFT_TEMPLATES.map(({ id }) => id), ...columns],
  );
  await client.query(
    `insert into roster (shift_id, counsellor_id, checked_in_at)
     select s.id, d.person_id, case when s.ends_at <= $4 then s.starts_at - make_interval(mins => $5) end
     from unnest($1::uuid[], $2::uuid[], $3::date[]) as d(person_id, template_id, date)
     join shift s on s.template_id = d.template_id and s.date = d.date on conflict do nothing`,
    [...columns, now, MINUTES_EARLY],
  );
  await client.query(
    `update roster r set checked_in_at = $2 from shift s where s.id = r.shift_id and r.counsellor_id = any ($1::uuid[])
       and r.checked_in_at is null and s.template_id = any ($3) and s.starts_at <= $2 and s.ends_at > $2`,
    [working, now, SHIFT_TEMPLATES.map(({ id }) => id)],
  );
}

/** Who has begun the shift that is open now: whoever is put on the next one meanwhile works on as if nothing had happened. */
async function checkedIn(client: Client, people: readonly string[], now: Date): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct r.counsellor_id as id from roster r join shift s on s.id = r.shift_id
     where r.counsellor_id = any ($1::uuid[]) and r.checked_in_at is not null and s.starts_at <= $2 and s.ends_at > $2`,
    [people, now],
  );
  return rows.map(({ id }) => id);
}

/** Who is there at the start, and who follows whom among the supervisors. */
const TURNS_BEHIND: Readonly<Record<string, 0 | 1 | 2 | 3>> = {
  lan: 0,
  minh: 0,
  "giam-sat": 0,
  "giam-sat-2": 1,
  "giam-sat-3": 2,
  "giam-sat-4": 3,
};
