import type { MessageView } from "@nightlight/contracts/fields";
import type { CrowdLine } from "./crowd-line.ts";
import type { HeldWords } from "./held-words.ts";

/** A screen of the crowd, a counsellor's or a child's. */
export type CrowdScreen = {
  readonly line: CrowdLine;
  readonly words: HeldWords;
  readonly side: "counsellor" | "child";
  isTalking(): boolean;
  /** Says something until it is stored, whatever happens to the line; undefined when it is refused. */
  say(text: string): Promise<MessageView | undefined>;
  leave(): void;
};
