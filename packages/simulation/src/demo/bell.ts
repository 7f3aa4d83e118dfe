/** Wakes whoever waits for news. A ring that nobody waited for is heard by the next who does. */
export type Bell = {
  ring(): void;
  /** Resolves at the next ring, at once when it rang since the last time, or when the signal is aborted. */
  heard(stop: AbortSignal): Promise<void>;
};

export function createBell(): Bell {
  let hasRung = false;
  let sleepers: (() => void)[] = [];
  return {
    ring() {
      hasRung = sleepers.length === 0;
      const woken = sleepers;
      sleepers = [];
      for (const wake of woken) wake();
    },
    heard(stop) {
      if (hasRung || stop.aborted) {
        hasRung = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        sleepers.push(resolve);
        stop.addEventListener("abort", () => resolve(), { once: true });
      });
    },
  };
}
