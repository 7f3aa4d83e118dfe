import { connectCounsellor, type OwnContact } from "@nightlight/simulation/counsellor/scripted-counsellor";
import { openGateway } from "@nightlight/simulation/gateway/scripted-gateway";
import { createKeepAliveFetch } from "@nightlight/simulation/keep-alive-fetch";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** What the crew is told, as JSON in its only argument. */
export type CrewTask = {
  readonly origin: string;
  readonly channelKey: string;
  /** A signed-in counsellor for each; all of them are on the floor with a line of their own. */
  readonly cookies: readonly string[];
  /** Contacts that are there before anything is measured. */
  readonly contacts: number;
};

/** How the crew works: one conversation ends and is closed, and one more child arrives, so many times a second. */
export type CrewPlan = { readonly turnsPerSecond: number; readonly seconds: number };

/** What the crew tells: that the floor is as full as it was to be, or how a plan went. */
export type CrewWord = { readonly inHands: number } | { readonly turns: number; readonly failures: readonly string[] };

const AT_ONCE = 16;
/** When nobody has accepted anything for so long, it is as full as it will be: some rest between hard contacts. */
const SETTLED_AFTER_MS = 5_000;
const LEAVES_EVERY_MS = 20;
const LEAVING_MS = 2_000;

const task = JSON.parse(process.argv[2] ?? "") as CrewTask;
const { fetch } = createKeepAliveFetch();
const gateway = openGateway({ origin: task.origin, channelKey: task.channelKey, fetch });
const owned: { readonly contact: OwnContact; readonly finish: () => Promise<void> }[] = [];
const leaving: (() => void)[] = [];
const failures: string[] = [];
const last = { acceptedAt: 0 };

async function join(cookie: string): Promise<void> {
  const counsellor = await connectCounsellor({
    origin: task.origin,
    cookie,
    fetch,
    onOffer: ({ id }) => void take(id).catch(failed),
    onOfferEnded: () => undefined,
  });
  const take = async (offerId: string): Promise<void> => {
    if (!(await counsellor.show(offerId))) return;
    const contact = await counsellor.accept(offerId);
    owned.push({ contact, finish: () => counsellor.finish(contact) });
    last.acceptedAt = performance.now();
  };
  leaving.push(counsellor.leave);
  await counsellor.checkIn();
}

async function turn(): Promise<void> {
  const next = owned.shift();
  await Promise.all([next?.finish(), gateway.arrive(randomUUID())]);
}

async function leave(): Promise<void> {
  for (const goes of leaving) {
    goes();
    await sleep(LEAVES_EVERY_MS);
  }
  await sleep(LEAVING_MS);
  process.exit(0);
}

function failed(error: unknown): void {
  failures.push(String(error));
}

async function work({ turnsPerSecond, seconds }: CrewPlan): Promise<CrewWord> {
  const start = performance.now();
  const turns = Math.round(turnsPerSecond * seconds);
  const running: Promise<void>[] = [];
  for (let number = 0; number < turns; number += 1) {
    // Whether or not the server keeps up: what it is behind with is measured, not left out.
    const wait = start + (number * 1000) / turnsPerSecond - performance.now();
    if (wait > 0) await sleep(wait);
    running.push(turn().catch(failed));
  }
  await Promise.all(running);
  return { turns, failures: failures.splice(0) };
}

async function each<Thing>(things: readonly Thing[], act: (thing: Thing) => Promise<unknown>): Promise<void> {
  const left = [...things];
  const work = async (): Promise<void> => {
    for (let thing = left.shift(); thing !== undefined; thing = left.shift()) await act(thing);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

await each(task.cookies, join);
await each(
  Array.from({ length: task.contacts }, () => randomUUID()),
  (key) => gateway.arrive(key),
);
last.acceptedAt = performance.now();
const most = Math.min(task.cookies.length, task.contacts);
while (owned.length < most && performance.now() - last.acceptedAt < SETTLED_AFTER_MS) await sleep(100);
process.on("message", (told: CrewPlan | "leave") => {
  if (told === "leave") void leave();
  else void work(told).then((word) => process.send?.(word));
});
process.on("disconnect", () => process.exit(0));
process.send?.({ inHands: owned.length } satisfies CrewWord);
await once(process, "disconnect");
