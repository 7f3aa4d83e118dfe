import { seedSearch, signInSearchers, type SearchStaff } from "@nightlight/simulation/search/seed-search";
import { bookedContact, foldedText, type BookPlan } from "@nightlight/simulation/search/search-book";
import { createKeepAliveFetch } from "@nightlight/simulation/keep-alive-fetch";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { migrate } from "../setup/server-program.ts";
import { percentile } from "./figures.ts";
import { startProduct } from "./programs.ts";
import { openFloor, seedFloor, type SearchFloor } from "./search-floor.ts";
import { questionsOf, SEARCHES, type Question, type Search } from "./search-questions.ts";
import { startBenchServices, type Stops } from "./services.ts";

export type SearchOptions = {
  readonly root: string;
  readonly dataFolder: string;
  readonly contacts: number;
  /** Measured questions of each kind. */
  readonly questions: number;
  readonly say: (line: string) => void;
};

type Wait = { readonly p50: number; readonly p95: number };
type Waits = Readonly<Record<Search, Wait>>;

/** What the bench prints. Times in milliseconds, on the client's clock, over the real route. */
export type SearchResult = {
  readonly contacts: number;
  readonly product: Waits;
  readonly floor: Waits;
  /** Questions whose answer exists and did not come. */
  readonly missed: number;
};

/** Four counsellors hold a tenth of everything each, sixty the rest; four clinical leads see that all of it is there. */
const STAFF = { busyCounsellors: 4, counsellors: 64, leads: 4 };
const DAYS = 730;
const WARM_UP = 60;
/** One person may search 120 times a minute; whoever comes near that pauses, which is not measured. */
const A_MINUTE = 110;
const MINUTE_MS = 60_000;
/** Changes with what is filled in; a folder of another version is to be removed by hand. */
const SEED_VERSION = "2";

/** Measures searching a database of that many contacts beside plain text in the same database, in turns. */
export async function benchSearch(options: SearchOptions, stops: Stops): Promise<SearchResult> {
  const { say, contacts, questions, root } = options;
  const services = await startBenchServices(options.dataFolder, stops, `bench-search-${String(contacts)}`);
  const environment = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    DATABASE_URL: services.appUrl,
    ...(services.redisUrl === undefined ? {} : { REDIS_URL: services.redisUrl }),
    NIGHTLIGHT_MASTER_KEY_FILE: services.masterKeyFile,
    HOST: "127.0.0.1",
    NIGHTLIGHT_DEMO: "small",
  };
  const program = join(root, "apps", "server", "src", "main.ts");
  await migrate({ program, cwd: root, environment: { ...environment, DATABASE_OWNER_URL: services.ownerUrl } });
  const plan = await fill(options, services);
  const staff = await signInSearchers(services.ownerUrl, new Date());
  const product = await startProduct({ root, environment, services, profileFolder: undefined, say }, stops);
  const floor = await openFloor(services.ownerUrl);
  const asking = createKeepAliveFetch();
  try {
    const ask = { product: productAsker(product.origin, staff, asking.fetch), floor: floorAsker(floor) };
    say(
      `${String(contacts)} contacts; ${String(questions)} questions of each kind, after ${String(WARM_UP)} not measured`,
    );
    return { contacts, ...(await measure(plan, questions, ask, say)) };
  } finally {
    asking.close();
    await floor.close();
  }
}

type Asker = (question: Question) => Promise<number>;

/** Fills the database once; a later run of the same size finds it filled. */
async function fill(
  { contacts, say }: SearchOptions,
  services: { ownerUrl: string; masterKeyFile: string; logFolder: string },
): Promise<BookPlan> {
  const mark = join(services.logFolder, "filled.json");
  const kept = existsSync(mark)
    ? (JSON.parse(readFileSync(mark, "utf8")) as { version: string; until: string })
    : undefined;
  if (kept?.version === SEED_VERSION) return planOf(contacts, new Date(kept.until));
  const begun = join(services.logFolder, "filling");
  if (existsSync(begun)) {
    throw new Error(`The last filling of ${services.logFolder} stopped half-way. Remove that folder and start again.`);
  }
  writeFileSync(begun, "");
  const until = new Date();
  const plan = planOf(contacts, until);
  const contactAt = (index: number) => bookedContact(plan, index);
  const masterKey = Buffer.from(readFileSync(services.masterKeyFile, "utf8"), "base64");
  say("filling the database; this happens once");
  await seedSearch({ ...STAFF, ownerUrl: services.ownerUrl, masterKey, contacts, contactAt, say });
  await seedFloor({ ownerUrl: services.ownerUrl, contacts, contactAt, fold: foldedText });
  writeFileSync(mark, JSON.stringify({ version: SEED_VERSION, until: until.toISOString() }));
  rmSync(begun);
  return plan;
}

function planOf(contacts: number, until: Date): BookPlan {
  return { contacts, ...STAFF, until, days: DAYS };
}

function productAsker(
  origin: string,
  staff: SearchStaff,
  fetch: ReturnType<typeof createKeepAliveFetch>["fetch"],
): Asker {
  return async ({ by, number, text, within, similar }) => {
    const token = staff[by][number];
    const reply = await fetch(`${origin}/api/search`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", cookie: `nightlight-session=${token ?? ""}`, origin },
      body: JSON.stringify({ text, within, similar }),
    });
    const answer = (await reply.json()) as { hits?: unknown[] };
    if (reply.status !== 200)
      throw new Error(`The search was answered with ${String(reply.status)}: ${JSON.stringify(answer)}`);
    return answer.hits?.length ?? 0;
  };
}

function floorAsker(floor: SearchFloor): Asker {
  return ({ search, text }) => floor[search](search === "phones" ? text.replace(/\D/gu, "") : foldedText(text));
}

async function measure(
  plan: BookPlan,
  count: number,
  ask: { product: Asker; floor: Asker },
  say: (line: string) => void,
): Promise<Pick<SearchResult, "product" | "floor" | "missed">> {
  const waits = { product: new Map<Search, Wait>(), floor: new Map<Search, Wait>() };
  let missed = 0;
  const pace = pacer();
  for (const search of SEARCHES) {
    const times = { product: [] as number[], floor: [] as number[] };
    const byWhom = new Map<string, number[]>();
    let asked = 0;
    for (const question of questionsOf(plan, STAFF.leads, search, WARM_UP + count)) {
      await pace(question);
      // In turns, so that a slow moment meets both.
      for (const system of ["product", "floor"] as const) {
        const from = performance.now();
        const found = await ask[system](question);
        const ms = performance.now() - from;
        if (asked >= WARM_UP) times[system].push(ms);
        if (system === "product" && asked >= WARM_UP) {
          byWhom.set(question.whose, [...(byWhom.get(question.whose) ?? []), ms]);
          if (found === 0) missed += 1;
        }
      }
      asked += 1;
    }
    for (const system of ["product", "floor"] as const) waits[system].set(search, waitOf(times[system]));
    const parts = [...byWhom].map(([whose, values]) => `${whose} ${describe(waitOf(values))}`);
    say(`${search}: ${describe(waitOf(times.product))}, floor ${describe(waitOf(times.floor))} (${parts.join("; ")})`);
  }
  return { product: all(waits.product), floor: all(waits.floor), missed };
}

/** Waits as long as somebody has asked too often within a minute. */
function pacer(): (question: Question) => Promise<void> {
  const asked = new Map<string, number[]>();
  return async ({ by, number }) => {
    const key = `${by} ${String(number)}`;
    const times = (asked.get(key) ?? []).filter((time) => time > performance.now() - MINUTE_MS);
    const [oldest] = times.slice(-A_MINUTE);
    if (times.length >= A_MINUTE && oldest !== undefined) await sleep(oldest + MINUTE_MS - performance.now());
    asked.set(key, [...times, performance.now()]);
  };
}

function all(waits: ReadonlyMap<Search, Wait>): Waits {
  const none = { p50: Number.NaN, p95: Number.NaN };
  return {
    people: waits.get("people") ?? none,
    phones: waits.get("phones") ?? none,
    words: waits.get("words") ?? none,
    similar: waits.get("similar") ?? none,
  };
}

function waitOf(times: readonly number[]): Wait {
  const round = (ms: number): number => Math.round(ms * 100) / 100;
  return { p50: round(percentile(times, 0.5)), p95: round(percentile(times, 0.95)) };
}

function describe({ p50, p95 }: Wait): string {
  return `p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} ms`;
}
