import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, refuse, type Result } from "../result.ts";
import { checkAt, comeBack, decideTalk, isTalkCommand, type TalkCommand, type TalkRefusal } from "./decide-talk.ts";
import {
  decideTransfer,
  endTransfer,
  isTransferCommand,
  type TransferCommand,
  type TransferRefusal,
} from "./decide-transfer.ts";
import { decideCall, isCallCommand, isMessageWaiting, type CallCommand } from "./decide-call.ts";
import { barFrom } from "./bar.ts";
import { isConversationOpen, type Contact, type CounsellorId } from "./contact.ts";
import { orphanAfter, orphanDueAt, reopenableUntil, undoUntil } from "./deadlines.ts";
import { isOneKeyEnding, ONE_KEY_TALK_SECONDS, type OneKeyEnding, type WrapUpDisposition } from "./disposition.ts";
import type { ContactEvent } from "./events.ts";
import { laneRank, oneLaneUp, type Lane } from "./lane.ts";
import { decideMove, isMoveCommand, type MoveCommand, type MoveRefusal } from "./decide-move.ts";
import { correctReceipt, type ReceiptCommand, type ReceiptRefusal } from "./decide-receipt.ts";
import { decideOffer, isOfferCommand, type OfferCommand, type OfferRefusal } from "./decide-offer.ts";
import {
  decideCallback,
  isCallbackCommand,
  withdrawCall,
  type CallbackCommand,
  type CallbackRefusal,
} from "./decide-callback.ts";
import { decideRisk, isRiskCommand, type RiskCommand, type RiskRefusal } from "./decide-risk.ts";

/** What can be asked of a contact. `version` is the one the person saw; a stale one is refused with the current truth. */
export type ContactCommand =
  | OfferCommand
  /** `lane` is where its words put the contact: they may raise it. */
  | { type: "post-as-child"; messageId: string; lane: Lane }
  | { type: "post-as-counsellor"; messageId: string; by: CounsellorId }
  | { type: "begin-record"; by: CounsellorId }
  | { type: "end"; by: CounsellorId; version: number }
  /** `talkedSeconds`: for how long two have talked in its call; 0 where there is none. */
  | { type: "end-with-one-key"; by: CounsellorId; version: number; disposition: OneKeyEnding; talkedSeconds: number }
  /** The other side leaves; or our own line to them is lost, which is nobody's doing. */
  | { type: "leave"; quick: boolean; isLineLost?: boolean }
  | { type: "undo"; by: CounsellorId }
  /** By whoever closed it, whenever: a new event, never a rewrite. */
  | { type: "reopen"; by: CounsellorId }
  | { type: "finish-closing" }
  | { type: "close"; by: CounsellorId; version: number; disposition: WrapUpDisposition }
  | { type: "lose-owner" }
  | { type: "return-owner" }
  | { type: "orphan" }
  /** `people` are all whom the bar concerns: the person, or everybody of the office. */
  | { type: "bar"; barredId: string; people: readonly CounsellorId[] }
  | { type: "lift-bar"; barredId: string }
  | CallCommand
  | CallbackCommand
  | MoveCommand
  | TalkCommand
  | TransferCommand
  | ReceiptCommand
  | RiskCommand;

export type ContactRefusal =
  | OfferRefusal
  | "not-yours"
  | "stale"
  | "conversation-over"
  | "not-in-wrap-up"
  | "words-exist"
  | "talked-a-while"
  | "too-late-to-undo"
  | "not-due"
  | "not-closed"
  | CallbackRefusal
  | MoveRefusal
  | TalkRefusal
  | TransferRefusal
  | ReceiptRefusal
  | RiskRefusal;

type Decision = Result<readonly ContactEvent[], ContactRefusal>;
type Command<Type extends ContactCommand["type"]> = Extract<ContactCommand, { type: Type }>;

const nothing: Decision = accept([]);

/**
 * Decides what a command does to a contact at `now` (the database's clock, read after the lock was taken), under the
 * policy in force. Events carry the times that follow from the policy: folding them never asks for it.
 * A repeated command of the same person is accepted with no events, so every command is idempotent.
 */
export function decide(contact: Contact, command: ContactCommand, now: Date, policy: RoutingPolicy): Decision {
  if (isOfferCommand(command)) return decideOffer(contact, command, now, policy);
  if (isCallCommand(command)) return decideCall(contact, command, now, policy);
  if (isRiskCommand(command)) return decideRisk(contact, command);
  if (isMoveCommand(command)) return decideMove(contact, command, now, policy);
  if (isTalkCommand(command)) return decideTalk(contact, command, now, policy);
  if (isTransferCommand(command)) return decideTransfer(contact, command, now, policy);
  if (isCallbackCommand(command)) return decideCallback(contact, command, now, policy);
  switch (command.type) {
    case "post-as-child":
      return postAsChild(contact, command);
    case "post-as-counsellor":
      return postAsCounsellor(contact, command, now, policy);
    case "begin-record":
      return beginRecord(contact, command);
    case "end":
      return end(contact, command);
    case "end-with-one-key":
      return endWithOneKey(contact, command, undoUntil(now, policy));
    case "leave":
      return leave(contact, command);
    case "undo":
      return undo(contact, command, now);
    case "reopen":
      return reopen(contact, command);
    case "finish-closing":
      return finishClosing(contact, now);
    case "close":
      return close(contact, command, undoUntil(now, policy));
    case "lose-owner":
      return isAttended(contact) === true
        ? accept([{ type: "owner_lost", orphanAt: orphanAfter(contact, now, policy) }])
        : nothing;
    case "return-owner":
      return isAttended(contact) === false ? accept([{ type: "owner_returned" }]) : nothing;
    case "orphan":
      return orphan(contact, now);
    case "bar":
      return accept(barFrom(contact, command.barredId, command.people));
    case "correct-receipt":
      return correctReceipt(contact, command);
    case "lift-bar":
      return contact.barred.includes(command.barredId)
        ? accept([{ type: "access_restored", barredId: command.barredId }])
        : nothing;
  }
}

function postAsChild(contact: Contact, { messageId, lane }: Command<"post-as-child">): Decision {
  if (!isConversationOpen(contact)) return refuse("conversation-over");
  const undone: ContactEvent[] = contact.state.status === "closing" ? [{ type: "closing_undone", by: "child" }] : [];
  const raised: ContactEvent[] = laneRank(lane) < laneRank(contact.lane) ? [{ type: "lane_raised", lane }] : [];
  return accept([...undone, ...withdrawCall(contact), ...raised, { type: "message_posted", messageId, from: "child" }]);
}

function postAsCounsellor(
  contact: Contact,
  { messageId, by }: Command<"post-as-counsellor">,
  now: Date,
  policy: RoutingPolicy,
): Decision {
  const { state } = contact;
  if (state.status !== "active") return refuse(isOwnedBy(contact, by) ? "conversation-over" : "not-yours");
  if (state.owner !== by && state.guest?.id !== by) return refuse("not-yours");
  const back = state.owner === by ? comeBack(contact, now, policy) : [];
  return accept([
    ...back,
    { type: "message_posted", messageId, from: "counsellor", checkAt: checkAt(contact, now, policy) },
  ]);
}

function beginRecord(contact: Contact, { by }: Command<"begin-record">): Decision {
  if (!isOwnedBy(contact, by)) return refuse("not-yours");
  return contact.recordBegun ? nothing : accept([{ type: "record_begun" }]);
}

function end(contact: Contact, command: Command<"end">): Decision {
  if (!isOwnedBy(contact, command.by)) return refuse("not-yours");
  if (contact.state.status === "wrap_up") return nothing;
  if (contact.state.status !== "active") return refuse("conversation-over");
  if (hasMissedNews(contact, command.version)) return refuse("stale");
  return accept([...endTransfer(contact), { type: "conversation_ended", by: "counsellor" }]);
}

function endWithOneKey(contact: Contact, command: Command<"end-with-one-key">, until: Date): Decision {
  if (!isOwnedBy(contact, command.by)) return refuse("not-yours");
  if (contact.state.status === "closing") {
    return contact.state.disposition === command.disposition ? nothing : refuse("stale");
  }
  if (contact.state.status !== "active") return refuse("conversation-over");
  // No mistaken key ends a conversation: once anybody put something into words, ending takes the long way.
  if (contact.childWrote || contact.recordBegun) return refuse("words-exist");
  // What is said on a telephone leaves no words: the time that two talked stands for them.
  if (command.talkedSeconds >= ONE_KEY_TALK_SECONDS) return refuse("talked-a-while");
  if (hasMissedNews(contact, command.version)) return refuse("stale");
  const { disposition } = command;
  return accept([...endTransfer(contact), { type: "closing_started", disposition, until }]);
}

function leave(contact: Contact, command: Command<"leave">): Decision {
  if (isMessageWaiting(contact)) return nothing;
  const by = command.isLineLost === true ? "line_lost" : command.quick ? "quick_exit" : "child";
  switch (contact.state.status) {
    case "queued":
    case "orphaned":
    case "callback_due":
      return accept([{ type: "contact_abandoned", by }]);
    case "offered": {
      const { offer } = contact.state;
      return accept([
        { type: "offer_rescinded", offerId: offer.id, to: offer.to },
        { type: "contact_abandoned", by },
      ]);
    }
    case "active":
      return accept([...endTransfer(contact), { type: "conversation_ended", by }]);
    case "closing":
      return accept([{ type: "contact_closed", disposition: contact.state.disposition, endedBy: by }]);
    case "wrap_up":
    case "closed":
    case "abandoned":
      return nothing;
  }
}

function undo(contact: Contact, { by }: Command<"undo">, now: Date): Decision {
  if (!isOwnedBy(contact, by)) return refuse("not-yours");
  switch (contact.state.status) {
    case "active":
    case "wrap_up":
      return nothing;
    case "closing":
      if (contact.state.until <= now) return refuse("too-late-to-undo");
      return accept([{ type: "closing_undone", by: "counsellor" }]);
    case "closed":
      if (isOneKeyEnding(contact.state.disposition)) return refuse("too-late-to-undo");
      if (reopenableUntil(contact.state) <= now) return refuse("too-late-to-undo");
      return accept([{ type: "contact_reopened", by }]);
    case "queued":
    case "offered":
    case "orphaned":
    case "callback_due":
    case "abandoned":
      return refuse("not-yours");
  }
}

function reopen(contact: Contact, { by }: Command<"reopen">): Decision {
  const { state } = contact;
  if (!("owner" in state) || state.owner !== by) return refuse("not-yours");
  if (state.status === "wrap_up") return nothing;
  return state.status === "closed" ? accept([{ type: "contact_reopened", by }]) : refuse("not-closed");
}

function finishClosing(contact: Contact, now: Date): Decision {
  if (contact.state.status !== "closing") return nothing;
  if (contact.state.until > now) return refuse("not-due");
  return accept([{ type: "contact_closed", disposition: contact.state.disposition, endedBy: "counsellor" }]);
}

function close(contact: Contact, command: Command<"close">, until: Date): Decision {
  if (!isOwnedBy(contact, command.by)) return refuse("not-yours");
  if (contact.state.status === "closed") {
    return contact.state.disposition === command.disposition ? nothing : refuse("stale");
  }
  if (contact.state.status !== "wrap_up") return refuse("not-in-wrap-up");
  if (hasMissedNews(contact, command.version)) return refuse("stale");
  const { endedBy } = contact.state;
  return accept([{ type: "contact_closed", disposition: command.disposition, endedBy, undoUntil: until }]);
}

function orphan(contact: Contact, now: Date): Decision {
  const dueAt = orphanDueAt(contact);
  if (contact.state.status !== "active" || dueAt === undefined) return nothing;
  if (dueAt > now) return refuse("not-due");
  const { owner, guest } = contact.state;
  if (guest !== undefined) return accept([{ type: "contact_passed", from: owner, to: guest.id }]);
  return accept([{ type: "contact_orphaned", lane: oneLaneUp(contact.lane) }]);
}

/** Whether the owner's screen is there while the line is open; undefined when there is no open line. */
function isAttended({ state }: Contact): boolean | undefined {
  return state.status === "active" || state.status === "closing" ? state.ownerLostAt === undefined : undefined;
}

/** What the counsellor wrote meanwhile is no news to them; a word of the child is. */
function hasMissedNews(contact: Contact, seen: number): boolean {
  return seen < contact.newsVersion || seen > contact.version;
}

function isOwnedBy(contact: Contact, counsellorId: CounsellorId): boolean {
  return "owner" in contact.state && contact.state.owner === counsellorId;
}
