const LOOP_DELAY = /^nightlight_loop_delay_seconds\{[^}]*quantile="0\.99"[^}]*\} ([\d.e+-]+)$/mu;

/** The 99th percentile since it was read before, in milliseconds, as the server's own figures say. */
export async function readLoopDelay(origin: string): Promise<number> {
  const found = LOOP_DELAY.exec(await (await fetch(`${origin}/metrics`)).text());
  if (found === null) throw new Error("the server does not say its loop's delay");
  return Math.round(Number(found[1]) * 100_000) / 100;
}
