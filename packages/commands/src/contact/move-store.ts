import type { ContactId, CounsellorId } from "@nightlight/domain/contact/contact";
import type { MoveEffect, Overridable, StepInReason } from "@nightlight/domain/contact/move";
import type { Seat } from "@nightlight/domain/presence/presence";

/** A supervisor's move, kept so that a repeat changes nothing. What it does stands in the contact and its events. */
export type NewMove = {
  readonly id: string;
  readonly contactId: ContactId;
  /** Null: back to the queue. */
  readonly to: CounsellorId | null;
  readonly does: MoveEffect;
  readonly reason: StepInReason;
  readonly overrides: readonly Overridable[];
};

export type KeptMove = NewMove & { readonly isUndone: boolean };

/** Somebody whom a contact could be given to. */
export type Candidate = {
  readonly seat: Seat;
  /** Whether they counsel, and their access was not taken. */
  readonly counsels: boolean;
};

/** What supervisors need to move contacts; to anybody else it is empty. */
export type MoveStore = {
  /** A move of the actor's own. */
  find(id: string): Promise<KeptMove | undefined>;
  /** Writes down a move of a contact that this transaction has locked. False when its id is taken. */
  add(move: NewMove): Promise<boolean>;
  /** Marks a move of the actor's own as undone. */
  markUndone(id: string): Promise<void>;
  /**
   * The four facts of somebody; undefined for whoever has no seat on the floor. `keepsPlaces` lets nobody else have
   * their free places until the transaction of the locked contact ends.
   */
  candidate(personId: CounsellorId, options: { readonly keepsPlaces: boolean }): Promise<Candidate | undefined>;
  /** Everything somebody has: owned and not over, offered, or held out to them as a transfer. */
  contactsWith(personId: CounsellorId): Promise<readonly ContactId[]>;
  /** Whether anything but words, records and levels happened to the locked contact after this version. */
  wasPlacedSince(contactId: ContactId, version: number): Promise<boolean>;
};
