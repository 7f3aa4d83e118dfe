/** A clock that only a test moves. */
export type HandClock = {
  now(): Date;
  advance(by: { readonly minutes?: number; readonly seconds?: number; readonly milliseconds?: number }): void;
};

/** A Monday evening in Hà Nội; tests that do not care for the date begin here. */
export const TEST_START = new Date("2026-03-02T13:00:00.000Z");

/** A clock that stands still until it is advanced. */
export function handClock(start: Date = TEST_START): HandClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance({ minutes = 0, seconds = 0, milliseconds = 0 }) {
      time += (minutes * 60 + seconds) * 1000 + milliseconds;
    },
  };
}

/** A time some seconds after another; before it when negative. */
export function after(start: Date, seconds: number): Date {
  return new Date(start.getTime() + seconds * 1000);
}
