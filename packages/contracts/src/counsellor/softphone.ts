import { MONITOR_MODES } from "@nightlight/domain/call/call";
import { RECORDING_STATES, RECORDING_STEPS } from "@nightlight/domain/call/recording";
import { z } from "zod";
import { iceServerView, id, instant } from "../fields.ts";
import { route } from "../http.ts";
import { outsideCallView } from "./outside-call.ts";

/** Where consoles reach the voice engine: SIP over WebSocket (RFC 7118), on the page's own server. */
export const SIP_PATH = "/sip";

/** The line to one of them. */
export function softphoneLinePath(engine: string): string {
  return `${SIP_PATH}?engine=${encodeURIComponent(engine)}`;
}

/** What a softphone registers with. The secret is of this sign-in alone and is over with it. */
export const softphoneView = z.object({
  name: z.string(),
  secret: z.string(),
  /** The name of the exchange in SIP addresses; it is looked up by nobody. */
  domain: z.string(),
  iceServers: z.array(iceServerView),
  /** The voice engines to register with, each by a line of its own: a call rings where it came in. */
  engines: z.array(z.string()),
});

export type SoftphoneView = z.infer<typeof softphoneView>;

/** How a call went, or goes: times, and the lengths that follow from them in seconds. */
export const callView = z.object({
  direction: z.enum(["in", "out"]),
  rangAt: instant,
  answeredAt: instant.nullable(),
  talkedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: z.enum(["caller", "agent", "engine"]).nullable(),
  /** They pressed the key for "I cannot speak". */
  cannotSpeak: z.boolean(),
  waitedSeconds: z.int(),
  talkedSeconds: z.int(),
  endedInGreeting: z.boolean(),
  /** What they said after the tone, where nobody could come. */
  message: z.object({ leftAt: instant, seconds: z.int() }).nullable(),
  /** Whether what is said is recorded, and what is kept of it (domain/call/recording.ts). */
  recording: z.object({
    state: z.enum(RECORDING_STATES),
    parts: z.array(z.object({ id, beganAt: instant, seconds: z.int() })),
  }),
  /** Somebody from outside who is called into it, or is in it. */
  third: outsideCallView.nullable(),
  /** Supervisors in the call, as far as the policy lets it be shown. */
  listeners: z.array(z.object({ name: z.string(), mode: z.enum(MONITOR_MODES) })),
});

export type CallView = z.infer<typeof callView>;

export const softphoneRoutes = {
  read: route({
    method: "GET",
    path: "/api/contacts/:contactId/call",
    summary: "How the call of my contact went, or goes; null for a contact that is no call.",
    params: z.strictObject({ contactId: id }),
    reply: z.object({ call: callView.nullable() }),
  }),
  hear: route({
    method: "POST",
    path: "/api/contacts/:contactId/call/message",
    summary: "The message that the caller left, as WAV in base64. Each time it is asked for stands in the audit log.",
    params: z.strictObject({ contactId: id }),
    perMinute: 30,
    reply: z.object({ wav: z.base64() }),
  }),
  steerRecording: route({
    method: "POST",
    path: "/api/contacts/:contactId/call/recording",
    summary: "The caller was told; pause; go on; or they do not want it: then what was recorded is erased.",
    params: z.strictObject({ contactId: id }),
    body: z.strictObject({ step: z.enum(RECORDING_STEPS) }),
    reply: z.object({ call: callView.nullable() }),
  }),
  hearRecording: route({
    method: "POST",
    path: "/api/contacts/:contactId/call/recordings/:recordingId",
    summary:
      "A part of the recorded conversation, as WAV in base64. Each time it is asked for stands in the audit log.",
    params: z.strictObject({ contactId: id, recordingId: id }),
    perMinute: 30,
    reply: z.object({ wav: z.base64() }),
  }),
  want: route({
    method: "POST",
    path: "/api/calls/softphone",
    summary: "A telephone in this browser: the account that it registers with. Null where there is no voice engine.",
    reply: z.object({ softphone: softphoneView.nullable() }),
  }),
};
