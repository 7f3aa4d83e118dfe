import type { ContactId } from "@nightlight/domain/contact/contact";
import type { LocationOutcome, LocationRequest } from "@nightlight/domain/location/location-request";

export type NewLocationRequest = Pick<LocationRequest, "id" | "contactId" | "authorityId" | "reason"> & {
  /** The asker's own key: the same key is the same request. */
  readonly clientKey: string;
};

export type NewLocationAnswer = { readonly id: string; readonly outcome: LocationOutcome; readonly words: string };

/** Requests to the police, their words sealed under the contact's own key. */
export type LocationStore = {
  /** Keeps a request about a contact that this transaction has locked and the actor owns; a repeat keeps nothing. */
  add(request: NewLocationRequest): Promise<void>;
  byClientKey(contactId: ContactId, clientKey: string): Promise<LocationRequest | undefined>;
  /** Newest first. */
  ofContact(contactId: ContactId): Promise<readonly LocationRequest[]>;
  /** Keeps what came of one. False when that was kept before. */
  answer(contactId: ContactId, answer: NewLocationAnswer): Promise<boolean>;
};
