import type { LegFailure, TelephonyEvent } from "@nightlight/commands/call/telephony";
import { CHANNEL_CALL, type AriChannel, type AriMessage } from "./ari-messages.ts";
import { newCall, type Known } from "./known.ts";
import { accountOf, attemptOf, PAGE_CONTEXT } from "./names.ts";

/** Causes of Q.850, as Asterisk gives them. */
const NORMAL = 16;
const BUSY = 17;
const NO_USER = 18;
const NO_ANSWER = 19;
const REJECTED = 21;

/** Whatever else a network says in the place of a number ("anonymous") is the same for many people, and nobody's number. */
const NUMBER = /^\+?\d{3,15}$/u;

/** What one message of Asterisk's means to us: none, or one or more events. Keeps what is known up to date. */
export function tellOf(message: AriMessage, known: Known): readonly TelephonyEvent[] {
  switch (message.type) {
    case "StasisStart":
      return started(message.channel, message.args, known);
    case "ChannelStateChange":
      return ringing(message.channel, known);
    case "ChannelHangupRequest": {
      const call = known.calls.get(message.channel.id);
      if (call !== undefined) call.cause = message.cause ?? NORMAL;
      return [];
    }
    case "StasisEnd":
      return ended(message.channel, undefined, known);
    case "ChannelDestroyed":
      return ended(message.channel, message.cause, known);
    case "ChannelDtmfReceived":
      return known.calls.has(message.channel.id)
        ? [{ type: "digit", callId: message.channel.id, digit: message.digit }]
        : [];
    case "ChannelHold":
    case "ChannelUnhold": {
      const attemptId = attemptOf(message.channel.id);
      const leg = attemptId === undefined ? undefined : known.legs.get(attemptId);
      if (attemptId === undefined || leg === undefined) return [];
      return [{ type: message.type === "ChannelHold" ? "leg.held" : "leg.unheld", callId: leg.callId, attemptId }];
    }
    case "PlaybackFinished":
      return announced(message.playback, known);
    case "RecordingFinished":
    case "RecordingFailed": {
      const { name: recordingId, target_uri: target } = message.recording;
      const callId = target.replace(/^(?:channel:|bridge:call-)/u, "");
      return [
        { type: message.type === "RecordingFailed" ? "recording.failed" : "recording.finished", callId, recordingId },
      ];
    }
    case "EndpointStateChange": {
      const { technology, resource, state } = message.endpoint;
      if (technology !== "PJSIP") return [];
      return [{ type: state === "online" ? "agent.online" : "agent.offline", agentId: resource }];
    }
    case "ApplicationReplaced":
      return [{ type: "link.replaced" }];
    default:
      return [];
  }
}

function started(channel: AriChannel, args: readonly string[], known: Known): readonly TelephonyEvent[] {
  const [role, dialled = ""] = args;
  if (role === "inbound") {
    if (known.calls.has(channel.id)) return [];
    known.calls.set(channel.id, newCall("in"));
    const page = pageOf(channel);
    // What a page says to be called by is its own invention.
    const number = page === undefined && NUMBER.test(channel.caller.number) ? channel.caller.number : undefined;
    const from = page === undefined ? "trunk" : "browser";
    return [{ type: "call.incoming", callId: channel.id, number, dialled, from, page }];
  }
  if (role === "dialled") {
    const call = known.calls.get(channel.id);
    if (call === undefined || call.isAnswered) return [];
    call.isAnswered = true;
    return [{ type: "call.answered", callId: channel.id }];
  }
  const attemptId = attemptOf(channel.id);
  const leg = attemptId === undefined ? undefined : known.legs.get(attemptId);
  if (attemptId === undefined || leg === undefined || leg.isAnswered) return [];
  leg.isAnswered = true;
  return [{ type: "leg.answered", callId: leg.callId, attemptId }];
}

/** The account of the page that calls; undefined for a telephone. */
export function pageOf({ name, dialplan }: AriChannel): string | undefined {
  return dialplan.context === PAGE_CONTEXT ? accountOf(name) : undefined;
}

function ringing(channel: AriChannel, known: Known): readonly TelephonyEvent[] {
  const attemptId = attemptOf(channel.id);
  const leg = attemptId === undefined ? undefined : known.legs.get(attemptId);
  if (attemptId === undefined || leg === undefined || channel.state !== "Ringing") return [];
  return [{ type: "leg.ringing", callId: leg.callId, attemptId }];
}

/** A channel may be told to have ended twice, or once only: the first word counts. */
function ended(channel: AriChannel, cause: number | undefined, known: Known): readonly TelephonyEvent[] {
  const attemptId = attemptOf(channel.id);
  if (attemptId !== undefined) {
    const leg = known.legs.get(attemptId);
    // StasisEnd of a leg is followed by its end, which knows the cause.
    if (leg === undefined || cause === undefined) return [];
    known.legs.delete(attemptId);
    const callId = leg.callId || (channel.channelvars?.[CHANNEL_CALL] ?? "");
    if (leg.isAnswered) return [{ type: "leg.ended", callId, attemptId, cause }];
    const because = leg.isCancelled ? "cancelled" : failureOf(cause);
    return [{ type: "leg.failed", callId, attemptId, because }];
  }
  const call = known.calls.get(channel.id);
  if (call === undefined) return [];
  known.calls.delete(channel.id);
  const by = call.isEndedByUs ? "engine" : "caller";
  return [{ type: "call.ended", callId: channel.id, by, cause: call.cause ?? cause ?? NORMAL }];
}

function failureOf(cause: number): LegFailure {
  if (cause === BUSY || cause === REJECTED) return "declined";
  return cause === NO_ANSWER || cause === NO_USER ? "no-answer" : "offline";
}

type Playback = { readonly id: string; readonly state: string; readonly target_uri: string };

function announced({ id, state, target_uri: target }: Playback, known: Known): readonly TelephonyEvent[] {
  const callId = target.replace(/^channel:/u, "");
  const call = known.calls.get(callId);
  if (call === undefined) return [];
  if (call.announcement === id) call.announcement = undefined;
  return [{ type: state === "failed" ? "announce.failed" : "announce.finished", callId, announcementId: id }];
}
