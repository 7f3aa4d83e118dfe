import type { BeatReply, Marks } from "./beat.ts";

/** How often a screen asks whether the other side is there, and what is true. */
export const BEAT_EVERY_MS = 4_000;
/** The same while what is shown may be old: nobody waits a whole beat for what could not be read at the first time. */
const UNSURE_BEAT_MS = 1_500;
/** How long an answer may take before the line counts as dead. */
export const ANSWER_MS = 3_000;
/** How often the owner of a line has it looked after. */
export const LOOK_EVERY_MS = 1_000;
/** After this long without a word the screen counts as stale, whatever the socket says. */
const LOST_AFTER_MS = 9_000;
/** After this long without knowing that all it shows is the newest it counts as stale, too. */
const UNSURE_AFTER_MS = 14_000;

export type LineWatch = {
  /** To be called about once a second, and whenever the page wakes. */
  look(): void;
  /** The line was opened: what is shown may be old until it was compared. */
  opened(): void;
  /** The line is gone, or about to be. */
  gone(): void;
  /** The other side said something. */
  heard(): void;
  /** Nothing was said to a question. */
  silent(): void;
};

export type WatchedLine = {
  /** Milliseconds of this machine. */
  now(): number;
  /** Whether the socket believes that it is connected. */
  isConnected(): boolean;
  /** Asks what is true; undefined when there was no answer in time. */
  beat(): Promise<BeatReply | undefined>;
  /** Makes what is shown the newest, reading what is behind; true when it is. Asked one at a time, the latest marks last. */
  compare(marks: Marks): Promise<boolean>;
  /** What is shown was the newest. Called at every beat. */
  live(): void;
  /** What is shown may be old since then. Called again as long as it may. */
  stale(since: number): void;
  /** Connects anew: the socket is dead and does not know it. */
  reconnect(): void;
};

/**
 * Keeps a screen honest: it is live while it was told within seconds that what it shows is the newest. Silence alone
 * tells of a pulled cable, a hung server and a machine that slept (its timers stood still, and the clock jumped over the
 * time in which something should have been heard); a mark that differs tells of a notice that was lost.
 */
export function createLineWatch(line: WatchedLine): LineWatch {
  let heardAt = line.now();
  let knownAt = heardAt;
  let askedAt = Number.NEGATIVE_INFINITY;
  let isAsking = false;
  let isSure = false;
  let round = 0;
  let comparing: Promise<void> | undefined;
  let waiting: { readonly marks: Marks; readonly askedAt: number } | undefined;

  const silent = (): void => {
    line.stale(Math.min(heardAt, knownAt));
    line.reconnect();
  };
  const compareAll = async (mine: number): Promise<void> => {
    for (let next = waiting; next !== undefined && mine === round; next = waiting) {
      waiting = undefined;
      const isNewest = await line.compare(next.marks).catch(() => false);
      if (!isNewest || mine !== round) continue;
      knownAt = next.askedAt;
      isSure = true;
      line.live();
    }
  };
  const compare = (marks: Marks, asked: number): void => {
    waiting = { marks, askedAt: asked };
    const mine = round;
    comparing ??= compareAll(mine).finally(() => {
      comparing = undefined;
      if (waiting !== undefined && mine !== round) compare(waiting.marks, waiting.askedAt);
    });
  };
  const ask = async (): Promise<void> => {
    isAsking = true;
    askedAt = line.now();
    const [mine, asked] = [round, askedAt];
    const reply = await line.beat().catch(() => undefined);
    if (mine !== round) return;
    isAsking = false;
    if (reply === undefined) {
      if (line.isConnected()) silent();
      return;
    }
    heardAt = line.now();
    if (reply.marks !== null) compare(reply.marks, asked);
  };
  const look = (): void => {
    const at = line.now();
    // A clock that was set back measures nothing.
    if (at < heardAt || at < knownAt || at < askedAt) heardAt = knownAt = askedAt = at;
    if (at - heardAt >= LOST_AFTER_MS) line.stale(Math.min(heardAt, knownAt));
    else if (at - knownAt >= UNSURE_AFTER_MS) line.stale(knownAt);
    if (at - askedAt >= (isSure ? BEAT_EVERY_MS : UNSURE_BEAT_MS) && !isAsking && line.isConnected()) void ask();
  };
  const begin = (): void => {
    round += 1;
    isSure = false;
    isAsking = false;
    waiting = undefined;
  };
  return {
    look,
    opened() {
      begin();
      heardAt = line.now();
      void ask();
    },
    gone() {
      begin();
      line.stale(Math.min(line.now(), knownAt));
    },
    heard() {
      heardAt = line.now();
    },
    silent,
  };
}
