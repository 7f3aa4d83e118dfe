import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, type Result } from "../result.ts";
import { CHANNELS, isCall, type Language } from "./channel.ts";
import { isConversationOpen, isWaiting, type Contact, type CounsellorId } from "./contact.ts";
import { skipUntil } from "./deadlines.ts";
import { endTransfer } from "./decide-transfer.ts";
import { entryOf } from "./entry-lane.ts";
import type { ContactEvent } from "./events.ts";
import { laneRank } from "./lane.ts";

/** What the telephone line itself says of a contact that is a call. */
export type CallCommand =
  /** Its counsellor accepted, or talked, and their telephone is not there any more. */
  | { type: "lose-media"; owner: CounsellorId }
  /** A key was pressed, or a sound was heard. */
  | { type: "be-heard" }
  /** A restricted caller pressed the key that gives them the place that everybody has. */
  | { type: "go-ahead" }
  /** A caller pressed the key of another language. */
  | { type: "choose-language"; language: Language }
  /** A caller spoke after the tone, and it is kept. */
  | { type: "leave-voicemail" };

const CALL_COMMANDS = ["lose-media", "be-heard", "go-ahead", "choose-language", "leave-voicemail"] as const;

/** Whether a command is the line's. */
export function isCallCommand(command: { readonly type: string }): command is CallCommand {
  return CALL_COMMANDS.some((type) => type === command.type);
}

type Decision = Result<readonly ContactEvent[], never>;

/**
 * Decides on what the line says. Without a telephone a counsellor helps nobody: the call waits again, as old as it is, and
 * they are passed over for a while. Whoever makes themselves heard within the undo seconds is not hung up on.
 */
export function decideCall(contact: Contact, command: CallCommand, now: Date, policy: RoutingPolicy): Decision {
  const { state } = contact;
  const nothing: Decision = accept([]);
  if (command.type === "be-heard") {
    return state.status === "closing" ? accept([{ type: "closing_undone", by: "child" }]) : nothing;
  }
  if (command.type === "go-ahead") {
    const lane = entryOf(CHANNELS[contact.channel].slot, policy);
    const rises = state.status !== "active" && isConversationOpen(contact) && laneRank(lane) < laneRank(contact.lane);
    return rises ? accept([{ type: "lane_raised", lane }]) : nothing;
  }
  if (command.type === "leave-voicemail") {
    const isHere = isInQueue(contact) || state.status === "active";
    return isHere && !contact.childWrote ? accept([{ type: "voicemail_left" }]) : nothing;
  }
  if (command.type === "choose-language") return chooseLanguage(contact, command.language);
  if (state.status !== "active" || state.owner !== command.owner) return nothing;
  const removed: ContactEvent = {
    ...{ type: "owner_removed", owner: state.owner, skipUntil: skipUntil(now, policy), because: "media" },
  };
  return accept([...endTransfer(contact), removed]);
}

/** Whoever waits is offered to somebody who speaks the language; whom it is held out to now may not. */
function chooseLanguage({ state, language: before }: Contact, language: Language): Decision {
  const chosen: ContactEvent = { type: "language_chosen", language };
  if (language === before) return accept([]);
  if (state.status === "queued" || state.status === "orphaned") return accept([chosen]);
  if (state.status !== "offered") return accept([]);
  return accept([{ type: "offer_rescinded", offerId: state.offer.id, to: state.offer.to }, chosen]);
}

/** Whether a caller's words are with us and wait for somebody: they keep their place, whoever is still on the line. */
export function isMessageWaiting(contact: Contact): boolean {
  return isCall(contact.channel) && contact.childWrote && isInQueue(contact);
}

function isInQueue(contact: Contact): boolean {
  return isWaiting(contact) || contact.state.status === "offered";
}
