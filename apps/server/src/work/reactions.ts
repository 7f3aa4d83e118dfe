import type { CounsellorEvent } from "@nightlight/commands/events";
import type { OfferEnd } from "@nightlight/contracts/counsellor/realtime";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";

type AnyEvent = ContactEvent | CounsellorEvent | EscalationEvent;

/** A contact began to wait, or a place became free for one that already does. */
export type MatchHint = "waits" | "frees";

/** How far the news of an event goes. */
type Reaction = {
  /** What there may be for the matcher: somebody began to wait, or a place became free. */
  readonly match: MatchHint | undefined;
  /** The queue's numbers and positions changed. */
  readonly queue: boolean;
  /** The child's page has to look again. */
  readonly child: boolean;
  /** The owner's console has to look again. */
  readonly owner: boolean;
};

const quiet: Reaction = { match: undefined, queue: false, child: false, owner: false };

/** What follows from every event there is: reviewed as a table, complete by type. */
const REACTIONS: Readonly<Record<AnyEvent["type"], Reaction>> = {
  contact_arrived: { ...quiet, match: "waits", queue: true },
  offer_made: { ...quiet, queue: true },
  offer_shown: quiet,
  offer_accepted: { ...quiet, queue: true, child: true, owner: true },
  offer_declined: { ...quiet, match: "waits", queue: true },
  offer_failed: { ...quiet, match: "waits", queue: true },
  offer_rescinded: { ...quiet, match: "waits", queue: true },
  // Told by the handler that stored it, with the words; here only when that handler's server died.
  message_posted: quiet,
  record_begun: quiet,
  conversation_ended: { ...quiet, child: true, owner: true },
  closing_started: { ...quiet, owner: true },
  closing_undone: { ...quiet, owner: true },
  contact_closed: { ...quiet, match: "frees", child: true, owner: true },
  contact_reopened: { ...quiet, owner: true },
  more_time_taken: { ...quiet, owner: true },
  contact_abandoned: { ...quiet, match: "frees", queue: true, child: true },
  owner_lost: { ...quiet, child: true, owner: true },
  owner_returned: { ...quiet, child: true, owner: true },
  contact_orphaned: { ...quiet, match: "waits", queue: true, child: true, owner: true },
  owner_removed: { ...quiet, match: "waits", queue: true, child: true, owner: true },
  record_handed_over: { ...quiet, match: "frees", owner: true },
  // The person named is told by the offer; both counsellors and the supervisor, where it goes, by `tell-moves`.
  contact_moved: { ...quiet, match: "waits", queue: true, owner: true },
  move_undone: { ...quiet, match: "waits", queue: true, owner: true },
  move_failed: { ...quiet, owner: true },
  contact_released: { ...quiet, match: "waits", queue: true, owner: true },
  access_barred: { match: "waits", queue: true, child: true, owner: true },
  access_restored: { ...quiet, match: "frees" },
  contact_held: { ...quiet, child: true, owner: true },
  contact_resumed: { ...quiet, child: true, owner: true },
  hold_reminded: { ...quiet, owner: true },
  silence_noticed: { ...quiet, child: true, owner: true },
  silence_answered: { ...quiet, child: true, owner: true },
  guest_joined: { ...quiet, child: true, owner: true },
  guest_left: { ...quiet, match: "frees", child: true, owner: true },
  contact_passed: { ...quiet, match: "frees", child: true, owner: true },
  callback_asked: { ...quiet, queue: true, child: true },
  callback_ready: { ...quiet, match: "waits", queue: true, child: true },
  callback_overdue: { ...quiet, queue: true, child: true },
  callback_reached: { ...quiet, owner: true },
  callback_missed: { ...quiet, match: "frees", child: true, owner: true },
  callback_met: { ...quiet, queue: true, child: true },
  callback_kept: { ...quiet, queue: true, child: true },
  callback_withdrawn: { ...quiet, match: "waits", queue: true, child: true, owner: true },
  call_allowed: { ...quiet, match: "waits", queue: true, owner: true },
  // Recorded by hand: a desk that lists it is read again.
  contact_recorded: { ...quiet, owner: true },
  receipt_corrected: { ...quiet, owner: true },
  lane_raised: { ...quiet, match: "waits", queue: true },
  voicemail_left: { ...quiet, queue: true, owner: true },
  language_chosen: { ...quiet, match: "waits", queue: true },
  risk_assessed: { ...quiet, owner: true },
  risk_raised: { ...quiet, owner: true },
  risk_lowered: { ...quiet, owner: true },
  risk_lowering_asked: { ...quiet, owner: true },
  risk_lowering_decided: { ...quiet, owner: true },
  contact_escalated: { ...quiet, owner: true },
  intent_changed: { ...quiet, match: "frees" },
  intent_forced: { ...quiet, match: "frees" },
  shift_checked_in: { ...quiet, match: "frees" },
  offer_missed: quiet,
  next_intent_chosen: quiet,
  // Both sides of a handover, and supervisors, are told by `tell-handover`.
  handover_opened: quiet,
  handover_asked: quiet,
  handover_withdrawn: quiet,
  handover_answered: quiet,
  handover_raised: quiet,
  overtime_began: quiet,
  // Its counsellor is told by `call:changed`.
  call_monitored: quiet,
  // When such a call is over, whoever made it can be offered one again.
  outside_call: { ...quiet, match: "frees" },
  roster_changed: { ...quiet, match: "frees" },
  // Whoever is told looks again by the notice of handovers; supervisors see it where the shifts stand.
  called_in: quiet,
  call_in_answered: quiet,
  // Of an escalation everybody concerned is told everything, by `tell-escalation`.
  escalation_drafted: quiet,
  escalation_sent: quiet,
  authority_addressed: quiet,
  escalation_delivered: quiet,
  escalation_seen: quiet,
  escalation_acknowledged: quiet,
  escalation_acting: quiet,
  escalation_declined: quiet,
  escalation_redirected: quiet,
  escalation_reported: quiet,
  report_accepted: quiet,
  report_asked_again: quiet,
  escalation_withdrawn: quiet,
  rung_climbed: quiet,
  limit_breached: quiet,
  breach_explained: quiet,
  task_made: quiet,
  task_offered: quiet,
  task_taken: quiet,
  task_alarmed: quiet,
  task_done: quiet,
};

/** What follows from an event. */
export function reactionTo(event: AnyEvent): Reaction {
  return REACTIONS[event.type];
}

/** What there may be for the matcher after an event. */
export function matchHint(event: AnyEvent): MatchHint | undefined {
  return REACTIONS[event.type].match;
}

/** How an offer left the screen, and whose; undefined for events that end no offer. */
export function offerEnd(event: AnyEvent): { offerId: string; counsellorId: string; end: OfferEnd } | undefined {
  if (event.type === "offer_accepted" || event.type === "guest_joined")
    return { offerId: event.offerId, counsellorId: event.by, end: "accepted" };
  if (event.type === "offer_declined") return { offerId: event.offerId, counsellorId: event.by, end: "declined" };
  if (event.type === "offer_failed") return { offerId: event.offerId, counsellorId: event.to, end: event.failure };
  if (event.type === "offer_rescinded") return { offerId: event.offerId, counsellorId: event.to, end: "rescinded" };
  return undefined;
}
