import type { CounsellorId } from "../contact/contact.ts";
import type { PartyWish } from "./outside-call.ts";

/** The telephone of a counsellor in a call: it rings, was answered, or is joined to the caller. */
export const LEG_STAGES = ["ringing", "answered", "joined"] as const;
export type LegStage = (typeof LEG_STAGES)[number];

/** How a supervisor is in a call: hears it, is heard by its counsellor alone, or takes part. */
export const MONITOR_MODES = ["listen", "whisper", "join"] as const;
export type MonitorMode = (typeof MONITOR_MODES)[number];

/** A supervisor who wants to be in a call, and how. */
export type Monitor = { readonly supervisorId: CounsellorId; readonly mode: MonitorMode };

/** How a supervisor's leg is let into a call: through which leg they hear it. Another leg, and it has to be done anew. */
export type Ear = { readonly mode: MonitorMode; readonly through: string };

/** `ear`: only of a supervisor's leg, once it is let in. */
export type Leg = {
  readonly attemptId: string;
  readonly counsellorId: CounsellorId;
  readonly stage: LegStage;
  readonly ear?: Ear | undefined;
};

/** What the caller hears. `silence`: the line is open and nobody speaks. */
export const SOUNDS = ["ringing", "announcement", "silence", "music", "people"] as const;
export type Sound = (typeof SOUNDS)[number];

/** A message: offered, wanted by a key (which is the consent to being recorded), being spoken, and over, kept or not. */
export const MESSAGE_STAGES = ["invited", "wanted", "recording", "over"] as const;
export type MessageStage = (typeof MESSAGE_STAGES)[number];

/** One telephone call as the engine runs it; the contact that it is stands beside it. */
export type Call = {
  readonly callId: string;
  /** Out: the counsellor's own telephone is rung first, then the number; nobody hears music. */
  readonly direction: "in" | "out";
  /** Of a call out: its number was dialled. */
  readonly isDialled: boolean;
  readonly isAnswered: boolean;
  /** A restricted caller, who is asked whether they need somebody now. */
  readonly mayGoAhead?: boolean;
  /** Nobody can take them now, or soon: they may leave a message. */
  readonly mayLeaveMessage?: boolean;
  /** It is time to say how many wait before them. */
  readonly isPlaceDue?: boolean;
  /** The greeting was heard, or somebody cut in on it. */
  readonly isGreeted: boolean;
  /** What keys do was said, or somebody knew it or cut in. */
  readonly knowsKeys: boolean;
  readonly hears: Sound;
  /** How far a message is that they were invited to leave; left out where they were not. */
  readonly message?: MessageStage | undefined;
  /** Its queue is recorded: the caller is told so with the greeting. */
  readonly isNoticeDue?: boolean;
  /** What is said between people is recorded now (recording.ts). */
  readonly mayRecord?: boolean;
  /** The part that is being recorded, by its id; `failed`: it could not be, and is tried again after the next pause. */
  readonly recording?: string | undefined;
  /** The announcement that is being played, by its id. */
  readonly announcement: string | undefined;
  readonly legs: readonly Leg[];
  /** Parties from outside who meet the others where people meet. */
  readonly inRoom?: readonly string[];
};

/** Somebody outside who is called into a conversation: how they are wanted, and how far it came. */
export type Party = {
  readonly partyId: string;
  readonly wish: PartyWish;
  readonly isDialled: boolean;
  readonly isAnswered: boolean;
};

/** A call at its first ring. */
export function incomingCall(callId: string): Call {
  return {
    ...{ callId, direction: "in", isDialled: false, isAnswered: false, isGreeted: false, knowsKeys: false },
    ...{ hears: "ringing", announcement: undefined, legs: [] },
  };
}

/** A call that a counsellor wants to make: nothing has rung yet, and whoever answers is greeted by a person. */
export function outgoingCall(callId: string): Call {
  return { ...incomingCall(callId), direction: "out", isGreeted: true, knowsKeys: true };
}
