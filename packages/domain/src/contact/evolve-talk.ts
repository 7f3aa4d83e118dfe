import type { Callback } from "./callback.ts";
import type { Contact, ContactState } from "./contact.ts";
import type { ContactEvent } from "./events.ts";
import type { Silence, TransferFailure } from "./talk.ts";

const TALK_EVENTS = [
  "contact_held",
  "contact_resumed",
  "hold_reminded",
  "silence_noticed",
  "silence_answered",
  "guest_joined",
  "guest_left",
  "contact_passed",
  "more_time_taken",
] as const;

const CALL_EVENTS = [
  "callback_asked",
  "callback_ready",
  "callback_overdue",
  "callback_reached",
  "callback_missed",
  "callback_withdrawn",
  "callback_met",
  "callback_kept",
  "call_allowed",
  "language_chosen",
  "voicemail_left",
] as const;

type TalkEvent = Extract<ContactEvent, { type: (typeof TALK_EVENTS)[number] }>;
type CallEvent = Extract<ContactEvent, { type: (typeof CALL_EVENTS)[number] }>;

/** Whether an event is about a pause, a silence, a colleague, a call or the time for a record. */
export function isTalkEvent(event: ContactEvent): event is TalkEvent | CallEvent {
  return TALK_EVENTS.some((type) => type === event.type) || isCallEvent(event);
}

function isCallEvent(event: ContactEvent): event is CallEvent {
  return CALL_EVENTS.some((type) => type === event.type);
}

type Active = Extract<ContactState, { status: "active" }>;

/** What a pause, a silence, a colleague, a call or more time makes of a contact; `next` is the contact with its new version. */
export function evolveTalk(next: Contact, event: TalkEvent | CallEvent, at: Date): Contact {
  if (isCallEvent(event)) return evolveCall(next, event, at);
  switch (event.type) {
    case "contact_held":
      return within(next, ({ silence: _silence, ...state }) => ({
        ...state,
        hold: { since: at, remindAt: event.remindAt },
      }));
    case "contact_resumed":
      return within(next, ({ hold: _hold, ...state }) => ({ ...state, ...listening(event.checkAt) }));
    case "hold_reminded":
      return within(next, (state) => ({ ...state, hold: { since: state.hold?.since ?? at } }));
    case "silence_noticed":
      return within(next, (state) => ({ ...state, silence: { stage: event.stage, nextAt: event.nextAt } }));
    case "silence_answered":
      return within(next, (state) => ({ ...state, ...listening(event.checkAt) }));
    case "guest_joined":
      return within(next, ({ transfer, transferFailed: _failed, ...state }) => ({
        ...state,
        guest: { id: event.by, since: at, ...(transfer?.isExtra === true ? { isExtra: true } : {}) },
      }));
    case "guest_left":
      return within(next, ({ guest: _guest, ...state }) => state);
    case "contact_passed":
      return passed(next, event.to, at);
    case "more_time_taken": {
      const { state } = next;
      if (state.status !== "wrap_up") return next;
      return { ...next, state: { ...state, more: { until: event.until, times: (state.more?.times ?? 0) + 1 } } };
    }
  }
}

/** A silence that begins now, as an object to spread; none without a time to look. */
function listening(checkAt: Date | undefined): { readonly silence?: Silence } {
  return checkAt === undefined ? {} : { silence: { stage: "listening", nextAt: checkAt } };
}

/** The state after somebody said something: the other side breaks the silence, the counsellor's word begins another. */
export function afterWord(state: ContactState, event: Extract<ContactEvent, { type: "message_posted" }>): ContactState {
  if (state.status !== "active") return state;
  const { silence: _silence, ...rest } = state;
  return { ...rest, ...(event.from === "counsellor" ? listening(event.checkAt) : {}) };
}

/** The state after an offer was taken back: the owner of a transfer is told, unless it was they. */
export function afterRescinding(
  left: ContactState,
  before: ContactState,
  event: Extract<ContactEvent, { type: "offer_rescinded" }>,
): ContactState {
  return event.isCancelled === true ? left : withFailure(left, before, { to: event.to, because: "rescinded" });
}

/** Tells the owner who did not take what they held out. A transfer of a supervisor is told otherwise. */
export function withFailure(state: ContactState, before: ContactState, failure: TransferFailure): ContactState {
  const isOwners = before.status === "active" && before.transfer?.asked !== undefined;
  return isOwners && state.status === "active" ? { ...state, transferFailed: failure } : state;
}

function evolveCall(next: Contact, event: CallEvent, at: Date): Contact {
  const { state } = next;
  switch (event.type) {
    case "callback_asked": {
      const callback: Callback = { from: event.callFrom, until: event.until, tries: 0 };
      return {
        ...next,
        callback,
        state: { status: "callback_due", since: at, dueAt: event.callFrom, wantsDecision: false },
      };
    }
    case "callback_ready":
      return { ...next, state: { status: "queued", since: at } };
    case "callback_overdue":
      return { ...next, state: { status: "callback_due", since: at, dueAt: event.nextAt, wantsDecision: true } };
    case "callback_reached":
      return { ...next, callback: changed(next, { reachedAt: at }) };
    case "callback_missed": {
      const callback = changed(next, { tries: (next.callback?.tries ?? 0) + 1 });
      // An allowed call is made from the record: in vain, it is over, and the record goes on.
      if (state.status !== "active") return { ...next, callback: { ...callback, until: at } };
      const waits = { status: "callback_due", since: at, dueAt: event.nextAt, wantsDecision: event.isLast } as const;
      return { ...next, callback, state: waits };
    }
    case "callback_withdrawn": {
      const isWaitingForCall = state.status === "callback_due";
      return { ...next, callback: undefined, state: isWaitingForCall ? { status: "queued", since: at } : state };
    }
    case "callback_met":
      return { ...next, state: { status: "abandoned", at, by: "met", undoUntil: event.undoUntil } };
    // Its clock rings at once when the window has begun, or is over, and finds which.
    case "callback_kept": {
      const dueAt = next.callback?.from ?? at;
      return { ...next, state: { status: "callback_due", since: at, dueAt, wantsDecision: false } };
    }
    case "language_chosen":
      return { ...next, language: event.language };
    case "voicemail_left":
      return { ...next, newsVersion: next.version, childWrote: true };
    case "call_allowed": {
      const callback: Callback = {
        from: at,
        until: event.until,
        tries: next.callback?.tries ?? 0,
        allowedBy: event.by,
      };
      return { ...next, callback, state: state.status === "callback_due" ? { status: "queued", since: at } : state };
    }
  }
}

function changed({ callback }: Contact, change: Partial<Callback>): Callback {
  if (callback === undefined) throw new Error("No call was asked for or allowed");
  return { ...callback, ...change };
}

function passed(next: Contact, to: string, at: Date): Contact {
  return within({ ...next, newsVersion: next.version, skips: [] }, (state) => ({
    ...{ status: "active", owner: to, since: at, ownerLostAt: undefined },
    ...(state.guest?.isExtra === true ? { isExtra: true as const } : {}),
    ...(state.silence === undefined ? {} : { silence: state.silence }),
  }));
}

function within(next: Contact, change: (state: Active) => ContactState): Contact {
  if (next.state.status !== "active") throw new Error(`No conversation runs: the contact is ${next.state.status}`);
  return { ...next, state: change(next.state) };
}
