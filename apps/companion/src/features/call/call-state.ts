import type { ChildContactView } from "@nightlight/contracts/child/contact";

/** Why there is no call: what the child can do about it differs. */
export type WhyNot = "microphone-refused" | "no-microphone" | "no-line" | "offline";

/** Where a call from this page stands, each stage with only its own facts. */
export type CallStage =
  | { readonly status: "none" }
  /** The browser asks for the microphone, and the exchange is called. */
  | { readonly status: "asking" }
  | { readonly status: "refused"; readonly why: WhyNot }
  | {
      readonly status: "up";
      /** Undefined until it was read for the first time. */
      readonly contact: ChildContactView | undefined;
      readonly isMuted: boolean;
      /** They told us by a key that they cannot speak. */
      readonly cannotSpeak: boolean;
    }
  | { readonly status: "over"; readonly isBroken: boolean };

export const NO_CALL: { readonly stage: CallStage } = { stage: { status: "none" } };
