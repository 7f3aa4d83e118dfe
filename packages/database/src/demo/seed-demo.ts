import { createHash } from "node:crypto";
import type { LiveChannelKind } from "@nightlight/domain/contact/channel";
import { Client } from "pg";
import type { Sealing } from "../sealing.ts";
import { seedHistory } from "./history/seed-history.ts";
import { DEMO_STAFF } from "./people.ts";
import { seedAuthorities } from "./seed-authorities.ts";
import { seedPeople } from "./seed-people.ts";
import { rosterAlways, rosterByRule, seedShifts } from "./seed-shifts.ts";

/** Everybody in the demo signs in with this. Demo accounts are marked, and production refuses them. */
export const DEMO_PASSWORD = "den-ngu-2026";

/** The key of the demo's gateway channel. */
export const DEMO_CHANNEL_KEY = "demo-gateway-key-not-for-production";

type DemoChannel = { readonly id: string; readonly kind: LiveChannelKind; readonly name: string };

const WEBCHAT = channel("11", "webchat", "Trò chuyện web");
const GATEWAY = channel("12", "zalo", "Cổng Zalo (thử nghiệm)");
const OTHER_CHANNELS = [
  channel("13", "messenger", "Messenger (thử nghiệm)"),
  channel("14", "sms", "SMS (thử nghiệm)"),
  channel("15", "email", "E-mail (thử nghiệm)"),
];

/** How much of it: a handful of people and an empty queue for tests, or a helpline with four weeks behind it. */
export const DEMO_SIZES = ["small", "full"] as const;

export type DemoSize = (typeof DEMO_SIZES)[number];

export type DemoSignIn = { readonly username: string; readonly password: string; readonly name: string };

export type SeedOptions = {
  readonly ownerUrl: string;
  readonly hashPassword: (password: string) => Promise<string>;
  /** With it the whole demo: its past is sealed as everything is. Without it the small one. */
  readonly sealing?: Sealing;
  /** Share of the helpline's whole load that the past holds; less for tests. */
  readonly share?: number;
};

/**
 * Puts the demo in place. Small: two counsellors on every shift, a supervisor, an administrator, channels, authorities and
 * some officers. Full: 32 counsellors in a roster that keeps the rules, everybody else, and four weeks of contacts.
 * Repeatable; every start goes on with the roster. Gives the sign-ins that somebody trying it needs first.
 */
export async function seedDemo(options: SeedOptions): Promise<readonly DemoSignIn[]> {
  const { ownerUrl, hashPassword, sealing } = options;
  const isWhole = sealing !== undefined;
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    const now = await databaseTime(client);
    const channels = isWhole ? [WEBCHAT, GATEWAY, ...OTHER_CHANNELS] : [WEBCHAT, GATEWAY];
    await seedChannels(client, channels);
    const days = await seedShifts(client, now, isWhole);
    const { officers, units } = await seedAuthorities(client, isWhole);
    const staff = DEMO_STAFF[isWhole ? "full" : "small"];
    const people = await seedPeople(client, { staff, officers }, () => hashPassword(DEMO_PASSWORD));
    let isNew = false;
    if (isWhole) {
      await rosterByRule(client, people, { now, days });
      const ids = Object.fromEntries(channels.map(({ kind, id }) => [kind, id])) as Record<LiveChannelKind, string>;
      const { share } = options;
      isNew = await seedHistory({
        ...{ client, sealing, now, people, units, channels: ids },
        ...(share === undefined ? {} : { share }),
      });
    } else await rosterAlways(client, now);
    await client.query("commit");
    if (isNew) await client.query("analyze");
    return signIns(people, officers);
  } finally {
    await client.end();
  }
}

const SHOWN = ["lan", "minh", "giam-sat", "quan-tri"];
const SHOWN_OFFICERS = ["can-bo", "cong-an", "so-y-te", "can-bo-sai-gon"];

type Named = { readonly username: string; readonly name: string };

/** Those that somebody trying it needs first; the others are in the operators' pages. */
function signIns(people: readonly Named[], officers: readonly Named[]): readonly DemoSignIn[] {
  const password = DEMO_PASSWORD;
  return [
    ...people
      .filter(({ username }) => SHOWN.includes(username))
      .map(({ username, name }) => ({ username, password, name })),
    ...officers
      .filter(({ username }) => SHOWN_OFFICERS.includes(username))
      .map(({ username, name }) => ({ username, password, name: `${name}, at /casework/` })),
  ];
}

async function databaseTime(client: Client): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>("select clock_timestamp() as now");
  const [row] = rows;
  if (row === undefined) throw new Error("The database did not tell the time");
  return row.now;
}

async function seedChannels(client: Client, channels: readonly DemoChannel[]): Promise<void> {
  const keyHash = createHash("sha256").update(DEMO_CHANNEL_KEY).digest();
  for (const { id, kind, name } of channels) {
    await client.query(
      `insert into channel (id, kind, name, key_hash, is_demo) values ($1, $2, $3, $4, true) on conflict (id) do nothing`,
      [id, kind, name, id === GATEWAY.id ? keyHash : null],
    );
  }
}

function channel(ending: string, kind: LiveChannelKind, name: string): DemoChannel {
  return { id: `0190f000-0000-7000-8000-0000000000${ending}`, kind, name };
}
