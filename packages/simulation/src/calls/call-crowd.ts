import { openPhone } from "@nightlight/testkit/phone/sip-phone";
import type { PhoneCall } from "@nightlight/testkit/phone/phone-call";
import { setTimeout as sleep } from "node:timers/promises";
import { createKeepAliveFetch } from "../keep-alive-fetch.ts";
import { ownTones } from "./own-tones.ts";
import { openTelephonist, type Telephonist } from "./telephonist.ts";

/** Who is in it: a counsellor with a telephone for each cookie, and where calls go in. */
export type CallCrowdPlan = {
  readonly origin: string;
  readonly cookies: readonly string[];
  readonly sip: { readonly host: string; readonly port: number };
};

/** What it saw, since it was asked before. */
export type CallCrowdReport = {
  /** From each acceptance until both heard each other, in milliseconds. */
  readonly answerToAudio: readonly number[];
  readonly talking: number;
  readonly waiting: number;
  /** Calls that were refused, broken off, or in which somebody did not hear whom they should; each with what it was. */
  readonly failures: readonly string[];
};

/** Who a counsellor talks with, and what that counsellor hums. */
type Pair = { readonly caller: PhoneCall; readonly hertz: number };

export type CallCrowd = Awaited<ReturnType<typeof gatherCalls>>;

const CHILD_HZ = 1_150;
const LOOK_MS = 20;
const STILL_SO_MS = 500;
const HEARD_WITHIN_MS = 15_000;
/** Nobody begins all calls of a house in one moment: the network's own switch takes them one after the other. */
const BETWEEN_CALLS_MS = 40;

/** Gathers counsellors with telephones of their own, and callers who wait for them; every sound is real, and listened to. */
export async function gatherCalls({ origin, cookies, sip }: CallCrowdPlan) {
  const { fetch, close } = createKeepAliveFetch();
  const trunk = await openPhone(sip, CHILD_HZ);
  const callers = new Set<PhoneCall>();
  const pairs = new Map<PhoneCall, Pair>();
  let [answerToAudio, failures]: [number[], string[]] = [[], []];
  let called = 0;

  const ring = async (): Promise<void> => {
    called += 1;
    const caller = await trunk.call("111", { from: `09${String(called).padStart(8, "0")}` });
    callers.add(caller);
  };
  /** Which caller somebody talks with is found by whoever hears the tone of this counsellor. */
  const hear = async (mine: PhoneCall, hertz: number, acceptedAt: number): Promise<void> => {
    while (performance.now() - acceptedAt < HEARD_WITHIN_MS) {
      // Their own ear first: listening at a hundred others takes a machine that is to be measured.
      const isHeard = mine.hears([CHILD_HZ]).length > 0;
      const caller = isHeard ? unpaired().find((each) => each.hears([hertz]).length > 0) : undefined;
      if (caller !== undefined) {
        pairs.set(mine, { caller, hertz });
        answerToAudio.push(performance.now() - acceptedAt);
        return;
      }
      await sleep(LOOK_MS);
    }
    failures.push("nobody was heard after an acceptance");
  };
  const unpaired = (): PhoneCall[] => {
    const paired = new Set([...pairs.values()].map(({ caller }) => caller));
    return [...callers].filter((each) => !paired.has(each));
  };

  const telephonists: Telephonist[] = [];
  const tones = ownTones(cookies.length);
  for (const [n, cookie] of cookies.entries()) {
    const hertz = tones[n] ?? 0;
    telephonists.push(
      await openTelephonist({
        ...{ origin, cookie, fetch, sip, hertz },
        took: (mine, acceptedAt) => void hear(mine, hertz, acceptedAt),
        failed: (what) => failures.push(what),
      }),
    );
  }
  /** What is wrong with a call at this moment, by call. */
  const faults = (): Map<PhoneCall, string> => {
    const found = new Map<PhoneCall, string>();
    for (const caller of unpaired()) if (!caller.receives()) found.set(caller, "somebody who waits hears nothing");
    for (const [mine, { caller, hertz }] of pairs) {
      if (mine.hears([CHILD_HZ]).length === 0) found.set(mine, "a counsellor does not hear their caller");
      if (caller.hears([hertz]).length === 0) found.set(caller, "a caller does not hear their counsellor");
    }
    for (const caller of callers) if (caller.state === "over") found.set(caller, "a call ended by itself");
    return found;
  };
  /** Somebody who was answered this moment hears nothing yet: a fault is what is still one a moment later. */
  const look = async (): Promise<void> => {
    const before = faults();
    if (before.size === 0) return;
    await sleep(STILL_SO_MS);
    for (const [call, what] of faults()) if (before.get(call) === what) failures.push(what);
  };

  return {
    /** So many more call. Resolves when as many talk as can, and everybody else has been answered. */
    async come(count: number): Promise<void> {
      for (let n = 0; n < count; n += 1) {
        await ring();
        await sleep(BETWEEN_CALLS_MS);
      }
      const end = performance.now() + HEARD_WITHIN_MS * 2;
      const isSettled = (): boolean =>
        pairs.size === Math.min(cookies.length, callers.size) && [...callers].every(({ state }) => state === "up");
      while (!isSettled() && performance.now() < end) await sleep(LOOK_MS * 10);
      if (!isSettled()) failures.push("not all who called were answered");
    },

    /** For so long somebody hangs up every while, and somebody else calls: their counsellor takes the next who waits. */
    async turn(seconds: number, perSecond: number): Promise<void> {
      const start = performance.now();
      for (let n = 0; n < seconds * perSecond; n += 1) {
        const wait = start + (n * 1000) / perSecond - performance.now();
        if (wait > 0) await sleep(wait);
        const [first] = pairs;
        if (first === undefined) continue;
        const [mine, { caller }] = first;
        pairs.delete(mine);
        callers.delete(caller);
        caller.hangUp();
        await ring();
      }
      await this.come(0);
    },

    async tell(): Promise<CallCrowdReport> {
      await look();
      const report = { answerToAudio, failures, talking: pairs.size, waiting: callers.size - pairs.size };
      [answerToAudio, failures] = [[], []];
      return report;
    },

    async leave(): Promise<void> {
      for (const caller of callers) caller.hangUp();
      await trunk.close();
      for (const each of telephonists) await each.leave();
      close();
    },
  };
}
