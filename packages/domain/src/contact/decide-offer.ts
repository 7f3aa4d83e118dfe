import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, refuse, type Result } from "../result.ts";
import { isWaiting, liveOfferOf, type Contact, type CounsellorId, type LiveOffer } from "./contact.ts";
import { offerDueAt, offerEndsAt, offerTimes, skipUntil } from "./deadlines.ts";
import { moveFailed } from "./decide-move.ts";
import type { DeclineReason } from "./disposition.ts";
import type { ContactEvent } from "./events.ts";

export type OfferCommand =
  | { type: "offer"; offerId: string; to: CounsellorId }
  | { type: "show"; offerId: string; by: CounsellorId }
  | { type: "accept"; offerId: string; by: CounsellorId }
  | { type: "decline"; offerId: string; by: CounsellorId; reason: DeclineReason }
  | { type: "expire-offer" }
  | { type: "rescind-offer" };

const OFFER_COMMANDS = ["offer", "show", "accept", "decline", "expire-offer", "rescind-offer"] as const;

/** Whether a command is about an offer. */
export function isOfferCommand(command: { readonly type: string }): command is OfferCommand {
  return OFFER_COMMANDS.some((type) => type === command.type);
}

export type OfferRefusal = "not-waiting" | "offer-gone" | "offer-expired" | "not-due";

type Decision = Result<readonly ContactEvent[], OfferRefusal>;
type Command<Type extends OfferCommand["type"]> = Extract<OfferCommand, { type: Type }>;

const nothing: Decision = accept([]);

/** Decides on the one open offer of a contact: of what waits, or a transfer beside its owner. */
export function decideOffer(contact: Contact, command: OfferCommand, now: Date, policy: RoutingPolicy): Decision {
  switch (command.type) {
    case "offer":
      return offer(contact, command, now, policy);
    case "show":
      return show(contact, command, now, policy);
    case "accept":
      return acceptOffer(contact, command, now);
    case "decline":
      return decline(contact, command, skipUntil(now, policy));
    case "expire-offer":
      return expireOffer(contact, now, policy);
    case "rescind-offer":
      return rescindOffer(contact);
  }
}

function offer(contact: Contact, command: Command<"offer">, now: Date, policy: RoutingPolicy): Decision {
  if (!isWaiting(contact)) return refuse("not-waiting");
  return accept([
    { type: "offer_made", offerId: command.offerId, to: command.to, ...offerTimes(contact, now, policy) },
  ]);
}

function show(contact: Contact, command: Command<"show">, now: Date, policy: RoutingPolicy): Decision {
  const offer = offerTo(contact, command);
  if (offer === undefined) return refuse("offer-gone");
  if (offer.shownAt !== undefined) return nothing;
  if (offerDueAt(offer) <= now) return refuse("offer-expired");
  return accept([{ type: "offer_shown", offerId: offer.id, expiresAt: offerEndsAt(contact, now, policy) }]);
}

function acceptOffer(contact: Contact, command: Command<"accept">, now: Date): Decision {
  const offer = offerTo(contact, command);
  if (offer === undefined) return refuse("offer-gone");
  if (offerDueAt(offer) <= now) return refuse("offer-expired");
  const { state } = contact;
  if (offer.asked === "warm" && state.status === "active") {
    return accept([{ type: "guest_joined", offerId: offer.id, by: command.by }]);
  }
  const from = state.status === "active" ? { from: state.owner } : {};
  return accept([{ type: "offer_accepted", offerId: offer.id, by: command.by, ...from }]);
}

function decline(contact: Contact, command: Command<"decline">, until: Date): Decision {
  const offer = offerTo(contact, command);
  if (offer === undefined) return refuse("offer-gone");
  const { by, reason } = command;
  return accept([
    { type: "offer_declined", offerId: offer.id, by, reason, skipUntil: until },
    ...moveFailed(contact, "declined"),
  ]);
}

function expireOffer(contact: Contact, now: Date, policy: RoutingPolicy): Decision {
  const offer = liveOfferOf(contact);
  if (offer === undefined) return nothing;
  if (offerDueAt(offer) > now) return refuse("not-due");
  const failure = offer.shownAt === undefined ? "undeliverable" : "timed_out";
  return accept([
    { type: "offer_failed", offerId: offer.id, to: offer.to, failure, skipUntil: skipUntil(now, policy) },
    ...moveFailed(contact, failure),
  ]);
}

function rescindOffer(contact: Contact): Decision {
  const offer = liveOfferOf(contact);
  if (offer === undefined) return nothing;
  return accept([{ type: "offer_rescinded", offerId: offer.id, to: offer.to }, ...moveFailed(contact, "rescinded")]);
}

function offerTo(contact: Contact, command: { offerId: string; by: CounsellorId }): LiveOffer | undefined {
  const offer = liveOfferOf(contact);
  return offer?.id === command.offerId && offer.to === command.by ? offer : undefined;
}
