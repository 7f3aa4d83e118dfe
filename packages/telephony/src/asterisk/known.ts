import type { AttemptId, CallId } from "@nightlight/commands/call/telephony";

export type KnownCall = {
  readonly direction: "in" | "out";
  isAnswered: boolean;
  /** Whether music is heard whenever nothing else is. */
  hasMusic: boolean;
  /** What is being announced. */
  announcement: string | undefined;
  /** We asked for its end. */
  isEndedByUs: boolean;
  cause: number | undefined;
};

export type KnownLeg = { readonly callId: CallId; isAnswered: boolean; isCancelled: boolean };

/** What the adapter knows to be up: what is not here has ended already, and is told no second time. */
export type Known = { readonly calls: Map<CallId, KnownCall>; readonly legs: Map<AttemptId, KnownLeg> };

export function newCall(direction: "in" | "out"): KnownCall {
  return {
    direction,
    isAnswered: false,
    hasMusic: false,
    announcement: undefined,
    isEndedByUs: false,
    cause: undefined,
  };
}
