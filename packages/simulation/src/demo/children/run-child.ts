import type { Chance } from "@nightlight/database/demo/chance";
import { scriptKey, type Cast } from "../cast.ts";
import { hasStopped, scaled, type Pace } from "../pace.ts";
import { persist } from "../persist.ts";
import { isGone, OVER, type ChildDoor } from "./child-door.ts";
import { goodbye, newMind, nextAct, type ChildAct, type ChildMind, type Seen } from "./child-mind.ts";
import type { ChildScript } from "./child-script.ts";
import { typingTime } from "./typing.ts";

export type ChildRun = {
  /** Without a colon. */
  readonly id: string;
  readonly script: ChildScript;
  readonly open: () => Promise<ChildDoor>;
  readonly pace: Pace;
  readonly cast: Cast;
  readonly chance: Chance;
  /** Ends the demo: the child says goodbye and goes. */
  readonly stop: AbortSignal;
  /** Hears of every look. */
  readonly onSeen: (seen: Seen) => void;
};

/** The queue is no theatre: a person at a desk has time to take somebody, however fast the demo goes. */
const SHORTEST_PATIENCE_MS = 90_000;
/** How often "is writing" is said. */
const TYPING_EVERY_MS = 2_500;
/** A line that lost a notice is looked after. */
const LOOKS_AT_LEAST_MS = 5_000;

/** One child from its arrival until it is gone: writes, waits, answers, says goodbye. */
export async function runChild(run: ChildRun): Promise<void> {
  const { id, script, pace, cast, stop } = run;
  const door = await persist(pace, stop, run.open);
  cast.enter(id, script);
  try {
    await live(run, door);
  } finally {
    cast.leave(id);
    door.close();
  }
}

async function live(run: ChildRun, door: ChildDoor): Promise<void> {
  const { pace, stop, onSeen } = run;
  let mind = newMind(run.script);
  let seen: Seen = { phase: "waiting", counsellor: "", heard: [] };
  let since = pace.now();
  while (!stop.aborted) {
    const now = await lookAt(run, door);
    if (now.phase !== seen.phase || now.heard.length !== seen.heard.length) since = pace.now();
    seen = now;
    onSeen(seen);
    if (seen.phase === "over") return;
    const rate = rateOf(run, seen);
    const act = nextAct(mind, seen, (pace.now() - since) * rate);
    if (act.does === "leaves") return leave(run, door, act.quick);
    if (act.does === "says") {
      mind = await say(run, door, mind, act, rate);
      since = pace.now();
    } else await waitForNews(run, door, act.forMs / rate);
  }
  await leaveKindly(run, door, mind, seen);
}

/** Life goes at the demo's speed among scripts, and at a person's with a person. */
function rateOf({ pace, cast }: ChildRun, seen: Seen): number {
  const lastHeard = seen.heard.at(-1);
  const isWithScript = lastHeard?.isScripted ?? (seen.counsellor === "" || cast.isScripted(seen.counsellor));
  if (!isWithScript) return 1;
  const isWaiting = seen.phase === "waiting" && seen.heard.length === 0;
  return isWaiting ? Math.min(pace.speed, MEAN_PATIENCE_MS / SHORTEST_PATIENCE_MS) : pace.speed;
}

const MEAN_PATIENCE_MS = 600_000;

async function lookAt({ id, cast, pace, stop }: ChildRun, door: ChildDoor): Promise<Seen> {
  try {
    const seen = await persist(pace, stop, door.look);
    cast.talks(id, seen.phase === "talking" && seen.counsellor !== "" ? seen.counsellor : undefined);
    return seen;
  } catch (error) {
    if (isGone(error)) return OVER;
    if (stop.aborted) return { phase: "waiting", counsellor: "", heard: [] };
    throw error;
  }
}

async function waitForNews({ pace, stop }: ChildRun, door: ChildDoor, ms: number): Promise<void> {
  const awake = new AbortController();
  const either = AbortSignal.any([stop, awake.signal]);
  await Promise.race([door.news(either), pace.wait(Math.min(ms, LOOKS_AT_LEAST_MS), either)]);
  awake.abort();
}

/** Thinks, types and sends. Gives the mind as it is then; as it was, when the chat went on without it. */
async function say(
  run: ChildRun,
  door: ChildDoor,
  mind: ChildMind,
  act: Extract<ChildAct, { does: "says" }>,
  rate: number,
): Promise<ChildMind> {
  const { id, pace, chance, stop } = run;
  const { thinkMs, typeMs } = typingTime("child", act.text, act.to, chance);
  await pace.wait(scaled({ speed: rate }, thinkMs), stop);
  for (let left = scaled({ speed: rate }, typeMs); left > 0 && !stop.aborted; left -= TYPING_EVERY_MS) {
    door.typing();
    await pace.wait(Math.min(left, TYPING_EVERY_MS), stop);
  }
  if (stop.aborted) return mind;
  const key = scriptKey(id, `${act.mind.said}.${act.mind.turns}.${act.mind.hasAsked ? 1 : 0}`);
  try {
    await persist(pace, stop, () => door.say(key, act.text));
  } catch (error) {
    if (!isGone(error) && !hasStopped(stop)) throw error;
  }
  return act.mind;
}

async function leave({ pace, stop }: ChildRun, door: ChildDoor, quick: boolean): Promise<void> {
  try {
    await persist(pace, stop, () => door.leave(quick));
  } catch (error) {
    if (!isGone(error) && !stop.aborted) throw error;
  }
}

/** The demo ends: whoever was talked with hears a goodbye, and nobody is left in a line. One try; the server may be gone. */
async function leaveKindly({ id }: ChildRun, door: ChildDoor, mind: ChildMind, seen: Seen): Promise<void> {
  const last = goodbye(mind, seen);
  if (last !== undefined) await door.say(scriptKey(id, "goodbye"), last).catch(() => undefined);
  await door.leave(false).catch(() => undefined);
}
