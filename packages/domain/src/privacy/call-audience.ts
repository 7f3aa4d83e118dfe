import type { Audience } from "./audience-kinds.ts";

/** Whom the fields of a telephone or web call are for. */
export const CALL_AUDIENCES = {
  /** The line to a caller, and the telephones that were rung for it; no number. */
  call: {
    engine: "helpline",
    callId: "helpline",
    contactId: "shared",
    direction: "informant",
    rangAt: "helpline",
    answeredAt: "helpline",
    greetedAt: "helpline",
    talkedAt: "helpline",
    cannotSpeakAt: "helpline",
    dialledAt: "helpline",
    consentedAt: "helpline",
    endedAt: "helpline",
    endedBy: "helpline",
    cause: "helpline",
    toldAt: "helpline",
    toldBy: "helpline",
    refusedAt: "helpline",
    refusedBy: "helpline",
    pausedAt: "helpline",
    unrecordedAt: "helpline",
  },
  callLeg: {
    attemptId: "helpline",
    engine: "helpline",
    callId: "helpline",
    contactId: "shared",
    counsellorId: "helpline",
    rangAt: "helpline",
    answeredAt: "helpline",
    joinedAt: "helpline",
    endedAt: "helpline",
    failure: "helpline",
    cause: "helpline",
  },

  /** What a caller said after the tone. */
  voicemail: {
    contactId: "shared",
    engine: "helpline",
    callId: "helpline",
    sound: "informant",
    seconds: "helpline",
    leftAt: "helpline",
  },

  /** What was said in a call that is recorded. */
  callRecording: {
    id: "helpline",
    contactId: "shared",
    engine: "helpline",
    callId: "helpline",
    sound: "informant",
    seconds: "helpline",
    beganAt: "helpline",
    keptAt: "helpline",
    releasedAt: "helpline",
  },

  /** A queue whose calls are recorded. */
  recordedQueue: { queueId: "helpline", since: "helpline", setBy: "helpline" },

  /** A page's right to call, until its call is over. */
  webCall: {
    name: "helpline",
    contactId: "shared",
    tokenHash: "informant",
    language: "shared",
    engine: "helpline",
    mayRingUntil: "helpline",
    provisionedAt: "helpline",
    callId: "helpline",
  },

  /** A call to somebody outside: an office, an interpreter, the police; no number. */
  outsideCall: {
    id: "helpline",
    engine: "helpline",
    purpose: "helpline",
    contactId: "shared",
    counsellorId: "helpline",
    escalationId: "shared",
    taskId: "helpline",
    party: "helpline",
    authorityId: "helpline",
    language: "helpline",
    reason: "helpline",
    wish: "helpline",
    legId: "helpline",
    askedAt: "helpline",
    dialledAt: "helpline",
    answeredAt: "helpline",
    talkedAt: "helpline",
    endedAt: "helpline",
    endedBy: "helpline",
    cause: "helpline",
    refusal: "helpline",
  },

  /** A supervisor who wants to be in a call. */
  callMonitor: { supervisorId: "helpline", contactId: "shared", mode: "helpline", since: "helpline" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Audience>>>>;
