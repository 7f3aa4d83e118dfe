import { addHours } from "date-fns/addHours";

/**
 * A call that may be made: asked for by the person themselves with a window that is safe for them, or allowed once by a
 * supervisor. The number is kept sealed, elsewhere. Nothing is ever dialled outside the window.
 */
export type Callback = {
  readonly from: Date;
  readonly until: Date;
  /** Calls made in vain. */
  readonly tries: number;
  /** Set when a call found the person. */
  readonly reachedAt?: Date;
  /** Allowed by a supervisor after a contact in danger broke off: one call, in disguise, by a person. */
  readonly allowedBy?: string;
};

/** How a call went. `somebody_else` answered: nothing was said of us, and nobody tries again by themselves. */
export const CALL_OUTCOMES = ["reached", "no_answer", "somebody_else"] as const;

export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Why a supervisor allows the one disguised call. Codes and no text. */
export const CALL_REASONS = ["life_in_danger", "line_broke", "asked_for_help", "place_unknown"] as const;

export type CallReason = (typeof CALL_REASONS)[number];

/**
 * The window of a call that somebody asks for by a key while they wait on the line: they are there now, and a call that
 * waits for tomorrow is another wish.
 */
export function windowFrom(
  now: Date,
  policy: { readonly callbackByKeyHours: number },
): { readonly from: Date; readonly until: Date } {
  return { from: now, until: addHours(now, policy.callbackByKeyHours) };
}
