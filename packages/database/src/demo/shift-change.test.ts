import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { isPostgresMissing, testDatabase } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from "vitest";
import { DEMO_STAFF } from "./people.ts";
import { seedPeople, type SeededPerson } from "./seed-people.ts";
import { rosterByRule, seedShifts } from "./seed-shifts.ts";

const STARS = ["lan", "minh", "giam-sat"];
/** Enough for a visitor to take a contact before anything winds down. */
const MINUTES_LEFT = 20 + STANDARD_POLICY.windDownMinutes;

describe.skipIf(isPostgresMissing())("whoever tries the demo, around the changes of shifts", () => {
  let client: Client;
  let drop: () => Promise<void>;
  let people: readonly SeededPerson[];
  beforeAll(async () => {
    const made = await testDatabase();
    ({ drop } = made);
    client = new Client({ connectionString: made.ownerUrl });
    await client.connect();
    people = await seedPeople(client, { staff: DEMO_STAFF.full, officers: [] }, async () => "hashed");
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await drop();
  });
  beforeEach(() => client.query("begin"));
  afterEach(() => client.query("rollback"));

  const seed = async (at: string): Promise<Date> => {
    const now = new Date(`${at}+07:00`);
    await rosterByRule(client, people, { now, days: await seedShifts(client, now, true) });
    return now;
  };

  /** On which shift somebody is at a moment, as their desk finds it. */
  const dutyOf = async (username: string, now: Date) => {
    const { rows } = await client.query<{ name: string; left: number; isBegun: boolean }>(
      `select t.name, extract(epoch from s.ends_at - $2)::float / 60 as left, o.checked_in_at is not null as "isBegun"
       from roster o join shift s on s.id = o.shift_id join shift_template t on t.id = s.template_id
       join person p on p.id = o.counsellor_id
       where p.username = $1 and s.starts_at <= $2 and s.ends_at > $2
       order by o.checked_in_at nulls last, s.starts_at limit 1`,
      [username, now],
    );
    return rows[0];
  };

  test.each(
    ["05", "13", "21"].flatMap((hour) => [
      ...["40", "50", "55", "59"].map((minute) => `2026-11-21T${hour}:${minute}:00`),
      ...["00", "01", "05", "10"].map(
        (minute) => `2026-11-21T${String(Number(hour) + 1).padStart(2, "0")}:${minute}:00`,
      ),
    ]),
  )("a first start at %s: a shift that is open, not begun, with time to take a contact", async (at) => {
    const now = await seed(at);
    for (const username of STARS) {
      const duty = await dutyOf(username, now);
      expect(duty?.isBegun).toBe(false);
      expect(duty?.left).toBeGreaterThanOrEqual(MINUTES_LEFT);
    }
  });

  test.each(["06", "14", "22"])(
    "a demo that runs over %s o'clock: nobody who tries it is left without a shift",
    async (hour) => {
      const change = new Date(`2026-11-21T${hour}:00:00+07:00`);
      const at = (minutes: number): string =>
        new Date(change.getTime() + minutes * 60_000 + 7 * 3_600_000).toISOString().slice(0, 19);
      const begun = await seed(at(-90));
      await client.query(
        `update roster r set checked_in_at = $1 from shift s, person p where s.id = r.shift_id and p.id = r.counsellor_id
         and p.username = 'lan' and s.starts_at <= $1 and s.ends_at > $1`,
        [begun],
      );
      // What a running demo does: before the change, and at it.
      await seed(at(-20));
      for (const minutes of [-20, -10, -1, 0]) {
        const duty = await dutyOf("lan", new Date(change.getTime() + minutes * 60_000));
        expect(duty, `${String(minutes)} minutes`).toMatchObject({ isBegun: true });
        expect(duty?.left).toBeGreaterThan(STANDARD_POLICY.windDownMinutes);
      }
      const now = await seed(at(1));
      expect(await dutyOf("lan", now)).toMatchObject({ isBegun: true, left: 8 * 60 - 1 });
      expect(await dutyOf("minh", now)).toMatchObject({ isBegun: false, left: 8 * 60 - 1 });
    },
  );
});
