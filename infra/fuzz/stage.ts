import { createHash } from "node:crypto";
import { join } from "node:path";
import {
  createCanaryFinder,
  makeCanary,
  makePhoneCanary,
  type CanaryFinder,
} from "@nightlight/simulation/canary/canaries";
import { openVictims } from "@nightlight/simulation/canary/victims";
import { seedLoad } from "@nightlight/simulation/load/load-staff";
import { Client } from "pg";
import { startProduct } from "../bench/programs.ts";
import { startBenchServices, type Stops } from "../bench/services.ts";
import { migrate } from "../setup/server-program.ts";
import { chanceOf } from "./chance.ts";

/** Who attacks, and with what in hand. */
export type Attacker = {
  readonly name: string;
  readonly kind: "nobody" | "child" | "gateway" | "staff";
  readonly role: string | undefined;
  /** The headers that prove who it is. */
  readonly proof: Readonly<Record<string, string>>;
  readonly token: string;
};

/** A running product with records of others in it, and everybody who has no right to them. */
export type FuzzStage = {
  readonly origin: string;
  readonly owner: Client;
  readonly attackers: readonly Attacker[];
  /** Ids of other people's records, of nothing, and of the attackers' own. */
  readonly ids: readonly string[];
  /** Ids that an administrator has no rights over: contacts and what belongs to them. */
  readonly contactIds: readonly string[];
  readonly find: CanaryFinder;
  /** Lets attackers who signed out, left or were suspended by another attacker act again. */
  readonly revive: () => Promise<void>;
  /** What the server's log called a failure. */
  readonly failures: readonly string[];
};

const ROLES = [
  "counsellor",
  "supervisor",
  "officer",
  "case_worker",
  "leader",
  "clinical_lead",
  "administrator",
  "auditor",
] as const;
const OF_EACH_ROLE = 2;
const MISSING = "0190f000-0000-7000-8000-00000000dead";

/** Starts the real program on a database of its own and puts the records in by its own doors. */
export async function openFuzzStage(
  options: {
    readonly root: string;
    readonly dataFolder: string;
    readonly seed: number;
  },
  stops: Stops,
): Promise<FuzzStage> {
  const { root, seed } = options;
  const services = await startBenchServices(options.dataFolder, stops);
  const environment = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    DATABASE_URL: services.appUrl,
    ...(services.redisUrl === undefined ? {} : { REDIS_URL: services.redisUrl }),
    NIGHTLIGHT_MASTER_KEY_FILE: services.masterKeyFile,
    HOST: "127.0.0.1",
    NIGHTLIGHT_DEMO: "small",
    // The requests come from many addresses, so that the limits stay on and do not hide what lies behind them.
    TRUSTED_PROXIES: "127.0.0.1",
    LOG_LEVEL: "error",
  };
  const program = join(root, "apps", "server", "src", "main.ts");
  await migrate({ program, cwd: root, environment: { ...environment, DATABASE_OWNER_URL: services.ownerUrl } });
  const owner = new Client({ connectionString: services.ownerUrl });
  await owner.connect();
  stops.push(() => owner.end());
  const staff = await seedLoad({
    ownerUrl: services.ownerUrl,
    now: new Date(),
    counsellors: 2 + ROLES.length * OF_EACH_ROLE,
  });
  const channels = await addChannels(owner, seed);
  const failures: string[] = [];
  const hear = (line: string): void => {
    if (line.includes("failed")) failures.push(line);
  };
  const { origin } = await startProduct({ root, environment, services, profileFolder: undefined, say: hear }, stops);

  const canaries = createCanaries(seed);
  const [first = "", second = ""] = staff.sessionTokens;
  const victims = await openVictims({ origin, channelKey: staff.channelKey, tokens: [first, second], canaries, fetch });
  stops.push(victims.leave);
  const tokens = staff.sessionTokens.slice(2);
  const people = await giveRoles(owner, tokens);
  await barThoseWithRights(owner, people, victims.contactIds);
  const child = await beginChild(origin, seed);
  const attackers = [...attackersOf(tokens, channels.foreignKey), ...child];
  const own = await owner.query<{ id: string }>("select id from contact where id <> all ($1)", [victims.contactIds]);
  const related = await owner.query<{ id: string }>(
    "select id from offer where contact_id = any ($1) union select id from message where contact_id = any ($1)",
    [victims.contactIds],
  );
  const persons = await owner.query<{ id: string }>("select id from person");
  const contactIds = [...victims.contactIds, ...related.rows.map(({ id }) => id), MISSING];
  return {
    origin,
    owner,
    attackers,
    contactIds,
    ids: [
      ...contactIds,
      ...contactIds,
      ...own.rows.map(({ id }) => id),
      ...persons.rows.map(({ id }) => id),
      ...channels.ids,
    ],
    find: createCanaryFinder(Object.values(canaries)),
    failures,
    revive: () => revive(owner, people, attackers),
  };
}

function createCanaries(seed: number) {
  const chance = chanceOf(seed, -1);
  const make = (name: string) => makeCanary(name, (digits) => chance.digits(digits));
  return {
    said: make("the child's words"),
    answered: make("the counsellor's words"),
    name: make("the child's name"),
    narrative: make("the narrative"),
    identity: makePhoneCanary("the caller's number", (digits) => chance.digits(digits, "0123456789")),
  };
}

/** A web chat for children, and a gateway of somebody else's. */
async function addChannels(owner: Client, seed: number): Promise<{ ids: string[]; foreignKey: string }> {
  const foreignKey = `fuzz-foreign-gateway-${String(seed)}`;
  const hash = createHash("sha256").update(foreignKey).digest();
  const { rows } = await owner.query<{ id: string }>(
    `insert into channel (id, kind, name, key_hash, is_demo)
     values (gen_random_uuid(), 'webchat', 'Fuzz web', null, true), (gen_random_uuid(), 'sms', 'Fuzz sms', $1, true)
     returning id`,
    [hash],
  );
  return { ids: rows.map(({ id }) => id), foreignKey };
}

/** Gives each attacker one role, and gives back who they are. */
async function giveRoles(owner: Client, tokens: readonly string[]): Promise<{ id: string; role: string }[]> {
  const people: { id: string; role: string }[] = [];
  for (const [index, token] of tokens.entries()) {
    const role = roleAt(index);
    const { rows } = await owner.query<{ id: string }>(
      `update person set roles = array[$2] where id = (select person_id from session where token_hash = $1) returning id`,
      [createHash("sha256").update(token).digest(), role],
    );
    people.push(...rows.map(({ id }) => ({ id, role })));
  }
  return people;
}

function roleAt(index: number): string {
  return ROLES[Math.floor(index / OF_EACH_ROLE)] ?? "counsellor";
}

/** Whoever could open a record by giving a reason is barred from these: nothing overrides that. */
async function barThoseWithRights(
  owner: Client,
  people: readonly { id: string; role: string }[],
  contactIds: readonly string[],
): Promise<void> {
  const barred = people.flatMap(({ id, role }) => (role === "supervisor" || role === "clinical_lead" ? [id] : []));
  await owner.query("update contact set barred = $1 where id = any ($2)", [barred, contactIds]);
}

async function beginChild(origin: string, seed: number): Promise<Attacker[]> {
  const attackers: Attacker[] = [];
  for (const number of [1, 2]) {
    const key = `fuzz-child-${String(number)}-${String(seed)}`.padEnd(24, "x");
    const reply = await fetch(`${origin}/api/child/contacts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key, language: "vi", safeNow: "yes", text: "chuyện của em" }),
    });
    const { token } = (await reply.json()) as { token: string };
    const name = `child ${String(number)}`;
    attackers.push({ name, kind: "child", role: undefined, token, proof: { authorization: `Bearer ${token}` } });
  }
  return attackers;
}

async function revive(owner: Client, people: readonly { id: string; role: string }[], attackers: readonly Attacker[]) {
  const hashes = attackers.map(({ token }) => createHash("sha256").update(token).digest());
  await owner.query("update child_session set ended_at = null where token_hash = any ($1)", [hashes]);
  await owner.query("update session set ended_at = null, locked_at = null where token_hash = any ($1)", [hashes]);
  for (const { id, role } of people) {
    await owner.query(
      "update person set suspended_at = null, roles = array[$2] where id = $1 and (suspended_at is not null or roles <> array[$2])",
      [id, role],
    );
  }
}

function attackersOf(tokens: readonly string[], foreignKey: string): Attacker[] {
  const key = { authorization: `Bearer ${foreignKey}` };
  return [
    { name: "nobody", kind: "nobody", role: undefined, token: "A".repeat(43), proof: {} },
    { name: "another gateway", kind: "gateway", role: undefined, token: foreignKey, proof: key },
    ...tokens.map((token, index) => ({
      name: `${roleAt(index)} ${String((index % OF_EACH_ROLE) + 1)}`,
      kind: "staff" as const,
      role: roleAt(index),
      token,
      proof: { cookie: `nightlight-session=${token}` },
    })),
  ];
}
