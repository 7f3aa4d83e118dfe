import type { CallDetail } from "@nightlight/domain/call/call-detail";
import type { Call, Leg, Monitor, MonitorMode, Party } from "@nightlight/domain/call/call";
import type { RecordingWish } from "@nightlight/domain/call/recording";
import type { VoiceTroubleCode } from "@nightlight/domain/call/trouble";
import type { House } from "@nightlight/domain/call/may-leave-message";
import type { CALL_CHANNEL_KINDS } from "@nightlight/domain/contact/channel";
import type { Contact, ContactId, CounsellorId } from "@nightlight/domain/contact/contact";
import type { AttemptId, CallId, LegFailure, Side } from "./telephony.ts";

/** Who runs the calls of an engine. */
export type EngineHold = {
  readonly engine: string;
  readonly holder: string;
  /** For how long, unless it is said again. */
  readonly seconds: number;
};

/** What happens once in the life of a call; the first word of it counts. */
export type CallStage = "answered" | "greeted" | "talked" | "cannotSpeak" | "dialled" | "consented";

/** What is kept of calls: which contact each is, and when what happened, by the database's clock. */
export type CallStore = {
  /** Takes the calls of an engine, or goes on having them: the epoch; undefined while somebody else has them. */
  hold(hold: EngineHold): Promise<number | undefined>;
  /** Gives them up at once. */
  letGo(hold: Omit<EngineHold, "seconds">): Promise<void>;
  /** Engines with calls that are not over, and which nobody has run for so long. Kept from whoever would take them. */
  dead(seconds: number): Promise<readonly string[]>;
  /** Whether an epoch is still in force; its row is locked until the end of the transaction. */
  isInForce(engine: string, epoch: number): Promise<boolean>;

  /** The channel that calls of a kind belong to; made when there is none. */
  channelOf(kind: (typeof CALL_CHANNEL_KINDS)[number], isDemo: boolean): Promise<string>;
  begin(engine: string, call: { callId: CallId; contactId: ContactId; direction: "in" | "out" }): Promise<void>;
  /** A call out that the owner of a contact wants; false where no engine is run. Nothing rings by it. */
  want(call: { callId: CallId; contactId: ContactId }): Promise<boolean>;
  note(engine: string, callId: CallId, stage: CallStage): Promise<void>;
  end(engine: string, callId: CallId, by: Side, cause: number): Promise<void>;
  ring(engine: string, callId: CallId, leg: Pick<Leg, "attemptId" | "counsellorId">): Promise<void>;
  noteLeg(attemptId: AttemptId, stage: "answered" | "joined"): Promise<void>;
  endLeg(attemptId: AttemptId, end: { failure: LegFailure } | { cause: number }): Promise<void>;

  /** The actor wants to be in a call, or to be in it otherwise; they are in no other one from now on. */
  monitor(contactId: ContactId, mode: MonitorMode): Promise<void>;
  /** Somebody wants to be in no call any more: the contact that they were in the call of. */
  stopMonitoring(supervisorId: CounsellorId): Promise<ContactId | undefined>;
  /** What the actor is in now. */
  monitoring(): Promise<{ readonly contactId: ContactId; readonly mode: MonitorMode } | undefined>;
  /** Who is in the call of a contact that is the actor's, and for how many seconds. */
  monitorsOf(contactId: ContactId): Promise<readonly (Monitor & { readonly seconds: number })[]>;

  /** How the newest call of a contact went, within what the actor may read; undefined when there was none. */
  detailOf(contactId: ContactId): Promise<CallDetail | undefined>;
  /** Something goes wrong with an engine's calls: counted, and told to supervisors while it is fresh. */
  trouble(engine: string, code: VoiceTroubleCode): Promise<void>;
  /** Whether anybody's telephone is there to answer with, and the time. */
  house(): Promise<House>;
  /** How many calls in its language wait before this one, on whichever engine. */
  ahead(contactId: ContactId): Promise<number>;
  /** The calls of an engine that are up, with their contacts and the legs that were rung and have not ended. */
  up(engine: string): Promise<readonly KnownCall[]>;
};

/** A call that is up, as it was noted down. */
export type KnownCall = {
  readonly callId: CallId;
  readonly contact: Contact;
  readonly direction: Call["direction"];
  readonly isDialled: boolean;
  readonly isGreeted: Call["isGreeted"];
  /** Whether anybody has talked with the caller. */
  readonly hasTalked: boolean;
  /** They want to leave a message, and none is kept yet. */
  readonly owesMessage: boolean;
  readonly recording: RecordingWish;
  readonly legs: readonly Pick<Leg, "attemptId" | "counsellorId">[];
  readonly monitors: readonly Monitor[];
  /** Somebody outside who is called into it, or is in it. */
  readonly parties: readonly Party[];
};

/** The telephone in a counsellor's browser. */
export type Softphone = { readonly counsellorId: CounsellorId; readonly sessionId: string };

export type SoftphoneStore = {
  /** Whether the calls of any engine are run right now: otherwise a telephone would be of no use. */
  isAnybodyThere(): Promise<boolean>;
  /** A counsellor's browser wants one; the one before is over. */
  want(softphone: Softphone): Promise<void>;
  /** Those sign-ins that an engine has to learn of, and those that it may forget: they are over. */
  due(engine: string): Promise<{ readonly wanted: readonly string[]; readonly over: readonly string[] }>;
  provisioned(engine: string, sessionId: string): Promise<void>;
  /** The engine has forgotten it. */
  revoked(engine: string, sessionId: string): Promise<void>;
  /**
   * Registered with an engine or not. The counsellor's place for calls rings while one of the engines has their telephone.
   * Undefined: nobody has this one any more.
   */
  setOnline(engine: string, sessionId: string, isOnline: boolean): Promise<CounsellorId | undefined>;
  /** An engine is another, or was away: it has to learn of all of them again, and has nobody registered. */
  forgetAll(engine: string): Promise<void>;
  /** The sign-in whose browser rings for a counsellor: at this engine, or at any. */
  registeredOf(counsellorId: CounsellorId, engine?: string): Promise<string | undefined>;
};
