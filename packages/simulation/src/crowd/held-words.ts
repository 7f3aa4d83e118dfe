import { ProblemError } from "@nightlight/contracts/client";
import type { MessageView } from "@nightlight/contracts/fields";
import { setTimeout as sleep } from "node:timers/promises";

/** What a screen of the crowd holds of one conversation, and how late the other side's words came, in milliseconds. */
export type HeldWords = {
  readonly texts: ReadonlyMap<string, string>;
  readonly late: readonly number[];
  /** A notice brought it. */
  came(message: MessageView): void;
  /** A reading brought them. */
  read(messages: readonly MessageView[]): void;
  /** Notes from now on how late words come. */
  begin(): void;
};

/** Holds words by their id, as a page does. The clock of the database is this machine's. */
export function holdWords(side: MessageView["from"]): HeldWords {
  const texts = new Map<string, string>();
  const late: number[] = [];
  const came = ({ id, at, from, text }: MessageView): void => {
    if (from !== side && !texts.has(id)) late.push(Date.now() - Date.parse(at));
    texts.set(id, text);
  };
  return {
    texts,
    late,
    came,
    read: (messages) => messages.forEach(came),
    begin: () => void late.splice(0),
  };
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5_000;
const REFUSED: ReadonlySet<number> = new Set([403, 404, 409, 410]);

/**
 * Sends until it is acknowledged, as a page does with what was written: a repeat has the same key. Undefined when it was
 * refused for good: the conversation is somebody else's by now, and a page says so.
 */
export async function untilStored<Reply>(send: () => Promise<Reply>): Promise<Reply | undefined> {
  for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
    try {
      return await send();
    } catch (error) {
      if (error instanceof ProblemError && REFUSED.has(error.problem.status)) return undefined;
      await sleep(waitMs);
    }
  }
}
