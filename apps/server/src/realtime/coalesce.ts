/** Longer than this nobody waits for what is only asked to compare. */
const PATIENCE_MS = 2_000;

/**
 * Long enough that what thousands of screens ask by themselves costs a few readings a second, whether it is one screen
 * that asks or all of them; short enough that nobody notices.
 */
export const GATHER_MS = 100;

/**
 * Answers many questions with few readings: whoever asks while one runs, or within `gatherMs` of the first, is answered by
 * the next, together with all others who asked meanwhile. Gives undefined for what could not be read in time.
 */
export function coalesce<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  { gatherMs = 0, patienceMs = PATIENCE_MS }: { readonly gatherMs?: number; readonly patienceMs?: number } = {},
): (key: string) => Promise<Value | undefined> {
  let next: { readonly keys: Set<string>; readonly answer: Promise<ReadonlyMap<string, Value>> } | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const join = (key: string): Promise<ReadonlyMap<string, Value>> => {
    if (next === undefined) {
      const keys = new Set<string>();
      const answer = running
        // Whoever asks in the same turn is still to come.
        .then(() => new Promise((resolve) => (gatherMs > 0 ? setTimeout(resolve, gatherMs) : setImmediate(resolve))))
        .then(() => {
          next = undefined;
          return read([...keys]);
        });
      running = answer.catch(() => undefined);
      next = { keys, answer };
    }
    next.keys.add(key);
    return next.answer;
  };
  return async (key) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        resolve(undefined);
      }, patienceMs);
    });
    const answer = join(key).then(
      (found) => found.get(key),
      () => undefined,
    );
    return Promise.race([answer, late]).finally(() => {
      clearTimeout(timer);
    });
  };
}
