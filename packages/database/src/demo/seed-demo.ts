import { createHash } from "node:crypto";
import { ROUTING_POLICY } from "@nightlight/domain/routing/policy";
import { occurrencesAround, type ShiftTemplate } from "@nightlight/domain/shift/shift";
import { addDays } from "date-fns/addDays";
import { Client } from "pg";
import { uuidv7 } from "../world.ts";
import { DEMO_OFFICERS, seedAuthorities } from "./seed-authorities.ts";

/** Everybody in the demo signs in with this. Demo accounts are marked, and production refuses them. */
const DEMO_PASSWORD = "den-ngu-2026";

/** The key of the demo's gateway channel. */
export const DEMO_CHANNEL_KEY = "demo-gateway-key-not-for-production";

/** A trial may be left running for a while; every start adds to it. */
const DAYS_AHEAD = 28;

const TIME_ZONE = "Asia/Ho_Chi_Minh";

const TEMPLATES: readonly ShiftTemplate[] = [
  { id: "0190f000-0000-7000-8000-000000000001", name: "Ca sáng", startsAtLocal: "06:00" },
  { id: "0190f000-0000-7000-8000-000000000002", name: "Ca chiều", startsAtLocal: "14:00" },
  { id: "0190f000-0000-7000-8000-000000000003", name: "Ca đêm", startsAtLocal: "22:00" },
].map((template) => ({ ...template, durationMinutes: 480, timeZone: TIME_ZONE }));

const WEBCHAT = { id: "0190f000-0000-7000-8000-000000000011", kind: "webchat", name: "Trò chuyện web" };
const GATEWAY = { id: "0190f000-0000-7000-8000-000000000012", kind: "zalo", name: "Cổng Zalo (thử nghiệm)" };

const PEOPLE = [
  {
    username: "lan",
    name: "Hoàng Thị Lan",
    displayName: "Cô Lan",
    roles: ["counsellor"],
    languages: ["vi", "en"],
    spokenLanguages: ["vi", "en", "tyz"],
    centre: "Hà Nội",
  },
  {
    username: "minh",
    name: "Trần Quang Minh",
    displayName: "Chú Minh",
    roles: ["counsellor"],
    languages: ["vi"],
    spokenLanguages: ["vi", "km"],
    centre: "An Giang",
  },
  {
    username: "giam-sat",
    name: "Lê Thị Thu Hà",
    displayName: "Cô Hà",
    roles: ["supervisor"],
    languages: ["vi"],
    spokenLanguages: ["vi"],
    centre: "Hà Nội",
  },
  {
    username: "quan-tri",
    name: "Phạm Văn Đức",
    displayName: "Chú Đức",
    roles: ["administrator"],
    languages: ["vi", "en"],
    spokenLanguages: ["vi"],
    centre: "Hà Nội",
  },
];

const CENTRES = [
  { id: "0190f000-0000-7000-8000-000000000021", name: "Hà Nội" },
  { id: "0190f000-0000-7000-8000-000000000022", name: "Đà Nẵng" },
  { id: "0190f000-0000-7000-8000-000000000023", name: "An Giang" },
];

export type DemoSignIn = { readonly username: string; readonly password: string; readonly name: string };

export type SeedOptions = {
  readonly ownerUrl: string;
  readonly hashPassword: (password: string) => Promise<string>;
};

/** Puts the demo in place: two counsellors on a shift that is open now, a supervisor, an administrator, a web chat, a gateway channel, authorities and their officers. Repeatable. */
export async function seedDemo({ ownerUrl, hashPassword }: SeedOptions): Promise<readonly DemoSignIn[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    const now = await databaseTime(client);
    await seedChannels(client);
    await seedShifts(client, now);
    for (const { id, name } of CENTRES) {
      await client.query("insert into centre (id, name) values ($1, $2) on conflict do nothing", [id, name]);
    }
    for (const person of PEOPLE) await seedPerson(client, person, hashPassword);
    await seedAuthorities(client);
    for (const officer of DEMO_OFFICERS) await seedOfficer(client, officer, hashPassword);
    await stretchShift(client, now);
    await rosterEverybody(client, now);
    await client.query("commit");
  } finally {
    await client.end();
  }
  return [
    ...PEOPLE.map(({ username, name }) => ({ username, password: DEMO_PASSWORD, name })),
    ...DEMO_OFFICERS.map(({ username, name }) => ({
      username,
      password: DEMO_PASSWORD,
      name: `${name}, at /casework/`,
    })),
  ];
}

async function databaseTime(client: Client): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>("select clock_timestamp() as now");
  const [row] = rows;
  if (row === undefined) throw new Error("The database did not tell the time");
  return row.now;
}

async function seedChannels(client: Client): Promise<void> {
  const insert = `insert into channel (id, kind, name, key_hash, is_demo) values ($1, $2, $3, $4, true)
    on conflict (id) do nothing`;
  await client.query(insert, [WEBCHAT.id, WEBCHAT.kind, WEBCHAT.name, null]);
  const keyHash = createHash("sha256").update(DEMO_CHANNEL_KEY).digest();
  await client.query(insert, [GATEWAY.id, GATEWAY.kind, GATEWAY.name, keyHash]);
}

async function seedShifts(client: Client, now: Date): Promise<void> {
  for (const template of TEMPLATES) {
    await client.query(
      `insert into shift_template (id, name, starts_at_local, duration_minutes, time_zone) values ($1, $2, $3, $4, $5)
       on conflict (id) do nothing`,
      [template.id, template.name, template.startsAtLocal, template.durationMinutes, template.timeZone],
    );
    const dates = Array.from({ length: DAYS_AHEAD }, (_, days) => addDays(now, days));
    for (const shift of dates.flatMap((date) => occurrencesAround(template, date))) {
      await client.query(
        `insert into shift (id, template_id, date, starts_at, ends_at) values ($1, $2, $3, $4, $5)
         on conflict (template_id, date) do nothing`,
        [uuidv7(), shift.templateId, shift.date, shift.startsAt, shift.endsAt],
      );
    }
  }
}

async function seedPerson(
  client: Client,
  person: (typeof PEOPLE)[number],
  hashPassword: SeedOptions["hashPassword"],
): Promise<void> {
  const { rows } = await client.query<{ id: string }>("select id from person where username = $1", [person.username]);
  if (rows.length > 0) return;
  const id = uuidv7();
  await client.query(
    `insert into person (id, username, name, display_name, roles, languages, spoken_languages, centre_id, is_demo)
     values ($1, $2, $3, $4, $5, $6, $7, (select id from centre where name = $8), true)`,
    [
      id,
      person.username,
      person.name,
      person.displayName,
      person.roles,
      person.languages,
      person.spokenLanguages,
      person.centre,
    ],
  );
  await client.query("insert into credential (person_id, password_hash) values ($1, $2)", [
    id,
    await hashPassword(DEMO_PASSWORD),
  ]);
  if (!person.roles.includes("counsellor")) return;
  await client.query(
    "insert into presence (counsellor_id, intent, intent_since) values ($1, 'off', clock_timestamp())",
    [id],
  );
  await client.query(
    "insert into slot (counsellor_id, kind, ordinal) select $1, 'chat', n from generate_series(1, $2) n",
    [id, ROUTING_POLICY.chatSlots],
  );
}

async function seedOfficer(
  client: Client,
  { username, name, displayName, unit }: (typeof DEMO_OFFICERS)[number],
  hashPassword: SeedOptions["hashPassword"],
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `insert into person (id, username, name, display_name, roles, languages, spoken_languages, authority_id, is_demo)
     values ($1, $2, $3, $4, '{officer}', '{vi}', '{vi}', $5, true) on conflict do nothing returning id`,
    [uuidv7(), username, name, displayName, unit],
  );
  const [made] = rows;
  if (made === undefined) return;
  await client.query("insert into credential (person_id, password_hash) values ($1, $2)", [
    made.id,
    await hashPassword(DEMO_PASSWORD),
  ]);
}

/** Whoever starts the demo shortly before the end of a shift has an hour all the same: a shift that winds down offers nothing. */
async function stretchShift(client: Client, now: Date): Promise<void> {
  await client.query(
    `update shift set ends_at = $1::timestamptz + interval '1 hour'
     where template_id = any ($2) and starts_at <= $1 and ends_at > $1 and ends_at < $1::timestamptz + interval '1 hour'`,
    [now, TEMPLATES.map(({ id }) => id)],
  );
}

/** The demo's two counsellors are on every shift around now, so that somebody can try it at any hour. */
async function rosterEverybody(client: Client, now: Date): Promise<void> {
  await client.query(
    `insert into roster (shift_id, counsellor_id)
     select s.id, p.id from shift s cross join person p
     where p.is_demo and 'counsellor' = any(p.roles) and s.ends_at > $1 on conflict do nothing`,
    [now],
  );
}
