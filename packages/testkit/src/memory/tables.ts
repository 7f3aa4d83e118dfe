import type { Restriction } from "@nightlight/commands/restriction/restriction-store";
import type { AuditRow } from "@nightlight/commands/audit/audit-store";
import type { KeyRow, Channel } from "@nightlight/commands/channel/channel-store";
import type { Centre, Named } from "@nightlight/commands/person/people-store";
import type { Person } from "@nightlight/domain/person/person";
import type { Actor } from "@nightlight/domain/access/access";
import type { AuthorityHistory } from "@nightlight/commands/authority/authority-store";
import type { Authority } from "@nightlight/domain/authority/authority";
import type { Duty } from "@nightlight/domain/authority/duty";
import type { Language, SlotKind } from "@nightlight/domain/contact/channel";
import type { Contact, ContactId, CounsellorId, OfferId } from "@nightlight/domain/contact/contact";
import type { ContactClock } from "@nightlight/domain/contact/footprint";
import type { Escalation } from "@nightlight/domain/escalation/escalation";
import type { Intent, NextIntent } from "@nightlight/domain/presence/presence";
import type { ShiftTemplate } from "@nightlight/domain/shift/shift";
import type { Pacing } from "@nightlight/domain/routing/pacing";
import type { Explanation } from "@nightlight/domain/routing/explanation";
import type { Barring, NewReading, Opening } from "@nightlight/commands/access/access-stores";
import type { EscalationText } from "@nightlight/commands/escalation/escalation-store";
import type { ReportDraft } from "@nightlight/commands/escalation/report-draft-store";
import type { HandChange, HandDetails } from "@nightlight/commands/contact/by-hand-store";
import type { KeptMove } from "@nightlight/commands/contact/move-store";
import type { Softphone } from "@nightlight/commands/call/call-store";
import type { RecordedQueue } from "@nightlight/commands/call/recording-store";
import type { CallIn } from "@nightlight/domain/roster/call-in";
import type { KnownGap } from "@nightlight/commands/roster/roster-store";
import type { PolicyVersion } from "@nightlight/commands/policy/policy-store";
import { STANDARD_POLICY, type RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { LocationRequest } from "@nightlight/domain/location/location-request";
import type { RiskChange } from "@nightlight/commands/contact/risk-store";
import type { RecordedEvent } from "@nightlight/commands/events";
import type { Message, NewMessage, OfferRow, RunningClock } from "@nightlight/commands/world";
import { TEST_START } from "../clock.ts";
import type {
  CallLegRow,
  CallMonitorRow,
  CallRow,
  EngineRow,
  SoftphoneLineRow,
  RecordingRow,
  VoicemailRow,
  WebCallRow,
  OutsideCallRow,
} from "./call-rows.ts";
import type { DutyClockRow, HandoverRow, RosterRow, ShiftRow } from "./shift-rows.ts";

export type SlotRow = {
  readonly counsellorId: CounsellorId;
  readonly kind: SlotKind;
  readonly ordinal: number;
  readonly contactId: ContactId | undefined;
  readonly freedAt: Date;
};

export type ClockRow = {
  readonly kind: ContactClock;
  readonly dueAt: Date;
  readonly generation: number;
  readonly isRunning: boolean;
};

export type PresenceRow = {
  readonly intent: Intent;
  readonly intentSince: Date;
  readonly missedInRow: number;
  readonly version: number;
  readonly languages: readonly Language[];
  readonly next?: NextIntent | undefined;
  readonly nextMinutes?: number | undefined;
  readonly until?: Date | undefined;
};

export type LeaseRow = {
  readonly sessionId: string;
  readonly epoch: number;
  readonly aliveUntil: Date;
  readonly lostAt: Date | undefined;
};

export type MessageRow = NewMessage & Pick<Message, "deliveredAt" | "seenAt">;

export type RecordRow = {
  readonly contactId: ContactId;
  readonly field: string;
  readonly version: number;
  readonly value: string;
  readonly definition: number;
  readonly savedBy: CounsellorId;
  readonly savedAt: Date;
};

export type Access = NewReading & { readonly actor: Actor; readonly at: Date };

export type BarringRow = Barring & { readonly contactId: ContactId };

export type DutyRow = Duty & { readonly authorityId: string };

export type IdentityRow = {
  readonly id: string;
  readonly personId: string;
  readonly identity: string;
  readonly registeredAt: Date;
};

export type EscalationTextRow = EscalationText & { readonly escalationId: string; readonly clientKey: string };

/** A restriction, and when somebody from there last took the place that everybody has. */
export type RestrictionRow = Restriction & { readonly aheadAt: Date | undefined };

/** Every row of the world in memory. Rows are never changed, only replaced, so a copy of the maps is a snapshot. */
export type Tables = {
  readonly contacts: Map<ContactId, Contact>;
  readonly arrivalKeys: Map<string, ContactId>;
  readonly offers: Map<OfferId, OfferRow>;
  readonly slots: Map<string, SlotRow>;
  readonly clocks: Map<ContactId, ClockRow>;
  readonly messages: Map<string, MessageRow>;
  readonly records: Map<string, RecordRow>;
  readonly riskChanges: Map<string, RiskChange>;
  readonly locationRequests: Map<string, LocationRequest & { readonly clientKey: string }>;
  readonly moves: Map<string, KeptMove & { readonly by: string }>;
  readonly callbackNumbers: Map<ContactId, string>;
  /** By engine and code: how often. */
  readonly voiceTroubles: Map<string, number>;
  /** By engine and call. */
  readonly calls: Map<string, CallRow>;
  readonly callLegs: Map<string, CallLegRow>;
  /** By supervisor. */
  readonly callMonitors: Map<string, CallMonitorRow>;
  readonly voicemails: Map<string, VoicemailRow>;
  readonly recordings: Map<string, RecordingRow>;
  readonly recordedQueues: Map<string, RecordedQueue>;
  readonly engines: Map<string, EngineRow>;
  readonly softphones: Map<CounsellorId, Softphone>;
  readonly softphoneLines: Map<string, SoftphoneLineRow>;
  readonly outsideCalls: Map<string, OutsideCallRow>;
  /** By name. */
  readonly webCalls: Map<string, WebCallRow>;
  readonly handDetails: Map<ContactId, HandDetails>;
  readonly handChanges: Map<ContactId, readonly HandChange[]>;
  readonly roster: Map<string, RosterRow>;
  readonly dutyClocks: Map<string, DutyClockRow>;
  readonly shiftTemplates: Map<string, ShiftTemplate>;
  readonly shifts: Map<string, ShiftRow>;
  /** By their beginning. */
  /** By shift and person. */
  readonly callIns: Map<string, CallIn & { readonly shiftId: string }>;
  readonly rosterGaps: Map<number, KnownGap>;
  /** The clock of the watch over the roster, as its only entry. */
  readonly rosterWatch: Map<"watch", Omit<ClockRow, "kind">>;
  readonly handovers: Map<string, HandoverRow>;
  readonly presences: Map<CounsellorId, PresenceRow>;
  readonly leases: Map<CounsellorId, LeaseRow>;
  readonly events: Map<string, RecordedEvent>;
  readonly accesses: Map<number, Access>;
  readonly barrings: Map<string, BarringRow>;
  readonly openings: Map<string, Opening>;
  readonly restrictions: Map<string, RestrictionRow>;
  readonly ownIdentities: Map<string, IdentityRow>;
  /** What contacts came from. */
  readonly identities: Map<ContactId, string>;
  readonly people: Map<string, Person>;
  /** Whose sign-in was set aside, by whom and when. */
  readonly signInsSetAside: Map<string, { readonly by: string; readonly at: Date }>;
  /** Who lives in which session. */
  readonly sessions: Map<string, string>;
  readonly centreList: Map<string, Centre>;
  readonly skills: Map<string, Named>;
  readonly spokenLanguages: Map<string, Named>;
  readonly authorities: Map<string, Authority>;
  readonly duties: Map<string, DutyRow>;
  readonly authorityChanges: Map<string, AuthorityHistory>;
  readonly reportDrafts: Map<string, ReportDraft>;
  readonly escalations: Map<string, { readonly escalation: Escalation; readonly clientKey: string }>;
  readonly escalationTexts: Map<string, EscalationTextRow>;
  /** By subject and id. */
  readonly escalationClocks: Map<string, Omit<ClockRow, "kind">>;
  readonly channels: Map<string, Channel>;
  readonly channelKeys: Map<string, KeyRow>;
  readonly policyVersions: Map<number, PolicyVersion>;
  readonly pacings: Map<CounsellorId, Pacing>;
  /** The audit log by number, oldest first. */
  readonly audits: Map<number, AuditRow>;
};

const SKILLS: readonly Named[] = [{ code: "abuse", name: { vi: "Xâm hại", en: "Abuse" }, isRetired: false }];
const SPOKEN: readonly Named[] = [
  { code: "tyz", name: { vi: "Tiếng Tày", en: "Tày" }, isRetired: false },
  { code: "vi", name: { vi: "Tiếng Việt", en: "Vietnamese" }, isRetired: false },
];

const FIRST_POLICY: PolicyVersion = {
  ...{ version: 1, policy: STANDARD_POLICY, from: TEST_START },
  ...{ by: undefined, why: undefined },
};

/** A world in which nothing has happened: no rows but the lists that migrations bring. */
export function emptyTables(): Tables {
  return {
    contacts: new Map(),
    arrivalKeys: new Map(),
    offers: new Map(),
    slots: new Map(),
    clocks: new Map(),
    messages: new Map(),
    records: new Map(),
    riskChanges: new Map(),
    locationRequests: new Map(),
    moves: new Map(),
    callbackNumbers: new Map(),
    calls: new Map(),
    callLegs: new Map(),
    callMonitors: new Map(),
    voicemails: new Map(),
    recordings: new Map(),
    recordedQueues: new Map(),
    voiceTroubles: new Map(),
    engines: new Map(),
    softphones: new Map(),
    softphoneLines: new Map(),
    outsideCalls: new Map(),
    webCalls: new Map(),
    handDetails: new Map(),
    handChanges: new Map(),
    roster: new Map(),
    dutyClocks: new Map(),
    shiftTemplates: new Map(),
    shifts: new Map(),
    callIns: new Map(),
    rosterGaps: new Map(),
    rosterWatch: new Map(),
    handovers: new Map(),
    presences: new Map(),
    leases: new Map(),
    events: new Map(),
    accesses: new Map(),
    barrings: new Map(),
    openings: new Map(),
    restrictions: new Map(),
    ownIdentities: new Map(),
    identities: new Map(),
    people: new Map(),
    signInsSetAside: new Map(),
    sessions: new Map(),
    centreList: new Map(),
    skills: new Map(SKILLS.map((each) => [each.code, each])),
    spokenLanguages: new Map(SPOKEN.map((each) => [each.code, each])),
    authorities: new Map(),
    duties: new Map(),
    authorityChanges: new Map(),
    reportDrafts: new Map(),
    escalations: new Map(),
    escalationTexts: new Map(),
    escalationClocks: new Map(),
    channels: new Map(),
    channelKeys: new Map(),
    policyVersions: new Map([[1, FIRST_POLICY]]),
    pacings: new Map(),
    audits: new Map(),
  };
}

export function copyOf(tables: Tables): Tables {
  const names = Object.keys(tables) as (keyof Tables)[];
  const copies = names.map((name) => [name, new Map<unknown, unknown>(tables[name])]);
  return Object.fromEntries(copies) as Tables;
}

/** One story at work on its own copy. What it wrote is announced when the copy has become the truth. */
export type Transaction = {
  readonly actor: Actor;
  readonly tables: Tables;
  readonly now: () => Date;
  readonly policy: RoutingPolicy;
  /** The contact that this story locked last: it may be changed, whoever acts. */
  lockedId: ContactId | undefined;
  lockedEscalationId: string | undefined;
  /** Earlier contacts that this story may read, for it holds one of the same identity. */
  previousIds?: readonly ContactId[];
  readonly written: {
    readonly events: RecordedEvent[];
    readonly clocks: RunningClock[];
    readonly contacts: Map<ContactId, Contact>;
    readonly escalations: Map<string, Escalation>;
    readonly explanations: Map<OfferId, Explanation>;
  };
};

/** Somebody else changed the contact, or the place was taken: the story must not commit. */
export class LostRaceError extends Error {}

/** Puts events in the log and among what will be announced. A version that is already there is a broken story. */
export function record(transaction: Transaction, events: readonly RecordedEvent[]): void {
  for (const event of events) {
    const key = `${event.subject}/${event.subjectId}/${String(event.version)}`;
    if (transaction.tables.events.has(key)) throw new LostRaceError(`The log already holds ${key}`);
    transaction.tables.events.set(key, event);
    transaction.written.events.push(event);
  }
}
