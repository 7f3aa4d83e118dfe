import type { RecordingWish } from "@nightlight/domain/call/recording";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { CallId } from "./telephony.ts";

/** A stretch of a conversation that was recorded: between two pauses, or ten minutes at most. */
export type Recording = { readonly id: string; readonly beganAt: Date; readonly seconds: number };

/** How the recording of a contact's newest call stands, and what is kept of all its calls. */
export type CallRecording = Omit<RecordingWish, "isQueueRecorded"> & {
  readonly isFailing: boolean;
  readonly isRunning: boolean;
  readonly parts: readonly Recording[];
};

/** A part that the engine still holds, or that must not be kept. */
export type OwedRecording = {
  readonly id: string;
  readonly callId: CallId;
  readonly contactId: ContactId;
  readonly isKept: boolean;
  /** Its caller does not want it: it is forgotten unheard. */
  readonly isRefused: boolean;
};

export type RecordedQueue = { readonly queueId: string; readonly since: Date; readonly setBy: string };

/** Conversations that are recorded: sealed under their contacts' keys, for whoever may read the contact. */
export type RecordingStore = {
  /** The queues whose calls are recorded; none by default. */
  queues(): Promise<readonly RecordedQueue[]>;
  /** Switches a queue on or off; false when it was so already. */
  setQueue(queueId: string, isOn: boolean): Promise<boolean>;

  /** By the engine's own process. The notice was heard to its end. */
  toldByNotice(engine: string, callId: CallId): Promise<void>;
  /** The caller pressed the key for it. */
  refusedByCaller(engine: string, callId: CallId): Promise<void>;
  /** A part begins, of a call whose queue is recorded and whose caller was told and does not mind. Throws otherwise. */
  begin(part: { readonly id: string; readonly engine: string; readonly callId: CallId }): Promise<void>;
  /** It could not be begun. */
  fail(part: { readonly id: string; readonly engine: string; readonly callId: CallId }): Promise<void>;
  /** What the engine still has, and what has to be erased. */
  owed(engine: string): Promise<readonly OwedRecording[]>;
  /** Keeps a part, once; a second time changes nothing. WAV. Throws when its caller refused meanwhile. */
  keep(part: { readonly id: string; readonly contactId: ContactId }, sound: Uint8Array, seconds: number): Promise<void>;
  /** The engine holds nothing of a part that was kept. */
  release(id: string): Promise<void>;
  /** Nothing is left of a part. */
  drop(id: string): Promise<void>;
  /** Erases those that are older, of contacts that are closed. How many. */
  eraseOlderThan(hours: number): Promise<number>;

  /** Of a contact that the actor may read; undefined when it never was a call. */
  of(contactId: ContactId): Promise<CallRecording | undefined>;
  /** The counsellor told the caller, who does not mind; also after they had refused. */
  tellByCounsellor(contactId: ContactId): Promise<void>;
  refuseByCounsellor(contactId: ContactId): Promise<void>;
  pause(contactId: ContactId, isPaused: boolean): Promise<void>;
  /** The sound of a part, WAV, within what the actor may read. */
  open(contactId: ContactId, id: string): Promise<Uint8Array | undefined>;
};
