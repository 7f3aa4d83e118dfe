import { seedLoad } from "@nightlight/simulation/load/load-staff";
import { join } from "node:path";
import { migrate } from "../setup/server-program.ts";
import { percentile } from "./figures.ts";
import { readLoopDelay } from "./loop-delay.ts";
import { startCrowd, startProduct, type CrowdProcess } from "./programs.ts";
import { startBenchServices, type Stops } from "./services.ts";
import type { CrowdAnswer, CrowdOrder } from "./sockets-crowd.ts";

export type SocketsOptions = {
  readonly root: string;
  readonly dataFolder: string;
  readonly staff: number;
  readonly children: number;
  /** How long they talk before and after everybody is cut off. */
  readonly seconds: number;
  /** For how long nobody gets through. */
  readonly cutMs: number;
  readonly profileFolder: string | undefined;
  readonly say: (line: string) => void;
};

type Waits = { readonly p50: number; readonly p95: number; readonly max: number };

/** What the bench prints, in milliseconds. */
export type SocketsResult = {
  /** On one server, each with a line of their own; and how many of them are in conversation. */
  readonly connected: { readonly staff: number; readonly children: number; readonly talking: number };
  /** From the moment the network is there again until a screen is live: it waited its turn, connected, and read what was behind. */
  readonly reconnect: Waits;
  /** The part of it after the line was open: how long a connected screen is still stale. */
  readonly caughtUp: Waits;
  /** Of the server: while they talk, and while everybody comes back at once. */
  readonly loopDelay: { readonly calm: number; readonly p99: number };
  /** From a word's time in the database to the other side's screen, before and after. */
  readonly words: { readonly before: Waits; readonly after: Waits };
  /** Screens that did not come back. */
  readonly away: number;
  /** Words said, whenever, that a screen of either side does not hold, or holds twice. */
  readonly said: number;
  readonly lost: number;
  readonly doubled: number;
  /** Words that were not taken, for their speaker's desk was away for so long that the contact went to somebody else. */
  readonly refused: number;
};

const CROWDS = 2;
/** Things said a second, by everybody together, and by how many into the dead line. */
const SAID_PER_SECOND = 40;
const SPEAKERS = 200;

/** Measures a whole house and all its children on one server: cut off at once, and back at once. */
export async function benchSockets(options: SocketsOptions, stops: Stops): Promise<SocketsResult> {
  const { root, say, seconds } = options;
  const services = await startBenchServices(options.dataFolder, stops);
  const environment = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    DATABASE_URL: services.appUrl,
    ...(services.redisUrl === undefined ? {} : { REDIS_URL: services.redisUrl }),
    NIGHTLIGHT_MASTER_KEY_FILE: services.masterKeyFile,
    HOST: "127.0.0.1",
    NIGHTLIGHT_DEMO: "small", // the crowd's counsellors are demo accounts, which exist nowhere else
    TRUSTED_PROXIES: "127.0.0.1", // the crowd says where each of its people is
  };
  const program = join(root, "apps", "server", "src", "main.ts");
  await migrate({ program, cwd: root, environment: { ...environment, DATABASE_OWNER_URL: services.ownerUrl } });
  const { sessionTokens } = await seedLoad({
    ownerUrl: services.ownerUrl,
    now: new Date(),
    counsellors: options.staff,
  });
  const product = await startProduct({ root, environment, services, profileFolder: options.profileFolder, say }, stops);
  const crowds = await Promise.all(
    Array.from({ length: CROWDS }, (_, number) =>
      startCrowd(
        {
          origin: product.origin,
          number,
          cookies: sessionTokens
            .filter((_token, at) => at % CROWDS === number)
            .map((token) => `nightlight-session=${token}`),
          children: Math.floor((options.children + number) / CROWDS),
        },
        stops,
      ),
    ),
  );
  const connected = sum(crowds.map(({ size }) => size));
  say(`${String(connected.staff)} staff, ${String(connected.children)} children, ${String(connected.talking)} talking`);

  const talk = { do: "talk", perSecond: SAID_PER_SECOND / CROWDS, seconds } as const;
  await readLoopDelay(product.origin);
  const before = waitsOf((await order(crowds, talk)).flatMap(({ late = [] }) => late));
  const calm = await readLoopDelay(product.origin);
  const cuts = await order(crowds, { do: "cut", forMs: options.cutMs, speakers: SPEAKERS / CROWDS });
  const p99 = await readLoopDelay(product.origin);
  const back = cuts.flatMap(({ cut }) => cut ?? []);
  const after = waitsOf((await order(crowds, talk)).flatMap(({ late = [] }) => late));
  const words = compareWords(await order(crowds, { do: "tell" }));
  for (const crowd of crowds) await crowd.leave();
  return {
    connected,
    reconnect: waitsOf(back.flatMap(({ reconnect }) => reconnect)),
    caughtUp: waitsOf(back.flatMap(({ caughtUp }) => caughtUp)),
    loopDelay: { calm, p99 },
    words: { before, after },
    away: back.reduce((all, { away }) => all + away, 0),
    ...words,
  };
}

async function order(crowds: readonly CrowdProcess[], what: CrowdOrder): Promise<CrowdAnswer[]> {
  return Promise.all(crowds.map((crowd) => crowd.order(what)));
}

/** Every word has to be on the speaker's screen and on the listener's, whichever process that is in. */
function compareWords(answers: readonly CrowdAnswer[]): Pick<SocketsResult, "said" | "lost" | "doubled" | "refused"> {
  const words = answers.flatMap((answer) => answer.words ?? []);
  const [children, staff] = [
    new Set(words.flatMap(({ heldByChildren }) => heldByChildren)),
    new Set(words.flatMap(({ heldByStaff }) => heldByStaff)),
  ];
  const said = words.flatMap(({ saidByChildren, saidByStaff }) => [...saidByChildren, ...saidByStaff]);
  return {
    said: said.length,
    lost: said.filter((id) => !children.has(id) || !staff.has(id)).length,
    doubled: words.reduce((all, { doubled }) => all + doubled, 0),
    refused: words.reduce((all, { refused }) => all + refused, 0),
  };
}

function sum(sizes: readonly SocketsResult["connected"][]): SocketsResult["connected"] {
  const total = (of: (size: SocketsResult["connected"]) => number): number =>
    sizes.reduce((all, size) => all + of(size), 0);
  return {
    staff: total(({ staff }) => staff),
    children: total(({ children }) => children),
    talking: total(({ talking }) => talking),
  };
}

function waitsOf(times: readonly number[]): Waits {
  const at = (share: number): number => Math.round(percentile(times, share) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
