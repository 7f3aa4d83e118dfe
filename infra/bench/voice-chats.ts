import type { LoadPlan } from "@nightlight/simulation/load/run-load";
import { setTimeout as sleep } from "node:timers/promises";
import { figureOf, rounded, type Figure } from "./figures.ts";
import type { LoadResult } from "./load-process.ts";
import { runLoadProcess } from "./programs.ts";
import type { Stops } from "./services.ts";
import { askDatabase, countChats, type Verdict } from "./verdict.ts";

export type ChatsOptions = {
  readonly origin: string;
  readonly ownerUrl: string;
  readonly channelKey: string;
  readonly cookies: readonly string[];
  /** Arrivals a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
};

/** What became of the chats that came beside the calls, by the database's word; times on the client's clock. */
export type ChatsResult = {
  /** Sent, whether or not the server said that it has them. */
  readonly arrived: number;
  readonly closed: number;
  /** Of those that arrived: at their end later than a quarter of a minute after the last one came, or not yet. */
  readonly late: number;
  /** Nobody has them, and nobody will: never acknowledged, not in the database, or given up. */
  readonly lost: number;
  readonly doubled: number;
  readonly arrivalToOffer: Figure;
  readonly acceptToAssigned: Figure;
};

const SETTLE_SECONDS = 2;
const DRAIN_MS = 15_000;
/** Whoever waits is waited for: a queue of minutes is a figure, not the end of the bench. */
const LATE_MS = 300_000;
const TELL_EVERY_MS = 10_000;

/** Lets chats come at a rate, each taken and finished by somebody, until every one is at its end; then asks the database. */
export async function bringChats(options: ChatsOptions, stops: Stops): Promise<ChatsResult> {
  const { origin, ownerUrl, channelKey, cookies, rate, seconds, say } = options;
  const times = { perSecond: rate, seconds, warmUpSeconds: SETTLE_SECONDS, talkMs: 10, seed: 1 };
  const plan: LoadPlan = { seats: cookies.length, ...times, drainMs: DRAIN_MS, lateMs: LATE_MS };
  const limitMs = (SETTLE_SECONDS + seconds) * 1000 + DRAIN_MS + LATE_MS + 30_000;
  const over = new AbortController();
  const telling = tellProgress(ownerUrl, (SETTLE_SECONDS + seconds) * 1000 + DRAIN_MS, say, over.signal);
  const chats = await runLoadProcess(
    { load: "arrivals", plan, system: "product", origin, channelKey, cookies },
    limitMs,
    stops,
  ).finally(async () => {
    over.abort();
    await telling;
  });
  for (const [what, count] of Object.entries(chats.failures)) say(`chats: ${String(count)} × ${what}`);
  return addUp(chats, await askDatabase(ownerUrl, chats.acknowledged));
}

/** Puts together what clients saw and what the database says. A chat that was never acknowledged is lost: nobody asks again. */
export function addUp(chats: LoadResult, { lost, open, doubled }: Verdict): ChatsResult {
  const refused = Object.entries(chats.failures).reduce(
    (all, [what, count]) => (what.startsWith("arrival:") ? all + count : all),
    0,
  );
  return {
    arrived: chats.acknowledged.length + refused,
    closed: chats.acknowledged.length - lost.length,
    late: new Set([...chats.late, ...open]).size,
    lost: refused + lost.length - open.length,
    doubled: new Set([...doubled, ...chats.doubled]).size,
    arrivalToOffer: rounded(figureOf(chats.arrivalToOffer)),
    acceptToAssigned: rounded(figureOf(chats.acceptToAssigned)),
  };
}

/** Whether each one came to its end with somebody, and with one person alone. */
export function areAllServed({ arrived, closed, lost, doubled }: ChatsResult): boolean {
  return closed === arrived && lost === 0 && doubled === 0;
}

/** From the moment when all should be done: how many are not. */
async function tellProgress(ownerUrl: string, afterMs: number, say: ChatsOptions["say"], signal: AbortSignal) {
  const waitFor = async (ms: number): Promise<boolean> =>
    sleep(ms, undefined, { signal }).then(
      () => true,
      () => false,
    );
  for (let wait = afterMs; await waitFor(wait); wait = TELL_EVERY_MS) {
    const { open, all } = await countChats(ownerUrl);
    say(`chats: ${String(all - open)} of ${String(all)} are at their end`);
  }
}
