import { addHours } from "date-fns/addHours";
import { addSeconds } from "date-fns/addSeconds";
import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, refuse, type Result } from "../result.ts";
import { isUrgent } from "./may-call.ts";
import { CHANNELS } from "./channel.ts";
import type { Contact, CounsellorId } from "./contact.ts";
import { endTransfer } from "./decide-transfer.ts";
import type { ContactEvent } from "./events.ts";
import { takeMoreTime, type RecordTimeCommand, type RecordTimeRefusal } from "./record-time.ts";

/** A conversation pauses, or goes silent. */
export type TalkCommand =
  | { type: "hold"; by: CounsellorId }
  | { type: "resume"; by: CounsellorId }
  | { type: "remind-of-hold" }
  | { type: "notice-silence" }
  /** By the other side: they are here, and need a moment. */
  | { type: "say-here" }
  | RecordTimeCommand;

const TALK_COMMANDS = ["hold", "resume", "remind-of-hold", "notice-silence", "say-here", "take-more-time"] as const;

/** Whether a command is about a pause, a silence or the time for a record. */
export function isTalkCommand(command: { readonly type: string }): command is TalkCommand {
  return TALK_COMMANDS.some((type) => type === command.type);
}

export type TalkRefusal = "not-yours" | "conversation-over" | "not-due" | RecordTimeRefusal;

type Decision = Result<readonly ContactEvent[], TalkRefusal>;

const nothing: Decision = accept([]);

/** Decides on pauses and silences of a running conversation, and on the time for its record. */
export function decideTalk(contact: Contact, command: TalkCommand, now: Date, policy: RoutingPolicy): Decision {
  const { state } = contact;
  switch (command.type) {
    case "hold":
      if (!isOwner(contact, command.by)) return refuse("not-yours");
      if (state.status !== "active") return refuse("conversation-over");
      if (state.hold !== undefined) return nothing;
      return accept([{ type: "contact_held", remindAt: addSeconds(now, policy.holdReminderSeconds) }]);
    case "resume":
      if (!isOwner(contact, command.by)) return refuse("not-yours");
      return accept(comeBack(contact, now, policy));
    case "remind-of-hold":
      if (state.status !== "active" || state.hold?.remindAt === undefined) return nothing;
      return state.hold.remindAt > now ? refuse("not-due") : accept([{ type: "hold_reminded" }]);
    case "notice-silence":
      return noticeSilence(contact, now, policy);
    case "take-more-time":
      return takeMoreTime(contact, command, now, policy);
    case "say-here":
      if (state.status !== "active" || state.silence === undefined || state.silence.stage === "listening")
        return nothing;
      return accept([{ type: "silence_answered", checkAt: checkAt(contact, now, policy) }]);
  }
}

/** Ends a hold, if there is one: whoever writes is back. */
export function comeBack(contact: Contact, now: Date, policy: RoutingPolicy): ContactEvent[] {
  const { state } = contact;
  if (state.status !== "active" || state.hold === undefined) return [];
  return [{ type: "contact_resumed", checkAt: checkAt(contact, now, policy) }];
}

/** When to look whether the other side still follows, after the last word of the counsellor. */
export function checkAt({ channel }: Contact, now: Date, policy: RoutingPolicy): Date {
  if (!CHANNELS[channel].endsWithTheScreen) return addHours(now, policy.quietChannelHours);
  return addSeconds(now, policy.silenceCheckSeconds);
}

/**
 * Silent for too long: their page asks gently, then "still here?", then the conversation goes to wrap-up, never further.
 * In danger supervisors hear of it first. A slow channel is asked nothing: that would be a message to somebody's phone.
 */
function noticeSilence(contact: Contact, now: Date, policy: RoutingPolicy): Decision {
  const { state } = contact;
  if (state.status !== "active" || state.silence === undefined) return nothing;
  const { stage, nextAt } = state.silence;
  if (nextAt > now || !isSilenceWatched(state)) return refuse("not-due");
  const { silenceCheckSeconds: first, silenceAskSeconds: second, silenceEndSeconds: third } = policy;
  if (CHANNELS[contact.channel].endsWithTheScreen) {
    if (stage === "listening") return accept([noticed("checked", later(now, second - first))]);
    if (stage === "checked") return accept([noticed("asked", later(now, third - second))]);
  }
  if (stage !== "alarmed" && isUrgent(contact)) {
    return accept([noticed("alarmed", addSeconds(now, policy.silenceSupervisorSeconds))]);
  }
  return accept([...endTransfer(contact), { type: "conversation_ended", by: "idle" }]);
}

/** A silence counts while somebody is there to break it: not on hold, and not before an empty chair. */
export function isSilenceWatched(state: Extract<Contact["state"], { status: "active" }>): boolean {
  return state.hold === undefined && state.ownerLostAt === undefined;
}

const SHORTEST_STEP_SECONDS = 30;

function later(now: Date, seconds: number): Date {
  return addSeconds(now, Math.max(seconds, SHORTEST_STEP_SECONDS));
}

function noticed(stage: "checked" | "asked" | "alarmed", nextAt: Date): ContactEvent {
  return { type: "silence_noticed", stage, nextAt };
}

function isOwner({ state }: Contact, by: CounsellorId): boolean {
  return "owner" in state && state.owner === by;
}
