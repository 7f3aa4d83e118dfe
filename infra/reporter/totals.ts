/** What a test run came to. A suite that could not be read and an error outside any test count as failed. */
export type Totals = { passed: number; failed: number; skipped: number };

/** The last line of a run, for every reader. */
export function totalsLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A run in which nothing ran proves nothing, so it is no success. */
export function isSuccess({ passed, failed }: Totals): boolean {
  return failed === 0 && passed > 0;
}
