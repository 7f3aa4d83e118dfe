const LOOK_EVERY_MS = 60_000;

const HOUR_MS = 3_600_000;
const SHIFT_MS = 8 * HOUR_MS;
/** 06:00, 14:00 and 22:00 in Vietnam, where no clock is ever put forward. */
const FIRST_CHANGE_MS = 7 * HOUR_MS;
/** So long before a change the shift that ends is lengthened: what winds down offers nothing. */
const BEFORE_MS = 20 * 60_000;

/** Whether the demo's shifts want to be looked at: some minutes before a change, and at the change. */
export function isDemoDue(from: Date, to: Date): boolean {
  return [0, BEFORE_MS].some((before) => {
    const changes = (at: Date): number => Math.floor((at.getTime() - FIRST_CHANGE_MS + before) / SHIFT_MS);
    return changes(from) < changes(to);
  });
}

/** Puts whoever tries the demo on the shift that is open, whenever one changes while it runs. Gives what ends that. */
export function keepDemoStaffed(seed: () => Promise<unknown>, say: (line: string) => void): () => Promise<void> {
  let seen = new Date();
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // A machine that slept finds what was due meanwhile.
    const isDue = isDemoDue(seen, new Date());
    seen = new Date();
    if (!isDue) return;
    running = running.then(seed).catch((error: unknown) => {
      say(`The demo's shifts were not put in place: ${String(error)}`);
    });
  }, LOOK_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
