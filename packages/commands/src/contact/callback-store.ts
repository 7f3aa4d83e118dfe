import type { ContactId } from "@nightlight/domain/contact/contact";

/** The numbers that people left to be called at: sealed, for the counsellor of the contact, and for whoever dials on their word. */
export type CallbackStore = {
  /** Keeps the number of a contact that this transaction has locked; a later one takes its place. By the child itself. */
  keep(contactId: ContactId, number: string): Promise<void>;
  find(contactId: ContactId): Promise<string | undefined>;
  /** By the child itself: nobody can call any more. */
  forget(contactId: ContactId): Promise<void>;
};
