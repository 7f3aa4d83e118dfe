import { setTimeout as timer } from "node:timers/promises";

/** How time goes in the demo. Durations are those of people; a pace makes them shorter, and moments are the machine's. */
export type Pace = {
  /** How many times as fast as people: 1 is life. */
  readonly speed: number;
  /** Milliseconds, for measuring. */
  now(): number;
  /** The demo's own time of day, which runs at its speed from the moment of its start. */
  demoTime(): Date;
  /** Waits so long on the machine's clock; returns early, without an error, once the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

/** The machine's clock at a speed. */
export function machinePace(speed: number): Pace {
  const [startedAt, begin] = [performance.now(), Date.now()];
  return {
    speed,
    now: () => performance.now(),
    demoTime: () => new Date(begin + (performance.now() - startedAt) * speed),
    async wait(ms, signal) {
      await timer(Math.max(0, ms), undefined, { signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
  };
}

/** How long something that takes people `ms` takes in the demo. Never shorter than a breath: screens have to keep up. */
export function scaled(pace: Pick<Pace, "speed">, ms: number, shortest = 120): number {
  return Math.max(Math.min(ms, shortest), ms / pace.speed);
}

/** Whether it is time to stop, asked again: it may have come while something else was waited for. */
export function hasStopped(stop: AbortSignal): boolean {
  return stop.aborted;
}
