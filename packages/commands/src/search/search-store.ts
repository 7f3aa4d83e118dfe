import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import type { Wanted } from "@nightlight/domain/search/tokens";

/** A field that may hold what was asked for: hashes promise, and only the opened value tells. */
export type Candidate = {
  readonly contact: Contact;
  /** A path of the record, or `identity`. */
  readonly field: string;
};

/** A field whose value the actor may read; undefined where they may see no more than the contact's state. */
export type Found = Candidate & { readonly value: string | undefined };

/** Earlier contacts of the identity that a contact came from, newest first, and how many there are in all. */
export type Previous = {
  /** Undefined when the contact came from none that is known. */
  readonly identity: string | undefined;
  readonly contacts: readonly Contact[];
};

/** Sealed text, found again by keyed hashes, as far as the actor may see contacts or read their words. */
export type SearchStore = {
  /** Newest first, by when the contact arrived; not older than so many months of 30 days, where that is given. */
  find(wanted: Wanted, limit: number, months?: number): Promise<readonly Found[]>;
  /**
   * The contacts of the same identity as one that the actor holds, without those that are barred to them. From then on
   * the transaction may read them. Nothing for whoever does not hold it.
   */
  showPrevious(liveId: ContactId, limit: number): Promise<Previous>;
};
