import { seedLoad, type LoadStaff } from "@nightlight/simulation/load/load-staff";
import { join } from "node:path";
import { Client } from "pg";
import { buildBrowserApps } from "../setup/browser-builds.ts";
import { migrate } from "../setup/server-program.ts";
import { percentile } from "./figures.ts";
import { openFloor, pressArrows, startBenchBrowser, type BenchBrowser } from "./floor-screen.ts";
import { timesToPixel, type Change } from "./floor-times.ts";
import { readLoopDelay } from "./loop-delay.ts";
import { startCrew, startFloor, startProduct } from "./programs.ts";
import { startBenchServices, type Stops } from "./services.ts";

export type FloorOptions = {
  readonly root: string;
  readonly dataFolder: string;
  /** Counsellors on the floor, each with a real line and a lease. */
  readonly people: number;
  /** Contacts that are not over, while it is measured. */
  readonly contacts: number;
  /** Events of contacts a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Where CPU profiles of the product's server go; undefined for none. */
  readonly profileFolder: string | undefined;
  readonly say: (line: string) => void;
};

type Waits = { readonly p50: number; readonly p95: number };

type Measured = { readonly noticeToPixel: Waits; readonly loopDelay: { readonly p99: number } };

/** What the bench prints, in milliseconds. */
export type FloorResult = Measured & {
  /** A press of the arrow key among the people until its frame, on a processor four times slower. */
  readonly arrowKey: Waits;
  readonly floor: Measured;
  /** Events that were measured, and how many of them came a second. */
  readonly changes: number;
  readonly perSecond: number;
  /** On the floor when the measuring ended. */
  readonly people: number;
  readonly contacts: number;
  /** Events that no frame showed, and acts of the crew that were refused. */
  readonly missed: number;
  readonly failed: number;
};

/** A turn of the crew: a contact ends and is closed; one arrives, is offered, shown and accepted. */
const EVENTS_A_TURN = 6;
const WARM_UP_SECONDS = 5;
const ARROW_PRESSES = 40;
const SLOW_DOWN = 4;
/** The last event's frame comes after it. */
const LAST_FRAME_MS = 3_000;
const SUPERVISOR = { username: "giam-sat", password: "den-ngu-2026" };

/** Measures how long the full floor takes from an event to the painted frame, beside a bare one on the same machine. */
export async function benchFloor(options: FloorOptions, stops: Stops): Promise<FloorResult> {
  const { root, say, people, contacts, rate, seconds } = options;
  await buildBrowserApps(root);
  const services = await startBenchServices(options.dataFolder, stops);
  const environment = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    DATABASE_URL: services.appUrl,
    ...(services.redisUrl === undefined ? {} : { REDIS_URL: services.redisUrl }),
    NIGHTLIGHT_MASTER_KEY_FILE: services.masterKeyFile,
    HOST: "127.0.0.1",
    NIGHTLIGHT_DEMO: "small", // its supervisor looks at the floor
  };
  const program = join(root, "apps", "server", "src", "main.ts");
  await migrate({ program, cwd: root, environment: { ...environment, DATABASE_OWNER_URL: services.ownerUrl } });
  const staff = await seedLoad({ ownerUrl: services.ownerUrl, now: new Date(), counsellors: people });
  const browser = await startBenchBrowser(stops);
  const floor = await measureBare(options, browser, services.ownerUrl, stops);
  say(`bare: ${describe(floor)}`);

  const product = await startProduct({ root, environment, services, profileFolder: options.profileFolder, say }, stops);
  const crew = await startCrew({ origin: product.origin, ...crewOf(staff), contacts }, stops);
  say(`${String(people)} people, ${String(contacts)} contacts, ${String(crew.inHands)} of them in conversation`);
  const screen = await openFloor(browser, product.origin, SUPERVISOR);
  const turnsPerSecond = rate / EVENTS_A_TURN;
  const database = await connect(services.ownerUrl, stops);
  await crew.work({ turnsPerSecond, seconds: Math.min(WARM_UP_SECONDS, seconds) });
  await screen.begin();
  await readLoopDelay(product.origin);
  const from = await timeOf(database);
  const { failures } = await crew.work({ turnsPerSecond, seconds });
  const until = await timeOf(database);
  const loopDelay = { p99: await readLoopDelay(product.origin) };
  await screen.page.waitForTimeout(LAST_FRAME_MS);
  const { told, painted } = await screen.seen();
  const changes = await changesBetween(database, from, until);
  const times = timesToPixel(changes, told, painted);
  const shown = times.filter((time) => !Number.isNaN(time));
  const measured = { noticeToPixel: waitsOf(shown), loopDelay };
  const perSecond = changes.length / ((until.getTime() - from.getTime()) / 1000);
  say(`product: ${describe(measured)}, ${perSecond.toFixed(1)} events a second`);
  for (const failure of new Set(failures)) say(`refused: ${failure}`);

  const [, arrows] = await Promise.all([
    crew.work({ turnsPerSecond, seconds: Math.min(seconds, 10) }),
    pressArrows(screen.page, { times: Math.min(ARROW_PRESSES, Math.ceil(seconds * 4)), slowDown: SLOW_DOWN }),
  ]);
  const live = await liveOn(database);
  await crew.leave();
  return {
    ...measured,
    arrowKey: waitsOf(arrows),
    floor,
    changes: changes.length,
    perSecond: Math.round(perSecond * 10) / 10,
    ...live,
    missed: times.length - shown.length,
    failed: failures.length,
  };
}

async function measureBare(
  { people, contacts, rate, seconds }: FloorOptions,
  browser: BenchBrowser,
  ownerUrl: string,
  stops: Stops,
): Promise<Measured> {
  const args = [String(people + contacts), String(rate)];
  const bare = await startFloor({ ownerUrl, seats: 0, program: "floor-bare.ts", args }, stops);
  const page = await browser.open();
  await page.goto(bare.origin, { waitUntil: "networkidle" });
  await fetch(`${bare.origin}/run?seconds=${String(seconds)}`, { method: "POST" });
  const { p99 } = (await (await fetch(`${bare.origin}/delay`)).json()) as { p99: number };
  const times = await page.evaluate<number[]>("globalThis.bare");
  await page.close();
  return { noticeToPixel: waitsOf(times), loopDelay: { p99: hundredths(p99) } };
}

function crewOf({ channelKey, sessionTokens }: LoadStaff): { channelKey: string; cookies: string[] } {
  return { channelKey, cookies: sessionTokens.map((token) => `nightlight-session=${token}`) };
}

async function connect(ownerUrl: string, stops: Stops): Promise<Client> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  stops.push(() => client.end());
  return client;
}

async function timeOf(database: Client): Promise<Date> {
  const { rows } = await database.query<{ now: Date }>("select clock_timestamp() as now");
  return rows[0]?.now ?? new Date(0);
}

/** Every event of a contact in that time. It bears the time of its transaction's lock: the commit came after it. */
async function changesBetween(database: Client, from: Date, until: Date): Promise<Change[]> {
  const { rows } = await database.query<{ id: string; version: number; at: Date }>(
    "select subject_id as id, version, at from event where subject = 'contact' and at >= $1 and at < $2",
    [from, until],
  );
  return rows.map(({ id, version, at }) => ({ contactId: id, version, at: at.getTime() }));
}

async function liveOn(database: Client): Promise<{ people: number; contacts: number }> {
  const { rows } = await database.query<{ people: number; contacts: number }>(
    `select (select count(*)::int from lease where lost_at is null and alive_until > clock_timestamp()) as people,
      (select count(*)::int from contact where status not in ('closed', 'abandoned')) as contacts`,
  );
  return rows[0] ?? { people: 0, contacts: 0 };
}

function waitsOf(times: readonly number[]): Waits {
  return { p50: hundredths(percentile(times, 0.5)), p95: hundredths(percentile(times, 0.95)) };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function describe({ noticeToPixel: { p50, p95 }, loopDelay: { p99 } }: Measured): string {
  return `to the pixel p50 ${p50.toFixed(0)} p95 ${p95.toFixed(0)} ms, loop p99 ${p99.toFixed(0)} ms`;
}
