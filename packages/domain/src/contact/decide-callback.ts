import { addHours } from "date-fns/addHours";
import { addMinutes } from "date-fns/addMinutes";
import { differenceInMinutes } from "date-fns/differenceInMinutes";
import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, refuse, type Result } from "../result.ts";
import type { CallOutcome, CallReason } from "./callback.ts";
import { isBrokenOff, isCaller, isPromised, isUrgent } from "./may-call.ts";
import type { Contact, ContactId, CounsellorId } from "./contact.ts";
import { undoUntil } from "./deadlines.ts";
import type { ContactEvent } from "./events.ts";

/** A call instead of waiting: asked for by the person, made by a counsellor, decided on by supervisors when in vain. */
export type CallbackCommand =
  /** By the person themselves, within a window that they say is safe. */
  | { type: "ask-for-call"; from: Date; until: Date }
  | { type: "ring-callback" }
  | { type: "report-call"; by: CounsellorId; outcome: CallOutcome }
  | { type: "allow-call"; by: string; reason: CallReason }
  /** By a supervisor: nobody calls any more. */
  | { type: "drop-call"; by: string }
  /** By whoever talks with the person now, through another contact: they got through, nobody need call. */
  | { type: "meet-call"; by: CounsellorId; through: ContactId }
  /** It was somebody else after all: the call is promised as before. */
  | { type: "keep-call"; by: CounsellorId };

const CALLBACK_COMMANDS = [
  ...(["ask-for-call", "ring-callback", "report-call", "allow-call", "drop-call"] as const),
  ...(["meet-call", "keep-call"] as const),
] as const;

/** Whether a command is about calling back. */
export function isCallbackCommand(command: { readonly type: string }): command is CallbackCommand {
  return CALLBACK_COMMANDS.some((type) => type === command.type);
}

export type CallbackRefusal = "not-waiting" | "window-wrong" | "no-call-allowed" | "not-urgent" | "not-due";

type Decision = Result<readonly ContactEvent[], CallbackRefusal>;
type Command<Type extends CallbackCommand["type"]> = Extract<CallbackCommand, { type: Type }>;

const nothing: Decision = accept([]);

/** Decides on calls. Unknown means no: without an asked-for window or a supervisor's word nobody is ever called. */
export function decideCallback(contact: Contact, command: CallbackCommand, now: Date, policy: RoutingPolicy): Decision {
  switch (command.type) {
    case "ask-for-call":
      return askForCall(contact, command, now, policy);
    case "ring-callback":
      return ring(contact, now, policy);
    case "report-call":
      return reportCall(contact, command, now, policy);
    case "allow-call":
      return allowCall(contact, command, now, policy);
    case "drop-call":
      return contact.state.status === "callback_due"
        ? accept([{ type: "contact_abandoned", by: "unreached" }])
        : refuse("no-call-allowed");
    case "meet-call":
      return meetCall(contact, command, now, policy);
    case "keep-call":
      return keepCall(contact, command, now);
  }
}

/** They are here themselves: a promised call is off. */
export function withdrawCall({ callback, state }: Contact): ContactEvent[] {
  if (callback === undefined || callback.reachedAt !== undefined) return [];
  return state.status === "wrap_up" || state.status === "closed" ? [] : [{ type: "callback_withdrawn" }];
}

function askForCall(
  contact: Contact,
  { from, until }: Command<"ask-for-call">,
  now: Date,
  policy: RoutingPolicy,
): Decision {
  const { state, callback } = contact;
  if (callback?.from.getTime() === from.getTime() && callback.until.getTime() === until.getTime()) return nothing;
  const begins = from < now ? now : from;
  const isWindow = differenceInMinutes(until, begins) >= policy.callbackWindowMinutes;
  if (!isWindow || until > addHours(now, policy.callbackAheadHours)) return refuse("window-wrong");
  const isWaiting = state.status === "queued" || state.status === "orphaned" || state.status === "offered";
  if (!isWaiting && !(state.status === "callback_due" && !state.wantsDecision)) return refuse("not-waiting");
  const takenBack: ContactEvent[] =
    state.status === "offered" ? [{ type: "offer_rescinded", offerId: state.offer.id, to: state.offer.to }] : [];
  const ready: ContactEvent[] = from <= now ? [{ type: "callback_ready" }] : [];
  return accept([...takenBack, { type: "callback_asked", callFrom: from, until }, ...ready]);
}

/** The clock of a promised call: its window begins, is over, or nobody decided. */
function ring({ state, callback }: Contact, now: Date, policy: RoutingPolicy): Decision {
  if (callback === undefined) return nothing;
  const overdue: ContactEvent = { type: "callback_overdue", nextAt: addHours(now, policy.callbackDecisionHours) };
  if (state.status === "queued") return callback.until > now ? refuse("not-due") : accept([overdue]);
  if (state.status !== "callback_due") return nothing;
  if (state.dueAt > now) return refuse("not-due");
  if (state.wantsDecision) return accept([{ type: "contact_abandoned", by: "unreached" }]);
  return accept([callback.until <= now ? overdue : { type: "callback_ready" }]);
}

function reportCall(
  contact: Contact,
  { by, outcome }: Command<"report-call">,
  now: Date,
  policy: RoutingPolicy,
): Decision {
  const { callback, state } = contact;
  if (callback?.reachedAt !== undefined && outcome === "reached" && "owner" in state && state.owner === by)
    return nothing;
  if (callback === undefined || !isCaller(contact, by)) return refuse("no-call-allowed");
  if (outcome === "reached") return accept([{ type: "callback_reached" }]);
  const again = addMinutes(now, policy.callbackRetryMinutes);
  const hasNoTryLeft = callback.tries + 1 >= policy.callbackTries || again >= callback.until;
  const isLast = outcome === "somebody_else" || callback.allowedBy !== undefined || hasNoTryLeft;
  const nextAt = isLast ? addHours(now, policy.callbackDecisionHours) : again;
  return accept([{ type: "callback_missed", outcome, isLast, nextAt }]);
}

/** Never by a number alone, which is a family's: a person says so, and for some seconds can take it back. */
function meetCall(contact: Contact, { by, through }: Command<"meet-call">, now: Date, policy: RoutingPolicy): Decision {
  const { state, callback } = contact;
  if (state.status === "abandoned" && state.by === "met") return nothing;
  if (!isPromised(contact)) return refuse(callback === undefined ? "no-call-allowed" : "not-waiting");
  const takenBack: ContactEvent[] =
    state.status === "offered" ? [{ type: "offer_rescinded", offerId: state.offer.id, to: state.offer.to }] : [];
  return accept([...takenBack, { type: "callback_met", by, through, undoUntil: undoUntil(now, policy) }]);
}

function keepCall(contact: Contact, { by }: Command<"keep-call">, now: Date): Decision {
  const { state } = contact;
  if (isPromised(contact)) return nothing;
  const isInTime = state.status === "abandoned" && state.undoUntil !== undefined && now < state.undoUntil;
  return isInTime ? accept([{ type: "callback_kept", by }]) : refuse("not-waiting");
}

/**
 * One disguised call, when a contact in danger broke off or nobody was reached. Never after a quick exit: whoever left
 * like that has somebody beside them.
 */
function allowCall(
  contact: Contact,
  { by, reason }: Command<"allow-call">,
  now: Date,
  policy: RoutingPolicy,
): Decision {
  const { state, callback } = contact;
  if (callback?.allowedBy !== undefined) return callback.allowedBy === by ? nothing : refuse("no-call-allowed");
  const isUnreached = state.status === "callback_due" && state.wantsDecision;
  if (!isBrokenOff(contact) && !isUnreached) return refuse("no-call-allowed");
  if (!isUrgent(contact)) return refuse("not-urgent");
  return accept([
    { type: "call_allowed", by, callReason: reason, until: addMinutes(now, policy.disguisedCallMinutes) },
  ]);
}
