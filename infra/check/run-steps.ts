import type { Problem, Step } from "./step.ts";

const AT_ONCE = 2;
const SHOWN_PER_STEP = 100;

interface Result {
  name: string;
  problems: readonly Problem[];
}

/** Runs the steps two at a time, says a line for each and a summary; true when nothing was found and nothing broke. */
export async function runSteps(steps: readonly Step[], root: string, say: (line: string) => void): Promise<boolean> {
  const started = performance.now();
  const waiting = [...steps];
  const results: Result[] = [];
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      results.push(await runStep(step, root, say));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  const failed = results.filter(({ problems }) => problems.length > 0);
  for (const result of failed) tell(result, say);
  const failures = failed.map(({ name, problems }) => `${name} (${problems.length})`).join(", ");
  const passed = results.length - failed.length;
  say("");
  say(`check: ${passed} passed, ${failed.length} failed in ${seconds(started)}${failures && `: ${failures}`}`);
  return failed.length === 0;
}

async function runStep({ name, find }: Step, root: string, say: (line: string) => void): Promise<Result> {
  const started = performance.now();
  try {
    const { problems, lookedAt } = await find(root);
    const verdict = problems.length === 0 ? "ok    " : "FAILED";
    const count = problems.length === 0 ? "" : `: ${problems.length} problems`;
    say(`${verdict} ${name.padEnd(9)} ${seconds(started).padStart(7)}  ${lookedAt}${count}`);
    return { name, problems };
  } catch (error) {
    // A tool that breaks fails its step only, so that the others are still told.
    const message = error instanceof Error ? error.message : String(error);
    say(`BROKE  ${name.padEnd(9)} ${seconds(started).padStart(7)}`);
    return { name, problems: [{ file: "", rule: "broke", message }] };
  }
}

function tell({ name, problems }: Result, say: (line: string) => void): void {
  say("");
  say(`── ${name}`);
  const sorted = [...problems].sort((a, b) => a.file.localeCompare(b.file, "en"));
  for (const { file, rule, message } of sorted.slice(0, SHOWN_PER_STEP)) say(`${file}  ${rule}  ${message}`);
  const hidden = problems.length - SHOWN_PER_STEP;
  if (hidden > 0) say(`… and ${hidden} more`);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
