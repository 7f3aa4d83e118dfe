import type { BarOrigin, GivenBarOrigin, OpeningKind, ReadingHow, ReadingWhy } from "@nightlight/domain/access/opening";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import type { Past } from "@nightlight/domain/contact/entry-lane";
import type { AccessAction } from "../events.ts";

/** A part of a list, newest first: what is older than `before`, at most `limit` of it. */
export type Page<Key> = { readonly before: Key | undefined; readonly limit: number };

export type Barring = {
  readonly id: string;
  readonly barredId: string;
  readonly isOffice: boolean;
  readonly origin: BarOrigin;
  /** Undefined where nobody had to give one. */
  readonly reason: string | undefined;
  readonly barredBy: string | undefined;
  readonly barredAt: Date;
  readonly liftedBy: string | undefined;
  readonly liftedAt: Date | undefined;
};

export type NewBarring = { readonly id: string; readonly contactId: ContactId; readonly barredId: string } & (
  | { readonly origin: GivenBarOrigin; readonly isOffice: boolean; readonly reason: string }
  | { readonly origin: "own_identity"; readonly isOffice: false }
);

/** The reasons behind the bars of a contact. Whom a contact is barred to stands in the contact itself. */
export type BarringStore = {
  /** Whom a bar of this person or office concerns; undefined when there is neither. */
  concerns(barredId: string): Promise<{ readonly isOffice: boolean; readonly people: readonly string[] } | undefined>;
  /** Writes down a bar of a contact that this transaction has locked or just stored, and takes back what was offered. */
  add(barring: NewBarring, people: readonly string[]): Promise<void>;
  /** False when no such bar is in force. */
  lift(contactId: ContactId, barredId: string, people: readonly string[]): Promise<boolean>;
  /** Newest first, lifted ones too. */
  list(contactId: ContactId): Promise<readonly Barring[]>;
};

export type OwnIdentity = { readonly id: string; readonly ending: string; readonly registeredAt: Date };

/** What members of staff registered as their own, by keyed hash. */
export type IdentityStore = {
  register(identity: string): Promise<void>;
  list(): Promise<readonly OwnIdentity[]>;
  /** False when the actor registered none of this id. */
  remove(id: string): Promise<boolean>;
  /** Whose identity this is; asked when a contact arrives. */
  ownersOf(identity: string): Promise<readonly string[]>;
  /** What earlier contacts of this identity say about a new one; asked when it arrives. */
  pastOf(identity: string): Promise<Past>;
  /** Contacts that came from this identity; asked by the system. */
  contactsFrom(identity: string): Promise<readonly ContactId[]>;
};

export type Opening = {
  readonly id: string;
  readonly contactId: ContactId;
  readonly personId: string;
  readonly kind: OpeningKind;
  /** Undefined for whoever reads logs but no words. */
  readonly reason: string | undefined;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  readonly review: { readonly by: string; readonly at: Date; readonly comment: string | undefined } | undefined;
};

export type NewOpening = Pick<Opening, "id" | "contactId" | "kind"> & {
  readonly reason: string;
  readonly minutes: number;
};

/** Contacts that somebody opened with a reason. */
export type OpeningStore = {
  add(opening: NewOpening): Promise<void>;
  /** The actor's own opening of a contact that lasts longest; undefined when none is in force. */
  inForce(contactId: ContactId): Promise<Opening | undefined>;
  find(id: string): Promise<Opening | undefined>;
  /** What was opened in emergency, newest first, by id. */
  emergencies(page: Page<string>): Promise<readonly Opening[]>;
  /** False when it was reviewed before. */
  review(id: string, comment: string): Promise<boolean>;
};

export type NewReading = {
  readonly action: AccessAction;
  readonly contactId: ContactId;
  readonly why: ReadingWhy;
  readonly how: ReadingHow;
  readonly openingId?: string;
};

/** Who read what, when, why, and how they came there. */
export type Reading = Omit<NewReading, "openingId"> & {
  readonly id: number;
  readonly at: Date;
  readonly personId: string;
};

/** The access log. It only grows; what appears of it depends on who asks. */
export type AccessLogStore = {
  write(reading: NewReading): Promise<void>;
  ofContact(contactId: ContactId, page: Page<number>): Promise<readonly Reading[]>;
  ofPerson(personId: string, page: Page<number>): Promise<readonly Reading[]>;
};

export type Figure = {
  readonly status: Contact["state"]["status"];
  readonly lane: Contact["lane"];
  /** Recorded by hand: no arrival, so it is counted apart. */
  readonly isByHand: boolean;
  readonly contacts: number;
};

export type Colleagues = {
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly centreId: string | undefined;
    /** Whether they counsel, and their access was not taken: a record can go to them. */
    readonly counsels: boolean;
  }[];
  readonly centres: readonly { readonly id: string; readonly name: string }[];
};

/** What whoever watches over the work may see: states and numbers, no words. */
export type SupervisionStore = {
  /** Newest first, by id. `isOpen` leaves out what is closed or abandoned. */
  contacts(page: Page<ContactId> & { readonly isOpen: boolean }): Promise<readonly Contact[]>;
  figures(): Promise<readonly Figure[]>;
  /** Whether somebody works at the actor's own centre. */
  sharesCentre(personId: string): Promise<boolean>;
  colleagues(): Promise<Colleagues>;
};
