import { NoAnswerError, ProblemError } from "@nightlight/contracts/client";
import type { Pace } from "./pace.ts";

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 3_000;

/** Whether it may go well a little later: nobody answered, too much at once, or the server is in trouble or starting. */
export function isPassing(error: unknown): boolean {
  if (error instanceof NoAnswerError) return true;
  return error instanceof ProblemError && (error.problem.status === 429 || error.problem.status >= 500);
}

/** Whether the server says no in a way that only means that the world went on: stale, over, gone. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof ProblemError && [401, 403, 404, 409, 410, 422].includes(error.problem.status);
}

/**
 * Does something through the server until it answers: a restart is waited out. Refusals are thrown; once the signal is
 * aborted, so is everything else. What is done has to be harmless when it is done twice.
 */
export async function persist<Value>(pace: Pace, stop: AbortSignal, act: () => Promise<Value>): Promise<Value> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    try {
      return await act();
    } catch (error) {
      if (stop.aborted || !isPassing(error)) throw error;
    }
    await pace.wait(wait, stop);
  }
}
