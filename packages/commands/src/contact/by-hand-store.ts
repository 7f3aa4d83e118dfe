import type { HandChannelKind, Language } from "@nightlight/domain/contact/channel";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";

/** What is written down beside a contact that is recorded by hand. Any of it may name whoever told us. */
export type HandDetails = {
  /** Who says when and how it came: whoever took the call on paper, opened the post, stood at the door. */
  readonly whoSays: string;
  /** The number on an official letter, a link, a page of the outage book. */
  readonly reference: string;
  /** Where it came from: a name, an office, a newspaper. */
  readonly origin: string;
};

export type HandRecord = {
  readonly contactId: ContactId;
  readonly queueId: string;
  readonly channel: HandChannelKind;
  readonly language: Language;
  readonly lane: Contact["lane"];
  readonly receivedAt: Date;
  /** Hash of who recorded and of their key: the same key gives the same contact. */
  readonly arrivalKey: Uint8Array;
  readonly details: HandDetails;
};

/** What stood there before somebody corrected it. */
export type HandChange = {
  /** Counts from 1: the first correction. */
  readonly version: number;
  readonly receivedAt: Date;
  readonly details: HandDetails;
  readonly by: string;
  readonly at: Date;
};

/** Contacts that staff record by hand. */
export type HandStore = {
  /** Stores the contact as the actor's own record; undefined when the same key recorded one before. */
  record(record: HandRecord): Promise<{ readonly contact: Contact; readonly at: Date } | undefined>;
  /** The contact that this key of the actor recorded before. */
  recordedBefore(arrivalKey: Uint8Array): Promise<Contact | undefined>;
  /** What was written down beside it; undefined for contacts that came in by themselves. */
  find(contactId: ContactId): Promise<HandDetails | undefined>;
  /** What stood there before, the newest correction first. */
  changes(contactId: ContactId): Promise<readonly HandChange[]>;
  /**
   * Writes other details and the time of receipt over those of a locked contact, and keeps what stood there as correction
   * number `version`.
   */
  correct(change: {
    readonly contact: Contact;
    readonly before: HandDetails;
    readonly details: HandDetails;
    readonly receivedAt: Date;
    readonly version: number;
  }): Promise<void>;
};
