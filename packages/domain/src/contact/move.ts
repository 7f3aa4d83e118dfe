import type { OneKeyEnding } from "./disposition.ts";
import type { TransferKind } from "./talk.ts";

/** Why a supervisor steps in. Codes and no text: nothing about a child is ever written here. */
export const STEP_IN_REASONS = [
  "workload",
  "language",
  "knows_the_child",
  "counsellor_asked",
  "away",
  "shift_ends",
  "technical",
  "danger",
  "other",
] as const;

export type StepInReason = (typeof STEP_IN_REASONS)[number];

/** What may speak against giving a contact to somebody, and yet be overridden by a supervisor who names it. */
export const OVERRIDABLE = ["intent", "gate", "capacity", "language", "skipped", "winding_down"] as const;

export type Overridable = (typeof OVERRIDABLE)[number];

/** What moving a contact does, by where it is and where it goes. */
export const MOVE_EFFECTS = ["offer", "transfer", "queue", "hand_over"] as const;

export type MoveEffect = (typeof MOVE_EFFECTS)[number];

/** What cannot be done with a contact, whatever is overridden. */
export const MOVE_OBSTACLES = [
  /** Does not take contacts, has no access any more, or may not know of this one. */
  "not_fit",
  /** Not signed in, or their screen is lost: nobody would see it. */
  "not_there",
  /** It is where it would be moved to. */
  "already_there",
  /** Closed or abandoned. */
  "over",
  /** A record cannot wait in the queue: name somebody. */
  "needs_person",
  /** A record of another centre. */
  "not_your_centre",
  /** A call was promised: it waits for the window that is safe. */
  "call_waits",
] as const;

export type MoveObstacle = (typeof MOVE_OBSTACLES)[number];

/** An offer that was taken back for a move: to whom, and how its owner had asked for it, where one had. */
export type TakenOffer = { readonly to: string; readonly asked?: TransferKind };

/** What keeps an offer that was taken back for a move from being made once more when the move is undone. */
export const NOT_BACK_BECAUSE = ["not_fit", "not_there", "intent", "gate", "capacity"] as const;

export type NotBackBecause = (typeof NOT_BACK_BECAUSE)[number];

/**
 * A supervisor's move that has not come to its end: an offer to the person named, or the seconds before a counsellor
 * lets go. `before` is what an undo puts back.
 */
export type Move = {
  readonly id: string;
  /** The supervisor. */
  readonly by: string;
  /** Null: back to the queue. */
  readonly to: string | null;
  readonly reason: StepInReason;
  readonly overrides: readonly Overridable[];
  /** Until then it can be undone. What could not be taken back happens then, and not before. */
  readonly until: Date;
  readonly before: {
    /** Whom an orphan waited for. */
    readonly previousOwner: string | null;
    /** A one-key ending that was running. */
    readonly ending: OneKeyEnding | null;
    /** Who is passed over because of it. */
    readonly skipped: string | null;
    /** Whose offer was taken back for it; left out where there was none. */
    readonly took?: TakenOffer;
  };
};

/** Events that leave a contact where it is, with whom it is: a supervisor who did not see them yet saw it right. */
export const LEAVING_ITS_PLACE = [
  "offer_shown",
  "message_posted",
  "record_begun",
  "owner_returned",
  "contact_held",
  "contact_resumed",
  "more_time_taken",
  "hold_reminded",
  "silence_noticed",
  "silence_answered",
  "lane_raised",
  "language_chosen",
  "voicemail_left",
  "risk_assessed",
  "risk_raised",
  "risk_lowered",
  "risk_lowering_asked",
  "risk_lowering_decided",
  "contact_escalated",
  "access_restored",
] as const;
