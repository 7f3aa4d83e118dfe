import type { KnownCall } from "@nightlight/commands/call/call-store";
import { endCall } from "@nightlight/commands/call/end-call";
import { EngineTaken, fenced } from "@nightlight/commands/call/fenced";
import type { CallSnapshot, TelephonyEvent } from "@nightlight/commands/call/telephony";
import { mayLeaveMessage } from "@nightlight/domain/call/may-leave-message";
import { nextActs } from "@nightlight/domain/call/next-acts";
import type { Logger } from "pino";
import {
  adoptedCall,
  evolveCall,
  isAlone,
  newEntry,
  outgoingEntry,
  rangUnheard,
  type CallEntry,
  type CallEvent,
} from "./call-entry.ts";
import { beginRinging } from "./begin-ringing.ts";
import { hearKey } from "./hear-key.ts";
import type { CallRunner } from "./call-runner.ts";
import { isPlaceDue } from "./place-due.ts";
import { performAct } from "./perform-act.ts";
import { hearRecording, isNoticeHeard, noteNotice, settleTalks, wishes } from "./recording.ts";
import { endMonitoring, watchMedia } from "./watch-call.ts";
import {
  adoptParties,
  hearParty,
  hostOf,
  isPartyAct,
  partFromCaller,
  performPartyAct,
  seeParties,
} from "./third-parties.ts";
import { watchArrivals } from "./watch-arrivals.ts";
import { finishMessage, keepMessage, recordingOf } from "./voicemail.ts";

const TRY_AGAIN_MS = 500;
const LOOKS_OF_THE_IDLE = 5;
const LOOKS_TO_SETTLE = 50;
/** More than this at once about one call is a circle. */
const MOST_ACTS = 20;

export type CallsOptions = CallRunner & {
  /** The channel that calls of a kind belong to. */
  readonly channels: { readonly phone: string; readonly web_call: string };
  /** How many calls the line to the telephone network carries at once. */
  readonly lines: number;
  readonly log: Logger;
  /** Somebody else runs them by now. */
  readonly onTaken: () => void;
};

export type Calls = {
  /** What the engine tells. */
  hear(event: TelephonyEvent): void;
  /** Looks how the contacts of all calls stand and does what follows. */
  look(): Promise<void>;
  /** After the line to the engine was away: what is up now, and what is not any more. */
  adopt(snapshot: readonly CallSnapshot[]): Promise<void>;
  readonly count: number;
  stop(): Promise<void>;
};

/**
 * The calls of one engine. All that happens to a call is heard, noted down and answered one thing at a time; what to do is
 * said by `nextActs` alone, from where the contact stands and what is up.
 */
export function createCalls(options: CallsOptions): Calls {
  const { world, run, telephony, channels, log, onTaken } = options;
  const entries = new Map<string, CallEntry>();
  /** Over, and not noted down yet. */
  const ending = new Set<CallEntry>();
  const arrivals = watchArrivals(options.lines, options.onTrouble);
  let isStopped = false;
  let idleLooks = 0;
  let looks = 0;

  const trouble = (what: string) => (error: unknown) => {
    if (error instanceof EngineTaken) onTaken();
    else log.warn({ reason: String(error) }, what);
  };
  const inTurn = (entry: CallEntry, story: () => Promise<void>): void => {
    entry.work = entry.work.then(story).catch(trouble("something about a call failed; the next look tries again"));
  };
  const act = async (entry: CallEntry): Promise<void> => {
    for (let n = 0; n < MOST_ACTS && !isStopped; n += 1) {
      if (entry.contact === undefined || !entries.has(entry.call.callId)) return;
      const [next] = nextActs(entry.call, entry.contact, entry.monitors, entry.parties);
      if (next === undefined) return;
      if (isPartyAct(next)) {
        await performPartyAct(options, entry, next);
        continue;
      }
      const before = entry.call;
      const after = await performAct(options, before, entry.contact, next);
      // What was heard meanwhile is not written over: events are heard in the same turn, after this one.
      entry.call = after;
      if (after === before) return;
    }
  };

  const begin = async (event: Extract<TelephonyEvent, { type: "call.incoming" }>) => {
    const { callId } = event;
    while (entries.has(callId) && !isStopped) {
      try {
        const begun = await beginRinging(world, run, channels, event);
        if (begun === undefined) {
          entries.delete(callId);
          await telephony.hangUp(callId, "declined");
          return;
        }
        const { mayGoAhead } = begun;
        const entry = entries.get(callId);
        if (entry !== undefined && mayGoAhead) entry.call = { ...entry.call, mayGoAhead };
        return;
      } catch (error) {
        if (error instanceof EngineTaken) throw error;
        // Nobody hears a busy tone because a database is away: the call rings until it is stored.
        trouble("a call could not be stored yet; it is tried again")(error);
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      }
    }
  };
  const end = async (entry: CallEntry, event: Extract<TelephonyEvent, { type: "call.ended" }>) => {
    const { callId, by, cause } = event;
    // Whoever is left talks with nobody, or on with somebody from outside.
    const staying = await partFromCaller(options, entry);
    for (const { attemptId } of entry.call.legs) if (attemptId !== staying) await telephony.release(attemptId);
    const known = entry.contact?.id ?? (await upNow()).find((each) => each.callId === callId)?.contact.id;
    if (known === undefined) return;
    if (entry.call.message === "recording") await keepSurely(callId, known);
    await endCall(world, run, { callId, contactId: known, by, cause });
    await settleTalks(options, (part) => part.callId === callId);
  };
  /** What somebody said is kept before their line counts as ended, however long a database is away. */
  const keepSurely = async (callId: string, contactId: string): Promise<void> => {
    for (;;) {
      try {
        if ((await keepMessage(options, callId, contactId)) === "lost") options.onTrouble("not_recorded");
        return;
      } catch (error) {
        if (error instanceof EngineTaken || isStopped) throw error;
        options.onTrouble("not_recorded");
        trouble("a message could not be kept yet; it is tried again")(error);
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      }
    }
  };
  const upNow = (): Promise<readonly KnownCall[]> => fenced(world, run, ({ calls }) => calls.up(run.engine));

  const hearOf = async (entry: CallEntry, event: CallEvent): Promise<void> => {
    if (event.type === "leg.failed" || event.type === "leg.ended") await endMonitoring(options, entry, event.attemptId);
    if (isNoticeHeard(entry.call, event)) await noteNotice(options, entry);
    entry.call = evolveCall(entry.call, event);
    if (event.type === "call.answered") {
      await fenced(world, run, ({ calls }) => calls.note(run.engine, event.callId, "answered"));
    }
    if (event.type === "leg.answered") {
      await fenced(world, run, ({ calls }) => calls.noteLeg(event.attemptId, "answered"));
    }
    if (event.type === "leg.failed") {
      await fenced(world, run, ({ calls }) => calls.endLeg(event.attemptId, { failure: event.because }));
    }
    if (event.type === "leg.ended") {
      await fenced(world, run, ({ calls }) => calls.endLeg(event.attemptId, { cause: event.cause }));
    }
    if (event.type === "recording.finished" || event.type === "recording.failed")
      await hearRecording(options, entry, event);
    if (event.type === "digit") await hearKey(options, entry, event.digit);
    if (isAlone(entry.call, event)) await giveUp(entry);
    // Whoever did not come is rung again at the next look, not at once.
    else if (event.type !== "leg.failed") await act(entry);
  };

  /** Whoever wanted to call is not at their telephone, or put it down before anybody answered: nobody is called. */
  const giveUp = async (entry: CallEntry): Promise<void> => {
    const { callId } = entry.call;
    entries.delete(callId);
    await telephony.hangUp(callId, "normal");
    if (entry.contact !== undefined) {
      await endCall(world, run, { callId, contactId: entry.contact.id, by: "agent", cause: 0 });
    }
  };
  const see = (entry: CallEntry, known: KnownCall): void => {
    if (entry.contact !== undefined && entry.contact.version > known.contact.version) return;
    entry.contact = known.contact;
    entry.hasTalked = known.hasTalked;
    entry.monitors = known.monitors;
    seeParties(entry, known.parties);
  };

  return {
    hear(event) {
      if (isStopped || !("callId" in event)) return;
      if (event.type === "call.incoming") {
        if (entries.has(event.callId)) return;
        const entry = newEntry(event.callId, event.number);
        entries.set(event.callId, entry);
        if (event.page === undefined) arrivals.came(event.number, entries.size, performance.now());
        inTurn(entry, async () => {
          await telephony.ring(event.callId);
          await begin(event);
        });
        return;
      }
      const host = hostOf(entries, event.callId);
      if (host !== undefined) {
        inTurn(host, async () => {
          await hearParty(options, host, event);
          await act(host);
        });
      }
      const entry = entries.get(event.callId);
      if (entry === undefined) return;
      if (event.type === "call.ended") {
        entries.delete(event.callId);
        inTurn(entry, () => end(entry, event));
        ending.add(entry);
        void entry.work.finally(() => ending.delete(entry));
      } else inTurn(entry, () => hearOf(entry, event));
    },
    async look() {
      if (looks++ % LOOKS_TO_SETTLE === 0)
        await settleTalks(options, (part) => part.isKept || !entries.has(part.callId));
      // A call that somebody wants to make may wait half a second; one that is up may not.
      if (entries.size === 0 && idleLooks++ % LOOKS_OF_THE_IDLE !== 0) return;
      const { house, up } = await fenced(world, run, async ({ calls }) => ({
        house: await calls.house(),
        up: await calls.up(run.engine),
      }));
      for (const known of up) {
        if (known.direction === "out" && !known.isDialled && !entries.has(known.callId)) {
          entries.set(known.callId, outgoingEntry(known.callId, false));
        }
        const entry = entries.get(known.callId);
        if (entry === undefined) continue;
        inTurn(entry, async () => {
          see(entry, known);
          if (entry.contact !== undefined) {
            const isInvited = mayLeaveMessage(entry.contact, house, options.policy());
            const isDue = isPlaceDue(entry, options.policy(), performance.now());
            entry.call = { ...entry.call, ...wishes(known), mayLeaveMessage: isInvited, isPlaceDue: isDue };
          }
          await act(entry);
          await watchMedia(options, options.policy(), entry);
        });
      }
    },
    async adopt(snapshot) {
      const known = await upNow();
      for (const each of known) {
        const isUp = snapshot.some(({ callId }) => callId === each.callId);
        const isYetToBegin = each.direction === "out" && !each.isDialled;
        if (isUp || isYetToBegin) continue;
        entries.delete(each.callId);
        try {
          for (const { attemptId } of each.legs) await telephony.release(attemptId);
          await telephony.hangUp(each.callId, "normal");
          if (each.owesMessage) await keepMessage(options, each.callId, each.contact.id);
        } catch (error) {
          // An engine that has ended: what was said lies on its disk, and is asked for when it is back.
          if (each.owesMessage) continue;
          trouble("what is left of a call could not be taken down")(error);
        }
        await endCall(world, run, { callId: each.callId, contactId: each.contact.id, by: "engine", cause: 0 });
      }
      for (const up of snapshot) {
        const kept = known.find(({ callId }) => callId === up.callId);
        if (kept === undefined) {
          // It rang while nobody listened.
          if (up.direction === "in") this.hear(rangUnheard(up));
          continue;
        }
        const entry = entries.get(up.callId) ?? newEntry(up.callId);
        entries.set(up.callId, entry);
        inTurn(entry, async () => {
          entry.call = adoptedCall(up, kept);
          see(entry, kept);
          await settleTalks(options, (part) => part.callId === up.callId);
          await adoptParties(options, entry, snapshot);
          if (kept.owesMessage) {
            await telephony.stopRecording(recordingOf(up.callId));
            await finishMessage(options, entry, false);
          }
          await act(entry);
        });
      }
    },
    get count() {
      return entries.size;
    },
    async stop() {
      isStopped = true;
      await Promise.all([...entries.values(), ...ending].map(({ work }) => work));
    },
  };
}
