/** How much is left until an instant, or how long it is over: in the two largest units that matter. */
export type TimeLeft = {
  readonly isOver: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
};

const MINUTE = 60_000;

/** Splits the time between now and an instant. What is left is never less than a minute. */
export function timeLeft(at: string, now: number): TimeLeft {
  const left = Date.parse(at) - now;
  const isOver = left <= 0;
  const all = isOver ? Math.floor(Math.abs(left) / MINUTE) : Math.max(1, Math.round(left / MINUTE));
  return { isOver, days: Math.floor(all / 1440), hours: Math.floor(all / 60) % 24, minutes: all % 60 };
}
