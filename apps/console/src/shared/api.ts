import { createClient, NoAnswerError, ProblemError } from "@nightlight/contracts/client";
import { useSettings } from "./settings.ts";

/** Calls the server by contract. Refusals come back in the language of the screen. */
export const call = createClient({
  origin: "",
  fetch: (url, init) => globalThis.fetch(url, init),
  headers: () => ({ "accept-language": useSettings.getState().language }),
});

/** The stable code of a refusal, or undefined when the server did not refuse. */
export function refusalCode(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.problem.code : undefined;
}

/** Whether the request never got an answer, so that it may be repeated. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof NoAnswerError;
}

/** Whether the session has ended: the person signs in again, nothing else changes. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401;
}
