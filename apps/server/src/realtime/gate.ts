/** Lets so many jobs run at once; the others wait their turn here, in order, and not on a connection of the database. */
export function createGate(atOnce: number): <Value>(job: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const leave = (): void => {
    running -= 1;
    waiting.shift()?.();
  };
  return async (job) => {
    if (running >= atOnce) await new Promise<void>((enter) => waiting.push(enter));
    running += 1;
    try {
      return await job();
    } finally {
      leave();
    }
  };
}
