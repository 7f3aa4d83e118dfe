import { EngineTaken, fenced } from "@nightlight/commands/call/fenced";
import type { OutsideEnd, RunningOutsideCall } from "@nightlight/commands/call/outside-call-store";
import { endOutsideCall, noteOutside, numberToCall, ringForOutside } from "@nightlight/commands/call/run-outside";
import type { CallSnapshot, TelephonyEvent } from "@nightlight/commands/call/telephony";
import { displayOf } from "@nightlight/domain/call/caller-display";
import {
  nextOutsideAct,
  type OutsideAct,
  type OutsideCall,
  type OutsideRun,
} from "@nightlight/domain/call/outside-call";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { Logger } from "pino";
import type { CallRunner } from "./call-runner.ts";

const RING_SECONDS = 10;
/** More than this at once about one call is a circle. */
const MOST_ACTS = 10;
/** While nobody calls an office, this many looks pass by. */
const LOOKS_OF_THE_IDLE = 3;
const NORMAL = 16;

export type OutsideCallsOptions = CallRunner & {
  readonly policy: () => RoutingPolicy;
  readonly log: Logger;
  readonly onTaken: () => void;
};

export type OutsideCalls = {
  hear(event: TelephonyEvent): void;
  look(): Promise<void>;
  /** After the line to the engine was away: what is up now, and what is not any more. */
  adopt(snapshot: readonly CallSnapshot[]): Promise<void>;
  readonly count: number;
  stop(): Promise<void>;
};

type Entry = { call: OutsideCall; run: OutsideRun; work: Promise<void> };

/**
 * Calls of their own to offices and emergency numbers: the counsellor's telephone first, then the number. What they are
 * for goes on whatever becomes of them.
 */
export function createOutsideCalls(options: OutsideCallsOptions): OutsideCalls {
  const { world, run, telephony, log, onTaken } = options;
  const entries = new Map<string, Entry>();
  let isStopped = false;
  let idleLooks = 0;

  const inTurn = (entry: Entry, story: () => Promise<void>): void => {
    entry.work = entry.work.then(story).catch((error: unknown) => {
      if (error instanceof EngineTaken) onTaken();
      else log.warn({ reason: String(error) }, "something about an outside call failed; the next look tries again");
    });
  };
  const finish = async (entry: Entry, end: OutsideEnd): Promise<void> => {
    const { call, run: is } = entry;
    entries.delete(call.id);
    if (is.leg !== undefined) await telephony.release(is.leg.attemptId);
    await telephony.hangUp(call.id, "normal");
    await endOutsideCall(world, run, call, end);
  };
  const ring = async (entry: Entry): Promise<void> => {
    const attemptId = world.newId();
    const agentId = await ringForOutside(world, run, entry.call, attemptId);
    if (agentId === undefined) return;
    entry.run = { ...entry.run, leg: { attemptId, stage: "ringing" } };
    const { id: callId } = entry.call;
    await telephony.offer({ attemptId, callId, agentId, timeout: RING_SECONDS, display: callId });
  };
  const dial = async (entry: Entry): Promise<void> => {
    const { callerDisplay } = options;
    if (callerDisplay === undefined) {
      await finish(entry, { by: "engine", cause: 0, refusal: "nobody_called" });
      return;
    }
    const number = await numberToCall(world, run, entry.call);
    if (!number.ok) {
      await finish(entry, { by: "engine", cause: 0, refusal: number.refusal });
      return;
    }
    entry.run = { ...entry.run, isDialled: true };
    await telephony.dialOut(entry.call.id, number.value, displayOf(options.policy().displayAuthority, callerDisplay));
  };
  const join = async (entry: Entry, attemptId: string): Promise<void> => {
    await telephony.connect(entry.call.id, attemptId);
    entry.run = { ...entry.run, leg: { attemptId, stage: "joined" } };
    await noteOutside(world, run, entry.call, "talked");
  };
  /** Who went between the two conversations was told to nobody. */
  const takeOver = async (entry: Entry): Promise<void> => {
    const up = (await telephony.snapshot()).some(({ callId }) => callId === entry.call.id);
    if (!up) await finish(entry, { by: "party", cause: 0 });
  };
  const perform = async (entry: Entry, act: OutsideAct): Promise<void> => {
    if (act === "ring") return ring(entry);
    if (act === "dial") return dial(entry);
    if (act === "join") return join(entry, entry.run.leg?.attemptId ?? "");
    return finish(entry, { by: "agent", cause: NORMAL });
  };
  const act = async (entry: Entry): Promise<void> => {
    for (let n = 0; n < MOST_ACTS && !isStopped && entries.get(entry.call.id) === entry; n += 1) {
      const next = nextOutsideAct(entry.run);
      if (next === undefined) return;
      const before = entry.run;
      await perform(entry, next);
      if (entry.run === before) return;
    }
  };
  const hearOf = async (entry: Entry, event: TelephonyEvent): Promise<void> => {
    if (event.type === "call.answered") {
      entry.run = { ...entry.run, isAnswered: true };
      await noteOutside(world, run, entry.call, "answered");
      await act(entry);
    }
    if (event.type === "call.ended") {
      await finish(entry, { by: event.by === "caller" ? "party" : "engine", cause: event.cause });
    }
    if (event.type === "leg.answered" && entry.run.leg?.stage === "ringing") {
      entry.run = { ...entry.run, leg: { ...entry.run.leg, stage: "answered" } };
      await act(entry);
    }
    // Whoever puts their telephone down has ended the call: nobody there is left on a line without anybody.
    if (event.type === "leg.failed") await finish(entry, { by: "agent", cause: NORMAL });
    if (event.type === "leg.ended") await finish(entry, { by: "agent", cause: event.cause });
  };
  const entryOf = (event: TelephonyEvent): Entry | undefined => {
    if ("attemptId" in event) {
      return [...entries.values()].find(({ run: { leg } }) => leg?.attemptId === event.attemptId);
    }
    return "callId" in event ? entries.get(event.callId) : undefined;
  };
  const see = (entry: Entry, { call }: RunningOutsideCall): void => {
    entry.call = call;
    entry.run = { ...entry.run, isOver: call.wish === "over" };
  };
  const all = () => fenced(world, run, ({ outsideCalls }) => outsideCalls.up(run.engine));
  const own = async (): Promise<readonly RunningOutsideCall[]> => (await all()).filter(isOwn);

  return {
    hear(event) {
      const entry = isStopped ? undefined : entryOf(event);
      if (entry !== undefined) inTurn(entry, () => hearOf(entry, event));
    },
    async look() {
      if (entries.size === 0 && idleLooks++ % LOOKS_OF_THE_IDLE !== 0) return;
      const up = await own();
      for (const [id] of entries) if (!up.some(({ call }) => call.id === id)) entries.delete(id);
      for (const each of up) {
        const { call, legId } = each;
        const isNew = call.dialledAt === undefined && legId === undefined;
        // A conversation whose caller has gone: the two talk on.
        const isLeft = call.purpose === "third" && legId !== undefined;
        if ((isNew || isLeft) && !entries.has(call.id)) {
          const entry = { call, run: isLeft ? leftWith(legId) : AT_FIRST, work: Promise.resolve() };
          entries.set(call.id, entry);
          if (isLeft) inTurn(entry, () => takeOver(entry));
        }
        const entry = entries.get(call.id);
        if (entry === undefined) continue;
        inTurn(entry, async () => {
          see(entry, each);
          await act(entry);
        });
      }
    },
    async adopt(snapshot) {
      for (const each of await all()) {
        const { call, legId, contact } = each;
        if (!isOwn(each)) {
          // Of a conversation that ended while nobody listened nobody from outside is left over.
          if (contact.state.status === "active") continue;
          await telephony.hangUp(call.id, "normal");
          await endOutsideCall(world, run, call, { by: "engine", cause: 0 });
          continue;
        }
        const up = snapshot.find(({ callId }) => callId === call.id);
        const leg = up?.legs.find(({ attemptId }) => attemptId === legId);
        const known = entries.get(call.id) ?? { call, run: AT_FIRST, work: Promise.resolve() };
        if (call.dialledAt === undefined && legId === undefined) continue;
        const stage = leg?.isJoined === true ? "joined" : leg?.isAnswered === true ? "answered" : "ringing";
        known.run = {
          ...{ isOver: call.wish === "over", isDialled: call.dialledAt !== undefined },
          ...{ isAnswered: up?.isAnswered ?? false, leg: leg && { attemptId: leg.attemptId, stage } },
        };
        entries.set(call.id, known);
        // What is not up any more ended while nobody listened.
        if (up === undefined) inTurn(known, () => finish(known, { by: "engine", cause: 0 }));
        else inTurn(known, () => act(known));
      }
    },
    get count() {
      return entries.size;
    },
    async stop() {
      isStopped = true;
      await Promise.all([...entries.values()].map(({ work }) => work));
    },
  };
}

const AT_FIRST: OutsideRun = { isOver: false, leg: undefined, isDialled: false, isAnswered: false };

/** Whether a call is no part of a conversation, or not any more. */
function isOwn({ call, legId }: RunningOutsideCall): boolean {
  return call.purpose === "authority" || legId !== undefined;
}

function leftWith(attemptId: string): OutsideRun {
  return { isOver: false, leg: { attemptId, stage: "joined" }, isDialled: true, isAnswered: true };
}
