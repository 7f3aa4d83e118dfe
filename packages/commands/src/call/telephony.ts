import type { Ear } from "@nightlight/domain/call/call";

/**
 * The port to the telephone: what a voice engine is asked to do, and what it tells. Ids are chosen by whoever asks, so that
 * every command may be repeated; "it is gone already" is success. What a command did is told as an event, never as its answer.
 */
export interface Telephony {
  /** Tells what happens, in order, from now on. One listener: whoever runs the calls. */
  listen(listener: (event: TelephonyEvent) => void): void;

  /** Lets somebody's softphone register under this name and secret; repeated with another secret, the old one is over. */
  provisionAgent(agentId: AgentId, secret: string): Promise<void>;
  /** Lets a page in a browser call the helpline under this name and secret; it can do nothing else, and nobody can call it. */
  provisionPage(name: AgentId, secret: string): Promise<void>;
  /** Takes an account away, a softphone's or a page's. */
  revokeAgent(agentId: AgentId): Promise<void>;
  /** Which softphones are registered right now. */
  agentsOnline(): Promise<readonly AgentId[]>;

  /** The caller hears ringing. Nothing has been answered yet, and nobody pays. */
  ring(callId: CallId): Promise<void>;
  answer(callId: CallId): Promise<void>;
  /** Plays announcements one after the other, in place of whatever was heard; music goes on afterwards where it was on. */
  announce(callId: CallId, announcementId: string, media: readonly MediaName[]): Promise<void>;
  stopAnnounce(callId: CallId): Promise<void>;
  startMusic(callId: CallId): Promise<void>;
  stopMusic(callId: CallId): Promise<void>;

  /** Rings an agent's softphone for a call. The attempt's id is the id of the leg that it makes. */
  offer(offer: LegOffer): Promise<void>;
  cancelOffer(attemptId: AttemptId): Promise<void>;
  /** Joins the call and a leg that has answered: they hear each other. */
  connect(callId: CallId, attemptId: AttemptId): Promise<void>;
  /** The caller hears music, and nobody hears the caller. The agent's leg stays. */
  hold(callId: CallId): Promise<void>;
  resume(callId: CallId): Promise<void>;
  /** Takes a leg out of the conversation and ends it; the others go on. */
  release(attemptId: AttemptId): Promise<void>;
  /** Lets somebody into the sound of a call by a leg of their own that has answered. Another ear replaces the one before. */
  monitor(callId: CallId, attemptId: AttemptId, ear: Ear): Promise<void>;

  /**
   * Records what people say in a call from now on, for so many seconds at most; over with the call. Rejects where nothing
   * can be recorded: a disk that is full.
   */
  startRecording(callId: CallId, recordingId: string, mostSeconds: number): Promise<void>;
  /** Records the caller alone, who talks with nobody: until they hang up, press #, say nothing, or the time is over. */
  recordMessage(callId: CallId, recordingId: string, mostSeconds: number): Promise<void>;
  /** Ends it; told as `recording.finished`. */
  stopRecording(recordingId: string): Promise<void>;
  /** What was recorded, WAV; undefined when there is none of that name, or not yet. */
  readRecording(recordingId: string): Promise<Uint8Array | undefined>;
  /** From now on the engine holds nothing of it. */
  forgetRecording(recordingId: string): Promise<void>;

  /** Calls a number, which sees the display: a number, or none where it is `withheld`. The call has the id given; it is told as `call.answered`, or as `call.ended`. */
  dialOut(callId: CallId, number: string, display: string): Promise<void>;
  /** Brings a line that was called and has answered to where the others of a call meet. It stays a call of its own. */
  bringIn(callId: CallId, lineId: CallId): Promise<void>;
  sendDigits(callId: CallId, digits: string): Promise<void>;
  /** Ends the call and every leg of it. */
  hangUp(callId: CallId, cause: HangUpCause): Promise<void>;

  /** A word that stays with the call, and outlives whoever wrote it. */
  setTag(callId: CallId, name: TagName, value: string): Promise<void>;
  /** What is up right now. After the line was lost this is the truth: events in between are not told again. */
  snapshot(): Promise<readonly CallSnapshot[]>;
  close(): Promise<void>;
}

export type CallId = string;
export type AttemptId = string;
/** The name of a softphone, one for each sign-in. */
export type AgentId = string;
/** An announcement as a name, such as `vi/greeting`; the engine knows where its sound lies. */
export type MediaName = string;
export type TagName = "contact";

export const HANG_UP_CAUSES = ["normal", "busy", "congestion", "no-answer", "declined"] as const;
export type HangUpCause = (typeof HANG_UP_CAUSES)[number];

export type LegOffer = {
  readonly attemptId: AttemptId;
  readonly callId: CallId;
  readonly agentId: AgentId;
  /** Seconds until it stops ringing by itself. */
  readonly timeout: number;
  /** What the softphone shows. Never the number of a child. */
  readonly display: string;
};

/** What a call is doing, as far as the engine knows. */
export type CallSnapshot = {
  readonly callId: CallId;
  readonly direction: "in" | "out";
  readonly isAnswered: boolean;
  /** Legs of agents that are up, joined to it or not. */
  readonly legs: readonly { readonly attemptId: AttemptId; readonly isAnswered: boolean; readonly isJoined: boolean }[];
  readonly contactTag: string | undefined;
  /** The account of the page that calls. */
  readonly page?: AgentId | undefined;
};

/** Why a leg to an agent never answered. */
export const LEG_FAILURES = ["no-answer", "declined", "offline", "cancelled"] as const;
export type LegFailure = (typeof LEG_FAILURES)[number];

/** Who ended something. */
export type Side = "caller" | "agent" | "engine";

export type TelephonyEvent =
  | {
      readonly type: "call.incoming";
      readonly callId: CallId;
      /** As the network says it: not to be trusted, and undefined when it was withheld. */
      readonly number: string | undefined;
      /** What was dialled. */
      readonly dialled: string;
      /** A telephone, or a page in a browser. */
      readonly from: "trunk" | "browser";
      /** The account of the page that calls; undefined for a telephone. */
      readonly page?: AgentId | undefined;
    }
  | { readonly type: "call.answered"; readonly callId: CallId }
  | { readonly type: "call.ended"; readonly callId: CallId; readonly by: Side; readonly cause: number }
  | { readonly type: "leg.ringing"; readonly callId: CallId; readonly attemptId: AttemptId }
  | { readonly type: "leg.answered"; readonly callId: CallId; readonly attemptId: AttemptId }
  | {
      readonly type: "leg.failed";
      readonly callId: CallId;
      readonly attemptId: AttemptId;
      readonly because: LegFailure;
    }
  | { readonly type: "leg.ended"; readonly callId: CallId; readonly attemptId: AttemptId; readonly cause: number }
  | { readonly type: "leg.held" | "leg.unheld"; readonly callId: CallId; readonly attemptId: AttemptId }
  | { readonly type: "recording.finished" | "recording.failed"; readonly callId: CallId; readonly recordingId: string }
  | { readonly type: "digit"; readonly callId: CallId; readonly digit: string }
  | {
      readonly type: "announce.finished" | "announce.failed";
      readonly callId: CallId;
      readonly announcementId: string;
    }
  | { readonly type: "agent.online" | "agent.offline"; readonly agentId: AgentId }
  /**
   * The line to the engine. `gone`: the engine itself has ended, and all its calls. `replaced`: somebody else runs its calls
   * now, and this one has to stop acting.
   */
  | { readonly type: "link.up" | "link.down" | "link.gone" | "link.replaced" };
