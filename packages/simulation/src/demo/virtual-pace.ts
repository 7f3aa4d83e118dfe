import type { Pace } from "./pace.ts";

/** A pace whose time stands still until somebody moves it: for tests. */
export type VirtualPace = Pace & {
  /** Lets so much time pass, waking whoever waited for it, in order. */
  forward(ms: number): Promise<void>;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/** A virtual clock, from a moment on. */
export function virtualPace(speed: number, begin = new Date("2026-11-20T12:00:00Z")): VirtualPace {
  let now = 0;
  let sleepers: Sleeper[] = [];
  /** Everything that follows from what just happened has its turn first. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return {
    speed,
    now: () => now,
    demoTime: () => new Date(begin.getTime() + now * speed),
    wait(ms, signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper = { at: now + Math.max(0, ms), wake: resolve };
        sleepers.push(sleeper);
        signal.addEventListener(
          "abort",
          () => {
            sleepers = sleepers.filter((each) => each !== sleeper);
            resolve();
          },
          { once: true },
        );
      });
    },
    async forward(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = sleepers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        sleepers = sleepers.filter((each) => each !== next);
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = end;
    },
  };
}
