import { setTimeout as sleep } from "node:timers/promises";
import { layCable } from "./cable.ts";
import { openChildScreen } from "./child-screen.ts";
import type { CrowdScreen } from "./crowd-screen.ts";
import { openStaffScreen } from "./staff-screen.ts";

/** Who is in a crowd: a counsellor for each cookie, and so many children. */
export type CrowdPlan = {
  readonly origin: string;
  readonly cookies: readonly string[];
  readonly children: number;
  /** Of several crowds, which one this is: no two children have one address. */
  readonly number: number;
};

/** How a cut went, in milliseconds since the cable was mended: until each screen was live again, and what part its reading took. */
export type CutReport = {
  readonly reconnect: readonly number[];
  readonly caughtUp: readonly number[];
  readonly away: number;
};

/** What was said, and what every screen holds of it. */
export type WordsReport = {
  readonly saidByChildren: readonly string[];
  readonly saidByStaff: readonly string[];
  readonly heldByChildren: readonly string[];
  readonly heldByStaff: readonly string[];
  /** Words that were not taken: the conversation had become somebody else's. */
  readonly refused: number;
  /** Words that one screen shows twice. */
  readonly doubled: number;
};

export type Crowd = Awaited<ReturnType<typeof gatherCrowd>>;

const AT_ONCE = 16;
/** When nobody more has come into conversation for so long, nobody will. */
const SETTLED_AFTER_MS = 2_000;
const BACK_WITHIN_MS = 60_000;
const LOOK_MS = 50;

/** Gathers staff and children on one cable, each with a line of their own, through the product's own doors. */
export async function gatherCrowd({ origin, cookies, children, number }: CrowdPlan) {
  const cable = layCable();
  const screens: CrowdScreen[] = [];
  let refused = 0;
  const said = { child: [] as string[], counsellor: [] as string[] };
  await each(cookies, async (cookie) => {
    screens.push(await openStaffScreen({ origin, cookie, address: "203.0.113.7", cable }));
  });
  await each(
    Array.from({ length: children }, (_, index) => index),
    async (index) => {
      const address = `10.${String(number)}.${String(index >> 8)}.${String(index & 255)}`;
      screens.push(await openChildScreen({ origin, address, cable }));
    },
  );
  const talking = (): CrowdScreen[] => screens.filter((screen) => screen.isTalking());
  await settled(() => talking().length);
  await until(() => screens.every(({ line }) => line.isLive), BACK_WITHIN_MS);

  const saySomething = async (screen: CrowdScreen, index: number): Promise<void> => {
    const stored = await screen.say(`${screen.side} ${String(number)}.${String(index)}.${String(performance.now())}`);
    if (stored === undefined) refused += 1;
    else said[screen.side].push(stored.id);
  };

  return {
    size: () => ({ staff: cookies.length, children, talking: talking().length }),

    /** Everybody in conversation says so many things a second between them. Gives how late the other side saw each. */
    async talk(perSecond: number, seconds: number): Promise<readonly number[]> {
      for (const { words } of screens) words.begin();
      const speakers = talking();
      const start = performance.now();
      const running: Promise<void>[] = [];
      for (let turn = 0; turn < perSecond * seconds && speakers.length > 0; turn += 1) {
        const wait = start + (turn * 1000) / perSecond - performance.now();
        if (wait > 0) await sleep(wait);
        const speaker = speakers[(turn * 7919) % speakers.length];
        if (speaker !== undefined) running.push(saySomething(speaker, turn));
      }
      await Promise.all(running);
      await settled(() => screens.reduce((sum, { words }) => sum + words.late.length, 0), 1_000);
      return screens.flatMap(({ words }) => words.late);
    },

    /** Cuts everybody off at once, has `speakers` of them say something meanwhile, and mends the cable. */
    async cut(forMs: number, speakers: number): Promise<CutReport> {
      cable.cut();
      await until(() => screens.every(({ line }) => !line.isLive), forMs);
      const unsent = talking()
        .slice(0, speakers)
        .map((screen, index) => saySomething(screen, index));
      await sleep(forMs);
      const mendedAt = performance.now();
      cable.mend();
      await until(() => screens.every(({ line }) => line.isLive && line.liveAt > mendedAt), BACK_WITHIN_MS);
      const back = screens.filter(({ line }) => line.isLive && line.liveAt > mendedAt);
      await Promise.all(unsent);
      await settled(() => screens.reduce((sum, { words }) => sum + words.texts.size, 0), 1_000);
      return {
        reconnect: back.map(({ line }) => line.liveAt - mendedAt),
        caughtUp: back.map(({ line }) => line.liveAt - line.openedAt),
        away: screens.length - back.length,
      };
    },

    tell(): WordsReport {
      const held = (side: CrowdScreen["side"]): string[] =>
        screens.filter((screen) => screen.side === side).flatMap(({ words }) => [...words.texts.keys()]);
      return {
        saidByChildren: said.child,
        saidByStaff: said.counsellor,
        heldByChildren: held("child"),
        heldByStaff: held("counsellor"),
        refused,
        doubled: screens.reduce((sum, { words }) => sum + words.texts.size - new Set(words.texts.values()).size, 0),
      };
    },

    leave() {
      for (const screen of screens) screen.leave();
    },
  };
}

async function each<Thing>(things: readonly Thing[], act: (thing: Thing) => Promise<unknown>): Promise<void> {
  const left = [...things];
  const work = async (): Promise<void> => {
    for (let thing = left.shift(); thing !== undefined; thing = left.shift()) await act(thing);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!isSo() && performance.now() < end) await sleep(LOOK_MS);
}

/** Waits until a count has stood still for a while. */
async function settled(count: () => number, forMs = SETTLED_AFTER_MS): Promise<void> {
  let [last, since] = [count(), performance.now()];
  while (performance.now() - since < forMs) {
    await sleep(LOOK_MS);
    const now = count();
    if (now !== last) [last, since] = [now, performance.now()];
  }
}
