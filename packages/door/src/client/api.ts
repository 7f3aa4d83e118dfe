import { createClient, NoAnswerError, ProblemError } from "@nightlight/contracts/client";
import { useTaste } from "../taste/taste.ts";

/** Calls the server by contract. Refusals come back in the language of the screen. */
export const call = createClient({
  origin: "",
  fetch: (url, init) => globalThis.fetch(url, init),
  headers: () => ({ "accept-language": useTaste.getState().language }),
});

/** The stable code of a refusal, or undefined when the server did not refuse. */
export function refusalCode(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.problem.code : undefined;
}

const TOO_MANY = 429;

/** Whether nothing was decided, so that the same may be sent again: no answer, or a server that could not now. */
export function isUnanswered(error: unknown): boolean {
  if (error instanceof ProblemError) return error.problem.status >= 500 || error.problem.status === TOO_MANY;
  return error instanceof NoAnswerError;
}

/** Whether the session has ended: the person signs in again, nothing else changes. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401;
}
