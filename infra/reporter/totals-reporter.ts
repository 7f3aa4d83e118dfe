import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";
import { isSuccess, totalsLine, type Totals } from "./totals.ts";

/**
 * Ends a Vitest run with its totals, and fails a run in which no test ran. Under infra/test.ts it
 * leaves the line to that, which prints it after Vitest's very last word.
 */
export class TotalsReporter implements Reporter {
  readonly #file = process.env["NIGHTLIGHT_TOTALS_FILE"];

  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<unknown>): void {
    const totals = count(modules, unhandledErrors.length);
    if (!isSuccess(totals)) process.exitCode = 1;
    if (this.#file) writeFileSync(this.#file, JSON.stringify(totals));
    else console.log(totalsLine(totals));
  }
}

function count(modules: ReadonlyArray<TestModule>, unhandled: number): Totals {
  const totals: Totals = { passed: 0, failed: unhandled, skipped: 0 };
  for (const module of modules) {
    for (const suite of [module, ...module.children.allSuites()]) if (suite.errors().length > 0) totals.failed += 1;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      totals[state === "pending" ? "skipped" : state] += 1;
    }
  }
  return totals;
}
