import type { OutsideCall, OutsideRefusal, PartyWish } from "@nightlight/domain/call/outside-call";
import type { Contact, ContactId, CounsellorId } from "@nightlight/domain/contact/contact";
import type { EscalationId } from "@nightlight/domain/escalation/escalation";
import type { AttemptId } from "./telephony.ts";

export type NewOutsideCall = Pick<OutsideCall, "id" | "purpose" | "contactId" | "task" | "party" | "reason" | "wish">;

/** What happens once in the life of an outside call; the first word of it counts. */
export type OutsideStage = "dialled" | "answered" | "talked";

export type OutsideEnd = {
  readonly by: NonNullable<OutsideCall["endedBy"]>;
  readonly cause: number;
  readonly refusal?: OutsideRefusal | undefined;
};

/** An outside call that is up, or wanted, as whoever runs the engine needs it. */
export type RunningOutsideCall = {
  readonly call: OutsideCall;
  readonly contact: Contact;
  /** The telephone of its counsellor, where the call is one of its own. */
  readonly legId: AttemptId | undefined;
};

/** Calls to offices, interpreters, the police: whom, when, and how they went. Numbers are not kept: they are looked up when dialled. */
export type OutsideCallStore = {
  /** A call that the actor wants; false where no engine is run. Nothing rings by it. */
  want(call: NewOutsideCall): Promise<boolean>;
  /** The actor wants a running call of theirs, or of their contact, to be otherwise. */
  wish(id: string, wish: PartyWish): Promise<void>;
  find(id: string): Promise<OutsideCall | undefined>;
  /** The actor's own running call that is no part of a conversation. */
  mine(): Promise<OutsideCall | undefined>;
  /** Who is, or was, called into a contact's conversation, newest first; within what the actor may read. */
  thirdsOf(contactId: ContactId): Promise<readonly OutsideCall[]>;
  /** Calls by telephone tasks of these escalations, oldest first. */
  ofEscalations(ids: readonly EscalationId[]): Promise<readonly OutsideCall[]>;

  /** All of an engine that are not over. */
  up(engine: string): Promise<readonly RunningOutsideCall[]>;
  /** Nobody else rings this counsellor meanwhile: their place for calls is taken. */
  ring(id: string, legId: AttemptId, counsellorId: CounsellorId): Promise<void>;
  note(id: string, stage: OutsideStage): Promise<void>;
  end(id: string, end: OutsideEnd): Promise<void>;
};
