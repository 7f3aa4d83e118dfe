import type { ChildContactView } from "@nightlight/contracts/child/contact";
import type { Outgoing } from "./outbox.ts";

export type SafeNow = "yes" | "no" | "unknown";

/** Where a chat stands, each stage with only its own facts. */
export type Stage =
  | { readonly status: "none"; readonly trouble: "offline" | "refused" | null; readonly safeNow: SafeNow | null }
  | { readonly status: "beginning"; readonly safeNow: SafeNow }
  | {
      readonly status: "open";
      readonly safeNow: SafeNow;
      readonly contact: ChildContactView;
      readonly outbox: readonly Outgoing[];
      readonly isTyping: boolean;
      /** The wish to be called did not get through. */
      readonly isCallRefused?: boolean;
      /** Machine time since when the chat is away; null while it is there. */
      readonly awaySince: number | null;
    }
  /** The server no longer knows this chat. */
  | { readonly status: "expired" };

export type OpenStage = Extract<Stage, { status: "open" }>;

/** The words in the field belong to no stage: a failure or an ending leaves them where they are. */
export type ContactState = { readonly draft: string; readonly stage: Stage };

export const NO_CONTACT: ContactState = { draft: "", stage: { status: "none", trouble: null, safeNow: null } };
