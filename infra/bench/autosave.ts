import { typeRecords, type Save, type TypingPlan } from "@nightlight/simulation/autosave/type-records";
import { createKeepAliveFetch, type KeepAliveFetch } from "@nightlight/simulation/keep-alive-fetch";
import { seedLoad, type LoadStaff } from "@nightlight/simulation/load/load-staff";
import { join } from "node:path";
import { migrate } from "../setup/server-program.ts";
import { openConversations, type Conversations } from "./conversations.ts";
import { median, percentile } from "./figures.ts";
import { startFloor, startProduct } from "./programs.ts";
import { startBenchServices, type Stops } from "./services.ts";

export type AutosaveOptions = {
  readonly root: string;
  readonly dataFolder: string;
  /** Counsellors who write, each in a conversation of their own. */
  readonly counsellors: number;
  /** How long each run is measured. */
  readonly seconds: number;
  /** How often floor and product take turns. */
  readonly rounds: number;
  readonly say: (line: string) => void;
};

type Waits = { readonly p50: number; readonly p95: number };

/** What the bench prints. Milliseconds from sending a field until its answer, on the client's clock. */
export type AutosaveResult = {
  readonly product: { readonly autosave: Waits };
  readonly floor: { readonly autosave: Waits };
  readonly ratio: { readonly autosave: Waits };
  /** Savings that were measured. */
  readonly saved: number;
};

/** Nine tenths of a second of typing, and the 600 ms after which the console saves. */
const EVERY_MS = 1_500;
const WARM_UP_SECONDS = 8;

/** Measures saving a field while everybody writes and children go on writing to them, beside a bare saving, in turns. */
export async function benchAutosave(options: AutosaveOptions, stops: Stops): Promise<AutosaveResult> {
  const { say, counsellors, seconds, rounds, root } = options;
  const services = await startBenchServices(options.dataFolder, stops);
  say(`PostgreSQL 18, durable${services.redisUrl ? "; Redis" : "; no Redis"}`);
  const environment = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    DATABASE_URL: services.appUrl,
    ...(services.redisUrl === undefined ? {} : { REDIS_URL: services.redisUrl }),
    NIGHTLIGHT_MASTER_KEY_FILE: services.masterKeyFile,
    HOST: "127.0.0.1",
    NIGHTLIGHT_DEMO: "small", // the load's counsellors are demo accounts, which exist nowhere else
  };
  const program = join(root, "apps", "server", "src", "main.ts");
  await migrate({ program, cwd: root, environment: { ...environment, DATABASE_OWNER_URL: services.ownerUrl } });
  const staff = await seedLoad({ ownerUrl: services.ownerUrl, now: new Date(), counsellors });
  const floor = await startFloor(
    { ownerUrl: services.ownerUrl, seats: counsellors, program: "autosave-floor.ts" },
    stops,
  );
  const product = await startProduct({ root, environment, services, profileFolder: undefined, say }, stops);
  const asking = createKeepAliveFetch();
  stops.push(asking.close);
  const talks = await openConversations({ origin: product.origin, staff, fetch: asking.fetch });
  stops.push(talks.close);
  const save = {
    floor: floorSave(floor.origin, asking.fetch),
    product: productSave(product.origin, staff, talks, asking.fetch),
  };

  let fromStep = 0;
  const runBoth = async (length: number, name: string): Promise<Both> => {
    const plan: TypingPlan = { seats: counsellors, seconds: length, everyMs: EVERY_MS, fromStep };
    fromStep += Math.ceil((length * 1000) / EVERY_MS);
    const atFloor = await typeRecords(save.floor, plan);
    const stopTalking = talks.talk();
    const atProduct = await typeRecords(save.product, plan).finally(stopTalking);
    say(`${name}: ${describe(waitsOf(atProduct))}, floor ${describe(waitsOf(atFloor))}`);
    return { floor: atFloor, product: atProduct };
  };
  say(
    `${String(counsellors)} counsellors, a field every ${String(EVERY_MS)} ms each, ${String(rounds)} × ${String(seconds)} s`,
  );
  await runBoth(Math.min(WARM_UP_SECONDS, seconds), "warm-up");
  const runs: Both[] = [];
  for (let round = 1; round <= rounds; round += 1) runs.push(await runBoth(seconds, `round ${String(round)}`));
  return conclude(runs);
}

type Both = { readonly floor: readonly number[]; readonly product: readonly number[] };
type Fetch = KeepAliveFetch["fetch"];

/** Saves through the real route, as the console does. */
function productSave(origin: string, staff: LoadStaff, { contactOf }: Conversations, fetch: Fetch): Save {
  return savingOver(async (seat, { field, value, version }) => {
    const reply = await fetch(`${origin}/api/contacts/${contactOf(seat)}/record/${field}`, {
      method: "PUT",
      credentials: "same-origin",
      headers: {
        "content-type": "application/json",
        origin,
        cookie: `nightlight-session=${staff.sessionTokens[seat] ?? ""}`,
      },
      body: JSON.stringify({ value, version }),
    });
    return versionIn(reply.status, await reply.json());
  });
}

function floorSave(origin: string, fetch: Fetch): Save {
  return savingOver(async (seat, saving) => {
    const reply = await fetch(`${origin}/save`, {
      method: "PUT",
      credentials: "same-origin",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ seat, ...saving }),
    });
    return versionIn(reply.status, await reply.json());
  });
}

type Versioned = { readonly field: string; readonly value: string; readonly version: number };

/** Remembers the version of each field of each counsellor: every saving replaces the one before. */
function savingOver(save: (seat: number, saving: Versioned) => Promise<number>): Save {
  const versions = new Map<string, number>();
  return async (seat, saving) => {
    const key = `${String(seat)} ${saving.field}`;
    versions.set(key, await save(seat, { ...saving, version: versions.get(key) ?? 0 }));
  };
}

function versionIn(status: number, answer: unknown): number {
  const { version } = answer as { version?: unknown };
  if (status !== 200 || typeof version !== "number" || version < 1)
    throw new Error(`A field was answered with ${String(status)}: ${JSON.stringify(answer)}`);
  return version;
}

function conclude(runs: readonly Both[]): AutosaveResult {
  const [product, floor] = (["product", "floor"] as const).map((system) => {
    const waits = runs.map((run) => waitsOf(run[system]));
    return { p50: median(waits.map(({ p50 }) => p50)), p95: median(waits.map(({ p95 }) => p95)) };
  }) as [Waits, Waits];
  return {
    product: { autosave: rounded(product) },
    floor: { autosave: rounded(floor) },
    ratio: { autosave: rounded({ p50: product.p50 / floor.p50, p95: product.p95 / floor.p95 }) },
    saved: runs.reduce((sum, run) => sum + run.product.length, 0),
  };
}

function waitsOf(times: readonly number[]): Waits {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

function rounded({ p50, p95 }: Waits): Waits {
  return { p50: Math.round(p50 * 100) / 100, p95: Math.round(p95 * 100) / 100 };
}

function describe({ p50, p95 }: Waits): string {
  return `p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} ms`;
}
