import { randomBytes } from "node:crypto";
import { coverageGaps } from "@nightlight/domain/roster/coverage";
import { workingTimeProblems } from "@nightlight/domain/roster/working-time";
import { replay } from "@nightlight/domain/contact/evolve";
import { replay as replayEscalation } from "@nightlight/domain/escalation/evolve";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import { testDatabase } from "@nightlight/testkit/postgres";
import { addDays } from "date-fns/addDays";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "../auditor.ts";
import { connect, type Database } from "../connection.ts";
import { contactOf, type ContactRow } from "../contact/contact-row.ts";
import { escalationOf } from "../escalation/escalation-row.ts";
import { historyOf, recordedOf, type EventRow } from "../event/event-row.ts";
import { settleInstallationKeys } from "../key/installation-keys.ts";
import { createSealing, open, type Sealing } from "../sealing.ts";
import { DEMO_STAFF } from "./people.ts";
import { seedDemo } from "./seed-demo.ts";
import { TIME_ZONE } from "./shifts.ts";

let owner: Client;
let database: Database;
let sealing: Sealing;
let seed: () => Promise<unknown>;
let drop: () => Promise<void>;

// A sixtieth of the load: the same shapes, in a second or two.
beforeAll(async () => {
  const made = await testDatabase();
  ({ drop } = made);
  owner = new Client({ connectionString: made.ownerUrl });
  await owner.connect();
  database = connect({ url: made.appUrl });
  const { keys, ring } = await settleInstallationKeys(owner, [randomBytes(32)]);
  sealing = createSealing(ring, keys);
  const hashPassword = async (password: string) => `hashed ${password}`;
  seed = () => seedDemo({ ownerUrl: made.ownerUrl, hashPassword, sealing, share: 1 / 60 });
  await seed();
}, 60_000);
afterAll(async () => {
  await database.close();
  await owner.end();
  await drop();
});

async function rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(text, [...values])).rows;
}

describe("the past of the demo", () => {
  test("is what its events make of it, every contact and every escalation", async () => {
    const logs = Map.groupBy(
      await rows<EventRow>("select * from event order by subject_id, version"),
      (row) => row.subject_id,
    );
    const contacts = await rows<ContactRow>("select * from contact");
    expect(contacts.length).toBeGreaterThan(400);
    for (const row of contacts) expect(replay(historyOf(logs.get(row.id) ?? []))).toEqual(contactOf(row));
    const escalations = await rows<{ id: string; state: unknown }>("select id, state from escalation");
    expect(escalations.length).toBeGreaterThanOrEqual(11);
    for (const { id, state } of escalations) {
      const log = (logs.get(id) ?? [])
        .map(recordedOf)
        .map(({ event, at }) => ({ event: event as EscalationEvent, at }));
      expect(replayEscalation(log)).toEqual(escalationOf({ state }));
    }
  });

  test("breaks no invariant", async () => {
    expect(await audit(database)).toEqual([]);
  });

  test("is sealed: its words open with the contact's own key, and lie nowhere in clear", async () => {
    const [message] = await rows<{
      id: string;
      contact_id: string;
      sealed: Buffer;
      wrapped_key: Buffer;
      master_key_id: string;
    }>(
      `select m.id, m.contact_id, m.sealed, k.wrapped_key, k.master_key_id from message m
       join contact_key k using (contact_id) where m.author = 'counsellor' limit 1`,
    );
    if (message === undefined) throw new Error("Nobody said anything");
    const key = sealing.unwrapKey(message.contact_id, message.wrapped_key, message.master_key_id);
    expect(open(key, message.sealed, `message:${message.id}`)).toMatch(/\p{L}{2}/u);
    const dumped = await rows<{ line: string }>(
      "select row_to_json(e)::text as line from event e union all select row_to_json(c)::text from contact c",
    );
    expect(dumped.filter(({ line }) => /em |cháu|bố|mẹ/u.test(line))).toEqual([]);
  });

  test("has every level, an open escalation in every state, and something for each list of a supervisor", async () => {
    const levels = await rows<{ level: string }>(
      "select distinct risk ->> 'level' as level from contact where risk ? 'level' order by 1",
    );
    expect(levels.map(({ level }) => level)).toEqual(["INFO", "P1", "P2", "P3", "P4"]);
    const states = await rows<{ status: string }>("select distinct status from escalation order by status");
    expect(states.map(({ status }) => status)).toEqual(
      expect.arrayContaining([
        "sent",
        "seen",
        "acknowledged",
        "acting",
        "reported",
        "declined",
        "redirected",
        "withdrawn",
      ]),
    );
    const [lists] = await rows<Record<string, number>>(
      `select (select count(*)::int from risk_change where kind = 'asked' and decided_by is null) as lowerings,
         (select count(*)::int from opening where kind = 'break_glass' and reviewed_by is null) as emergencies,
         (select count(*)::int from escalation_task where done_at is null and kind = 'call') as calls,
         (select count(*)::int from contact where status = 'wrap_up') as unfinished,
         (select count(*)::int from contact where status in ('queued', 'offered', 'active')) as waiting,
         (select count(*)::int from event where type = 'limit_breached') as breaches`,
    );
    expect(lists).toMatchObject({ lowerings: 1, emergencies: 1, unfinished: 4, waiting: 0 });
    expect([lists?.["calls"], lists?.["breaches"]].every((count) => (count ?? 0) > 0)).toBe(true);
  });

  test("knows again who wrote before, where a record is still open", async () => {
    const earlier = await rows<{ others: number }>(
      `select (select count(*)::int from contact_identity o where o.exact_hash = i.exact_hash and o.contact_id <> c.id) as others
       from contact c left join contact_identity i on i.contact_id = c.id where c.status = 'wrap_up'`,
    );
    expect(earlier.filter(({ others }) => others > 0).length).toBeGreaterThan(0);
  });

  test("has no number that somebody could have", async () => {
    const phones = await rows<{ phone: string }>(
      "select phone from authority union all select phone from authority_duty",
    );
    expect(phones.filter(({ phone }) => !phone.startsWith("0000 "))).toEqual([]);
  });

  test("seeding again adds nothing", async () => {
    const count = () =>
      rows(
        `select (select count(*) from person) as people, (select count(*) from roster) as rostered,
           (select count(*) from contact) as contacts, (select count(*) from event) as events`,
      );
    const before = await count();
    await seed();
    expect(await count()).toEqual(before);
  });
});

describe("the people of the demo", () => {
  test("are 32 counsellors who speak more than one language, and one of every role", async () => {
    const found = await rows<{ roles: string[]; spoken_languages: string[] }>(
      "select roles, spoken_languages from person where is_demo",
    );
    const counsels = ({ roles }: (typeof found)[number]) =>
      roles.includes("counsellor") && !roles.includes("supervisor");
    const counsellors = found.filter(counsels);
    expect(counsellors).toHaveLength(32);
    expect(new Set(counsellors.flatMap((each) => each.spoken_languages)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(found.flatMap(({ roles }) => roles)).size).toBe(8);
  });

  test("have a roster that keeps the rules on working time, day and night, with a supervisor always there", async () => {
    const people = await rows<{ id: string; username: string; roles: string[] }>(
      "select id, username, roles from person where roles && '{counsellor,supervisor}'",
    );
    // As rostered: a start in the last hour of a shift stretches that one, which is overtime.
    const duties = await rows<{ personId: string; startsAt: Date; endsAt: Date }>(
      `select r.counsellor_id as "personId", s.starts_at as "startsAt",
         least(s.ends_at, s.starts_at + interval '8 hours') as "endsAt"
       from roster r join shift s on s.id = r.shift_id`,
    );
    const known = new Map(DEMO_STAFF.full.map(({ username, mayWorkNights }) => [username, mayWorkNights]));
    const roster = people.map(({ id, username }) => ({ id, mayWorkNights: known.get(username) ?? true }));
    expect(workingTimeProblems({ people: roster, duties, timeZone: TIME_ZONE })).toEqual([]);

    const now = new Date();
    const span = { from: addDays(now, -14), to: addDays(now, 14) };
    const of = (role: string) => {
      const ids = new Set(people.filter(({ roles }) => roles.includes(role)).map(({ id }) => id));
      return duties.filter(({ personId }) => ids.has(personId));
    };
    expect(coverageGaps(of("counsellor"), span, () => 6)).toEqual([]);
    expect(coverageGaps(of("supervisor"), span, () => 1)).toEqual([]);
    const there = duties
      .filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
      .map(({ personId }) => personId);
    const names = people.filter(({ id }) => there.includes(id)).map(({ username }) => username);
    expect(names).toEqual(expect.arrayContaining(["lan", "minh", "giam-sat"]));
  });

  test("include an officer for every office of the communes that the directory knows", async () => {
    const alone = await rows(
      `select a.name from authority a where a.level = 'commune'
         and not exists (select from person p where p.authority_id = a.id and 'officer' = any (p.roles))`,
    );
    expect(alone).toEqual([]);
  });
});
