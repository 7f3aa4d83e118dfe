import { ProblemError } from "@nightlight/contracts/client";
import type { Seen } from "./child-mind.ts";

/** How a child reaches the helpline: the companion, or the gateway of a channel. */
export type ChildDoor = {
  /** The same key twice is one message. */
  say(clientKey: string, text: string): Promise<void>;
  typing(): void;
  look(): Promise<Seen>;
  leave(quick: boolean): Promise<void>;
  /** Resolves when something may have changed since the last look. */
  news(stop: AbortSignal): Promise<void>;
  close(): void;
};

/** What a child sees whose chat is over for the server. */
export const OVER: Seen = { phase: "over", counsellor: "", heard: [] };

/** Whether the server says that this chat is no more. */
export function isGone(error: unknown): boolean {
  return error instanceof ProblemError && [401, 403, 404, 409, 410].includes(error.problem.status);
}
