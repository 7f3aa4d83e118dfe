import type { ContactId } from "@nightlight/domain/contact/contact";
import type { Basis } from "@nightlight/domain/escalation/basis";
import type { Escalation, EscalationId } from "@nightlight/domain/escalation/escalation";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import type { EscalationLevel } from "@nightlight/domain/escalation/ladder";

/** An escalation under lock, and the database's time read after the lock was taken. */
export type LockedEscalation = { readonly escalation: Escalation; readonly at: Date };

export type NewEscalation = {
  readonly id: EscalationId;
  readonly contactId: ContactId;
  /** The sender's key: the same key gives the same escalation. */
  readonly clientKey: string;
  readonly level: EscalationLevel;
  readonly basis: Basis;
  readonly receivedAt: Date;
};

/** What is kept in words. The first four an office may read; the reasons stay at the helpline. */
export const ESCALATION_TEXTS = [
  "content",
  "report",
  "question",
  "refusal",
  "consent",
  "breach",
  "withdrawal",
  "redirect",
] as const;

export type EscalationTextKind = (typeof ESCALATION_TEXTS)[number];

export type EscalationText = {
  readonly id: string;
  readonly kind: EscalationTextKind;
  /** The report itself, or the one that a question is about. */
  readonly reportId: string | undefined;
  readonly text: string;
  readonly authorId: string;
  readonly at: Date;
};

export type NewEscalationText = Pick<EscalationText, "id" | "kind" | "reportId" | "text"> & {
  /** The same key is the same text. */
  readonly clientKey: string;
};

/** Escalations as the actor may see them: their own contacts', whatever was sent to their office, or all of them. */
export type EscalationStore = {
  /** Numbers and stores a draft of the actor's, with a key of its own, and locks it. The contact has to be locked. */
  draft(escalation: NewEscalation): Promise<LockedEscalation>;
  /** The escalation that the same sender's key brought before. */
  byClientKey(contactId: ContactId, clientKey: string): Promise<Escalation | undefined>;
  find(id: EscalationId): Promise<Escalation | undefined>;
  lock(id: EscalationId): Promise<LockedEscalation | undefined>;
  /** Saves what the events make of a locked escalation, with its tasks and clocks, and the events themselves. */
  append(locked: LockedEscalation, events: readonly EscalationEvent[]): Promise<Escalation>;
  /** Newest first. */
  ofContact(contactId: ContactId): Promise<readonly Escalation[]>;
  /** What was sent to the actor's own office: open, or over and newest first. */
  inbox(isOver: boolean, limit: number): Promise<readonly Escalation[]>;
  /** Everything that is sent and not over, oldest first. */
  running(limit: number): Promise<readonly Escalation[]>;
  /** Running ones with an open task that is the actor's, or offered to the actor. */
  withMyTasks(): Promise<readonly Escalation[]>;
  /** Writes words under the key of a locked escalation; false when the same key wrote before. */
  write(id: EscalationId, text: NewEscalationText): Promise<boolean>;
  /** The words that the actor may read, oldest first. */
  texts(id: EscalationId): Promise<readonly EscalationText[]>;
  /** What was sent, of each escalation asked for that the actor may read. */
  contents(ids: readonly EscalationId[]): Promise<ReadonlyMap<EscalationId, string>>;
  /** Which of these offices have an officer who signs in. */
  staffed(authorityIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Counsellors on shift now, without the actor: who could make a telephone call. */
  colleaguesOnShift(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Officers of the addressed offices to whom the contact is not barred; asked by the system. */
  listeners(id: EscalationId): Promise<readonly string[]>;
};
