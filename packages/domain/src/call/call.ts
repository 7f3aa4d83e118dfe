import type { CounsellorId } from "../contact/contact.ts";

/** The telephone of a counsellor in a call: it rings, was answered, or is joined to the caller. */
export const LEG_STAGES = ["ringing", "answered", "joined"] as const;
export type LegStage = (typeof LEG_STAGES)[number];

export type Leg = { readonly attemptId: string; readonly counsellorId: CounsellorId; readonly stage: LegStage };

/** What the caller hears. `silence`: the line is open and nobody speaks. */
export const SOUNDS = ["ringing", "announcement", "silence", "music", "people"] as const;
export type Sound = (typeof SOUNDS)[number];

/** One telephone call as the engine runs it; the contact that it is stands beside it. */
export type Call = {
  readonly callId: string;
  readonly isAnswered: boolean;
  /** The greeting was heard, or somebody cut in on it. */
  readonly isGreeted: boolean;
  readonly hears: Sound;
  /** The announcement that is being played, by its id. */
  readonly announcement: string | undefined;
  readonly legs: readonly Leg[];
};

/** A call at its first ring. */
export function incomingCall(callId: string): Call {
  return { callId, isAnswered: false, isGreeted: false, hears: "ringing", announcement: undefined, legs: [] };
}
