import { randomUUID } from "node:crypto";
import { fenced } from "@nightlight/commands/call/fenced";
import type { Telephony, TelephonyEvent } from "@nightlight/commands/call/telephony";
import type { World } from "@nightlight/commands/world";
import type { VoiceTroubleCode } from "@nightlight/domain/call/trouble";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { Logger } from "pino";
import { createCalls, type Calls } from "./calls.ts";
import { createOutsideCalls, type OutsideCalls } from "./outside-calls.ts";
import { createSoftphones, type Softphones } from "./softphones.ts";
import { createWebCalls, type WebCalls } from "./web-calls.ts";

const LOOK_EVERY_MS = 100;
const HOLD_EVERY_MS = 1_000;
/** Whoever hung, or died, is followed after this. */
const HOLD_SECONDS = 5;

export type VoiceOptions = {
  readonly world: World;
  readonly log: Logger;
  /** What the engine is called, here and in the database. */
  readonly engine: string;
  /** A line to the engine; opened only by whoever runs its calls. */
  readonly connect: () => Telephony;
  readonly channels: { readonly phone: string; readonly web_call: string };
  readonly softphoneKey: Uint8Array;
  readonly policy: () => RoutingPolicy;
  /** How many calls the line to the telephone network carries at once. */
  readonly lines: number;
  /** What people who are called see; undefined: nobody is called at all, as in a demo. */
  readonly callerDisplay: string | undefined;
};

export type VoiceState = { readonly isRunning: boolean; readonly hasLine: boolean; readonly calls: number };

export type Voice = { state(): VoiceState; stop(): Promise<void> };

type Run = {
  readonly telephony: Telephony;
  readonly calls: Calls;
  readonly outside: OutsideCalls;
  readonly softphones: Softphones;
  readonly webCalls: WebCalls;
  readonly epoch: number;
};

/**
 * Runs the calls of one engine, as the only one that does: whoever holds it in the database. The others stand by; when
 * the holder is gone, calls that are up are adopted as they are.
 */
export function startVoice(options: VoiceOptions): Voice {
  const { world, log, engine, connect, channels, softphoneKey } = options;
  const holder = randomUUID();
  let current: Run | undefined;
  let hasLine = false;
  let isStopped = false;
  const complain = (what: string) => (error: unknown) => {
    log.warn({ reason: String(error), engine }, what);
  };

  const end = async (why: string): Promise<void> => {
    const ended = current;
    current = undefined;
    hasLine = false;
    if (ended === undefined) return;
    log.info({ engine, epoch: ended.epoch, why }, "calls are not run here any more");
    await ended.calls.stop();
    await ended.outside.stop();
    await ended.telephony.close();
  };
  const begin = (epoch: number): void => {
    const telephony = connect();
    const run = { engine, epoch };
    const onTaken = (): void => void end("somebody else runs them").catch(complain("the line was not closed"));
    const runner = {
      ...{ world, telephony, run, log, onTaken, policy: options.policy, callerDisplay: options.callerDisplay },
      onTrouble(code: VoiceTroubleCode) {
        log.error({ engine, code }, "something goes wrong with calls: supervisors are told");
        void fenced(world, run, ({ calls: kept }) => kept.trouble(engine, code)).catch(
          complain("what goes wrong with calls could not be noted down"),
        );
      },
    };
    const calls = createCalls({ ...runner, channels, lines: options.lines });
    const outside = createOutsideCalls(runner);
    const softphones = createSoftphones(world, telephony, engine, softphoneKey);
    const webCalls = createWebCalls(world, telephony, engine, softphoneKey);
    current = { telephony, calls, outside, softphones, webCalls, epoch };
    log.info({ engine, epoch }, "calls are run here");
    let turn: Promise<void> = Promise.resolve();
    telephony.listen((event: TelephonyEvent) => {
      calls.hear(event);
      outside.hear(event);
      if (event.type === "link.replaced") onTaken();
      if (event.type === "link.down") {
        hasLine = false;
        log.warn({ engine }, "the line to the voice engine is down; calls go on, and are looked after when it is back");
      }
      turn = turn
        .then(async () => {
          if (event.type === "link.up") {
            await softphones.forget();
            await webCalls.forget();
            const snapshot = await telephony.snapshot();
            await calls.adopt(snapshot);
            await outside.adopt(snapshot);
            hasLine = true;
          } else if (event.type === "link.gone") {
            log.error({ engine }, "the voice engine has ended: its calls are over, and no call can be offered by it");
            await softphones.forget();
            await calls.adopt([]);
            await outside.adopt([]);
          } else await softphones.hear(event);
        })
        .catch(complain("news of the engine could not be taken in"));
    });
  };

  const hold = async (): Promise<void> => {
    const said = { engine, holder, seconds: HOLD_SECONDS };
    const epoch = await world.transaction({ kind: "system" }, ({ calls }) => calls.hold(said));
    if (isStopped || epoch === current?.epoch) return;
    await end("it was given to somebody else");
    if (epoch !== undefined) begin(epoch);
  };
  const look = async (): Promise<void> => {
    if (current === undefined || !hasLine) return;
    await current.calls.look();
    await current.outside.look();
    await current.softphones.look();
    await current.webCalls.look();
  };
  const holding = steadily(hold, HOLD_EVERY_MS, complain("who runs the calls could not be asked"));
  const looking = steadily(look, LOOK_EVERY_MS, complain("calls could not be looked after; the next look tries again"));

  return {
    state: () => ({
      isRunning: current !== undefined,
      hasLine,
      calls: (current?.calls.count ?? 0) + (current?.outside.count ?? 0),
    }),
    async stop() {
      isStopped = true;
      await holding.stop();
      await looking.stop();
      const wasHolder = current !== undefined;
      await end("it stops");
      if (!wasHolder) return;
      await world
        .transaction({ kind: "system" }, ({ calls }) => calls.letGo({ engine, holder }))
        .catch(complain("it could not be given up; it runs out by itself"));
    },
  };
}

/** Does something again and again, never twice at once. */
function steadily(story: () => Promise<void>, everyMs: number, complain: (error: unknown) => void) {
  const stop = new AbortController();
  const going = (async () => {
    while (!stop.signal.aborted) {
      await story().catch(complain);
      await pause(everyMs, stop.signal);
    }
  })();
  return {
    async stop() {
      stop.abort();
      await going;
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
