import type { SlotKind } from "../contact/channel.ts";
import { VOICE_TROUBLES, type VoiceTrouble } from "../call/trouble.ts";
import type { Contact } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";
import type { Intent, Seat } from "../presence/presence.ts";

/** Somebody on the floor: a seat as the matcher sees it, and what a supervisor asks besides. */
export type FloorSeat = Seat & {
  readonly intentSince: Date;
  readonly missedInRow: number;
  readonly places: Readonly<Record<SlotKind, number>>;
  /** Undefined: no screen of theirs was ever there. */
  readonly lease: { readonly isAlive: boolean; readonly lostAt: Date | undefined } | undefined;
  /** The shift that covers now; else the next one within a day. */
  readonly shift:
    | { readonly name: string; readonly startsAt: Date; readonly endsAt: Date; readonly checkedInAt: Date | undefined }
    | undefined;
};

/** Everybody who is there or should be, and every contact that is not over: as one reading saw them. */
export type FloorReading = {
  /** A reading with a higher number saw everything that this one saw. */
  readonly number: number;
  readonly at: Date;
  readonly seats: readonly FloorSeat[];
  readonly contacts: readonly FloorContact[];
  /** What goes wrong with the telephone. */
  readonly troubles: readonly VoiceTrouble[];
  /** What was in force when it was read. */
  readonly policy: RoutingPolicy;
};

export type FloorContact = {
  readonly contact: Contact;
  /** A record that its counsellor cannot finish: no longer here, or barred from it. */
  readonly needsHandOver: boolean;
};

/** What somebody is doing, in the order in which it is told: the first that holds. */
export const FLOOR_STATES = [
  /** Their screen is lost while it should be there. */
  "screen_lost",
  /** Something rings at them. */
  "ringing",
  "talking",
  /** Finishing a record that keeps their place. */
  "writing",
  /** Outside their shift, or not checked in. */
  "not_on_shift",
  /** They said that they do something else, or the system found that they do not answer. */
  "paused",
  "free",
] as const;

export type FloorState = (typeof FLOOR_STATES)[number];

/** Why somebody's state is what it is. */
export const FLOOR_CAUSES = [
  "lease_lost",
  "never_connected",
  "offer",
  "conversation",
  "record",
  "before_shift",
  "not_checked_in",
  "no_shift",
  "break",
  "training",
  "off",
  "not_responding",
  /** In the last minutes of the shift: only what is immediate still comes. */
  "winding_down",
  "idle",
] as const;

export type FloorCause = (typeof FLOOR_CAUSES)[number];

/** What wants an act of a supervisor, not a glance. */
export const FLOOR_ALERTS = [
  "immediate_waits",
  "over_target",
  /** Waits so long that supervisors are on it, too (overflow ladder), though its target is later. */
  "nobody_takes",
  /** Waits so long that whoever is on call should be called in. */
  "on_call_wanted",
  "offers_fail",
  "orphaned",
  "screen_lost_in_conversation",
  "not_responding",
  "needs_hand_over",
  /** A record keeps a place for longer than it may. */
  "record_takes_long",
  /** Silent for ten minutes, at P1 or P2: before it goes to wrap-up. */
  "silent_in_danger",
  /** Broke off at P1 or P2 and nobody called since: one disguised call may be allowed. */
  "broke_off_in_danger",
  /** A promised call reached nobody: allow one more, or end it. */
  "call_undecided",
  /** Somebody waits, and nobody is there. */
  "nobody_there",
  ...VOICE_TROUBLES,
] as const;

export type FloorAlertCode = (typeof FLOOR_ALERTS)[number];

/** The causes of a pause are the intents that make one. */
export const PAUSES: Readonly<Record<Exclude<Intent, "available">, FloorCause>> = {
  break: "break",
  training: "training",
  off: "off",
  not_responding: "not_responding",
};
