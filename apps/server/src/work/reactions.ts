import type { CounsellorEvent } from "@nightlight/commands/events";
import type { OfferEnd } from "@nightlight/contracts/counsellor/realtime";
import type { ContactEvent } from "@nightlight/domain/contact/events";

type AnyEvent = ContactEvent | CounsellorEvent;

/** How far the news of an event goes. */
type Reaction = {
  /** A place became free or a contact began to wait: the matcher looks. */
  readonly matches: boolean;
  /** The queue's numbers and positions changed. */
  readonly queue: boolean;
  /** The child's page has to look again. */
  readonly child: boolean;
  /** The owner's console has to look again. */
  readonly owner: boolean;
};

const quiet: Reaction = { matches: false, queue: false, child: false, owner: false };

/** What follows from every event there is: reviewed as a table, complete by type. */
const REACTIONS: Readonly<Record<AnyEvent["type"], Reaction>> = {
  contact_arrived: { ...quiet, matches: true, queue: true },
  offer_made: { ...quiet, queue: true },
  offer_shown: quiet,
  offer_accepted: { ...quiet, queue: true, child: true, owner: true },
  offer_declined: { ...quiet, matches: true, queue: true },
  offer_failed: { ...quiet, matches: true, queue: true },
  offer_rescinded: { ...quiet, matches: true, queue: true },
  // Told by the handler that stored it, with the words; here only when that handler's server died.
  message_posted: quiet,
  record_begun: quiet,
  conversation_ended: { ...quiet, child: true, owner: true },
  closing_started: { ...quiet, owner: true },
  closing_undone: { ...quiet, owner: true },
  contact_closed: { ...quiet, matches: true, child: true, owner: true },
  contact_reopened: { ...quiet, owner: true },
  contact_abandoned: { ...quiet, matches: true, queue: true, child: true },
  owner_lost: { ...quiet, child: true, owner: true },
  owner_returned: { ...quiet, child: true, owner: true },
  contact_orphaned: { ...quiet, matches: true, queue: true, child: true, owner: true },
  owner_removed: { ...quiet, matches: true, queue: true, child: true, owner: true },
  record_handed_over: { ...quiet, matches: true, owner: true },
  access_barred: { matches: true, queue: true, child: true, owner: true },
  access_restored: { ...quiet, matches: true },
  intent_changed: { ...quiet, matches: true },
  shift_checked_in: { ...quiet, matches: true },
  offer_missed: quiet,
};

/** What follows from an event. */
export function reactionTo(event: AnyEvent): Reaction {
  return REACTIONS[event.type];
}

/** Whether the matcher has something new to look at. */
export function freesOrFills(event: AnyEvent): boolean {
  return REACTIONS[event.type].matches;
}

/** How an offer left the screen, and whose; undefined for events that end no offer. */
export function offerEnd(event: AnyEvent): { offerId: string; counsellorId: string; end: OfferEnd } | undefined {
  if (event.type === "offer_accepted") return { offerId: event.offerId, counsellorId: event.by, end: "accepted" };
  if (event.type === "offer_declined") return { offerId: event.offerId, counsellorId: event.by, end: "declined" };
  if (event.type === "offer_failed") return { offerId: event.offerId, counsellorId: event.to, end: event.failure };
  if (event.type === "offer_rescinded") return { offerId: event.offerId, counsellorId: event.to, end: "rescinded" };
  return undefined;
}
