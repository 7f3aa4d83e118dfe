import type { Actor } from "@nightlight/domain/access/access";
import type {
  AccessLogStore,
  BarringStore,
  IdentityStore,
  OpeningStore,
  SupervisionStore,
} from "./access/access-stores.ts";
import type { AuditStore } from "./audit/audit-store.ts";
import type { AuthorityStore } from "./authority/authority-store.ts";
import type { EscalationStore } from "./escalation/escalation-store.ts";
import type { ReportDraftStore } from "./escalation/report-draft-store.ts";
import type { Arrival } from "./contact/arrival.ts";
import type { RecordingStore } from "./call/recording-store.ts";
import type { VoicemailStore } from "./call/voicemail-store.ts";
import type { WebCallStore } from "./call/web-call-store.ts";
import type { OutsideCallStore } from "./call/outside-call-store.ts";
import type { CallStore, SoftphoneStore } from "./call/call-store.ts";
import type { ChannelStore } from "./channel/channel-store.ts";
import type { PeopleStore } from "./person/people-store.ts";
import type { HandStore } from "./contact/by-hand-store.ts";
import type { CallbackStore } from "./contact/callback-store.ts";
import type { MoveStore } from "./contact/move-store.ts";
import type { TransferStore } from "./contact/transfer-store.ts";
import type { LeaseStore } from "./presence/lease-store.ts";
import type { HandoverStore } from "./shift/handover-store.ts";
import type { RestrictionStore } from "./restriction/restriction-store.ts";
import type { RosterStore } from "./roster/roster-store.ts";
import type { PacingStore } from "./routing/pacing-store.ts";
import type { PolicyStore } from "./policy/policy-store.ts";
import type { LocationStore } from "./location/location-store.ts";
import type { RiskStore } from "./contact/risk-store.ts";
import type { SearchStore } from "./search/search-store.ts";
import type { PlaceStore } from "./place/place-store.ts";
import type { Language } from "@nightlight/domain/contact/channel";
import type { Contact, ContactId, CounsellorId, OfferId } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { Escalation, EscalationId } from "@nightlight/domain/escalation/escalation";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { Intent, NextIntent, Seat } from "@nightlight/domain/presence/presence";
import type { Definition } from "@nightlight/domain/record/definition";
import type { Explanation } from "@nightlight/domain/routing/explanation";
import type { Gate, RosteredShift } from "@nightlight/domain/shift/shift";
import type { CounsellorEvent, RecordedEvent } from "./events.ts";

/** Everything outside that commands need: a store, ids, and somebody to tell after the commit. */
export type World = {
  /**
   * Runs a story in one transaction as an actor. Commits when it returns, rolls back when it throws.
   * What it recorded is announced after the commit, never before.
   */
  transaction<Value>(actor: Actor, story: (store: Store) => Promise<Value>): Promise<Value>;
  /** A new id: a UUID of version 7, so that rows sort by time. */
  newId(): string;
};

export type { Arrival };

export type Store = {
  readonly contacts: ContactStore;
  readonly offers: OfferStore;
  readonly messages: MessageStore;
  readonly records: RecordStore;
  readonly risks: RiskStore;
  readonly locations: LocationStore;
  readonly moves: MoveStore;
  readonly transfers: TransferStore;
  readonly callbacks: CallbackStore;
  readonly calls: CallStore;
  readonly outsideCalls: OutsideCallStore;
  readonly softphones: SoftphoneStore;
  readonly voicemails: VoicemailStore;
  readonly recordings: RecordingStore;
  readonly webCalls: WebCallStore;
  readonly byHand: HandStore;
  readonly presences: PresenceStore;
  readonly leases: LeaseStore;
  readonly handovers: HandoverStore;
  readonly rosters: RosterStore;
  readonly audit: AuditStore;
  readonly people: PeopleStore;
  readonly channels: ChannelStore;
  readonly places: PlaceStore;
  readonly accessLog: AccessLogStore;
  readonly barrings: BarringStore;
  readonly identities: IdentityStore;
  readonly openings: OpeningStore;
  readonly restrictions: RestrictionStore;
  readonly supervision: SupervisionStore;
  readonly search: SearchStore;
  readonly authorities: AuthorityStore;
  readonly reportDrafts: ReportDraftStore;
  readonly escalations: EscalationStore;
  /** The routing policy in force: as of the last look, kept in memory. */
  readonly policy: RoutingPolicy;
  readonly policies: PolicyStore;
  readonly pacing: PacingStore;
  /** What the matcher decides on, in one snapshot; undefined while another matcher is at it. */
  floor(limit: number): Promise<Floor | undefined>;
  /** The database's clock. Inside a lock, use the time that came with the lock. */
  now(): Promise<Date>;
};

export type Floor = {
  readonly waiting: readonly Contact[];
  /** Somebody waits whom this pass did not read: beyond its limit, without a free place in their language, or being changed. */
  readonly somebodyElseWaits: boolean;
  readonly seats: readonly Seat[];
  readonly at: Date;
};

/** A contact under lock, and the database's time read after the lock was taken. */
export type Locked = { readonly contact: Contact; readonly at: Date };

export type ContactStore = {
  /** Stores an arrival; undefined when the same key brought a contact before. */
  arrive(arrival: Arrival): Promise<Locked | undefined>;
  /** The contact that the key of a repeated arrival brought before. */
  arrivedBefore(arrival: Pick<Arrival, "channelId" | "arrivalKey">): Promise<Contact>;
  find(id: ContactId): Promise<Contact | undefined>;
  lock(id: ContactId): Promise<Locked | undefined>;
  /** Locks the contact that an offer is, or was, about. */
  lockByOffer(id: OfferId): Promise<Locked | undefined>;
  /** Saves what the events make of a locked contact, with its slot, offer and clock, and the events themselves. */
  append(locked: Locked, events: readonly ContactEvent[], explanation?: Explanation): Promise<Contact>;
  /** Contacts on a counsellor's desk: owned and not closed, those they came into beside a colleague, and closed ones that can still be undone. */
  onDesk(counsellorId: CounsellorId): Promise<readonly Contact[]>;
  /** Contacts waiting or offered in the queue, for positions and counts. No words, no personal data. */
  inQueue(limit: number): Promise<readonly Contact[]>;
  /** Ids of contacts whose line is open to this counsellor: active, or within the undo seconds. */
  attendedBy(counsellorId: CounsellorId): Promise<readonly ContactId[]>;
  /** Ids of conversations that this counsellor is in beside their owner. */
  visitedBy(counsellorId: CounsellorId): Promise<readonly ContactId[]>;
  /** Conversations with a colleague beside the owner whose screen is gone. */
  forsaken(): Promise<readonly { readonly contactId: ContactId; readonly guest: CounsellorId }[]>;
  /** Contacts whose state says otherwise of their owner's screen than the lease does: what a dead server left behind. */
  misattended(): Promise<readonly { readonly contactId: ContactId; readonly isOwnerThere: boolean }[]>;
  /** Ends the session of the other side's own page. */
  endSession(contactId: ContactId): Promise<void>;
};

export type OfferStatus = "pending" | "shown" | "accepted" | "declined" | "timed_out" | "rescinded" | "undeliverable";

export type OfferRow = {
  readonly id: OfferId;
  readonly contactId: ContactId;
  readonly counsellorId: CounsellorId;
  readonly status: OfferStatus;
  readonly madeAt: Date;
  readonly shownAt: Date | undefined;
  readonly expiresAt: Date;
  readonly explanation: Explanation;
};

export type OfferStore = {
  find(id: OfferId): Promise<OfferRow | undefined>;
  liveOf(counsellorId: CounsellorId): Promise<readonly OfferRow[]>;
};

export type Side = "child" | "counsellor";

export type Message = {
  readonly id: string;
  readonly from: Side;
  readonly clientKey: string;
  readonly text: string;
  readonly at: Date;
  readonly deliveredAt: Date | undefined;
  readonly seenAt: Date | undefined;
};

export type NewMessage = {
  readonly id: string;
  readonly contactId: ContactId;
  readonly from: Side;
  readonly authorId: CounsellorId | undefined;
  readonly clientKey: string;
  readonly text: string;
  /** The version of the contact that the message's event gave it. */
  readonly sequence: number;
  readonly at: Date;
};

export type Receipt = "delivered" | "seen";

export type MessageStore = {
  insert(message: NewMessage): Promise<void>;
  byClientKey(contactId: ContactId, clientKey: string): Promise<Message | undefined>;
  /** Oldest first. */
  list(contactId: ContactId): Promise<readonly Message[]>;
  /** Marks every message of the other side up to one as delivered or seen; gives the time when any was new. */
  receive(contactId: ContactId, from: Side, upToId: string, receipt: Receipt): Promise<Date | undefined>;
  /** The newest message and the number of the child's that nobody looked at, for each contact asked for. */
  summaries(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, { last: Message; unseen: number }>>;
};

export type RecordField = { readonly value: string; readonly version: number; readonly savedAt: Date };

/** A record by path. What a path means, and whom it is for, says the definition that the record is in. */
export type RecordFields = Readonly<Record<string, RecordField>>;

export type RecordStore = {
  /** The definition that a contact's record is in: fixed by its first save, the newest until then. */
  definitionOf(contactId: ContactId): Promise<Definition>;
  /** The version of that definition, with one question. */
  versionOf(contactId: ContactId): Promise<number>;
  /** The versions that several records are in, by contact; those that the actor may not read are left out. */
  versionsOf(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, number>>;
  findDefinition(version: number): Promise<Definition | undefined>;
  latest(contactId: ContactId): Promise<RecordFields>;
  /** Saves a field when `version` is still the latest; undefined when somebody was faster. */
  save(
    contactId: ContactId,
    path: string,
    value: string,
    version: number,
    definition: number,
  ): Promise<RecordField | undefined>;
};

export type Presence = {
  readonly intent: Intent;
  readonly intentSince: Date;
  readonly missedInRow: number;
  readonly version: number;
  readonly languages: readonly Language[];
  readonly chatSlots: number;
  readonly freeChatSlots: number;
  readonly lease: { readonly epoch: number; readonly isAlive: boolean; readonly lostAt: Date | undefined } | undefined;
  readonly shift:
    (RosteredShift & { readonly shiftId: string; readonly name: string; readonly checkInFrom: Date }) | undefined;
  readonly gate: Gate;
  /** What they do as soon as nothing is in their hands. */
  readonly next?: NextIntent | undefined;
  readonly nextMinutes?: number | undefined;
  /** Until when a break is meant to last. */
  readonly until?: Date | undefined;
  readonly at: Date;
};

export type PresenceStore = {
  /** A counsellor's four facts with the database's time; locks the presence row for a change. */
  lock(counsellorId: CounsellorId): Promise<Presence | undefined>;
  find(counsellorId: CounsellorId): Promise<Presence | undefined>;
  save(
    counsellorId: CounsellorId,
    change: { intent: Intent; missedInRow: number; forMinutes?: number | undefined },
    event: CounsellorEvent,
  ): Promise<void>;
  /** What comes when nothing is in their hands any more; undefined: nothing else. A new intent forgets it. */
  chooseNext(counsellorId: CounsellorId, next: NextIntent | undefined, minutes: number | undefined): Promise<void>;
  /** Whoever said what comes next, and has nothing in hand any more. */
  readyForNext(): Promise<readonly CounsellorId[]>;
  /** An event of somebody's presence that changes nothing of it. */
  note(counsellorId: CounsellorId, event: CounsellorEvent): Promise<void>;
  /** Somebody who answers is responding: missed offers are no longer counted. */
  forgetMisses(counsellorId: CounsellorId): Promise<void>;
  checkIn(counsellorId: CounsellorId, shiftId: string): Promise<void>;
};

/** What a commit tells the rest of the house: the events, what became of their contacts, the clocks that have to ring. */
export type Committed = {
  readonly events: readonly RecordedEvent[];
  readonly clocks: readonly RunningClock[];
  readonly contacts: ReadonlyMap<ContactId, Contact>;
  readonly escalations: ReadonlyMap<EscalationId, Escalation>;
  readonly explanations: ReadonlyMap<OfferId, Explanation>;
};

/**
 * What a clock can belong to: a contact has one, an escalation one for each ladder and one for its telephone tasks, a duty
 * one for its handover, the roster one that looks for gaps.
 */
export const CLOCK_SUBJECTS = [
  "contact",
  "escalation.ack",
  "escalation.act",
  "escalation.task",
  "duty",
  "roster",
] as const;

export type ClockSubject = (typeof CLOCK_SUBJECTS)[number];

export type RunningClock = {
  readonly subject: ClockSubject;
  readonly subjectId: string;
  readonly generation: number;
  /** From the database's own clock, so that no node's clock matters. */
  readonly delayMs: number;
};
