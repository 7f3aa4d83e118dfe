import { ROLES } from "../access/access.ts";
import { BAR_ORIGINS } from "../access/opening.ts";
import { SESSION_STAGES } from "../access/sign-in.ts";
import { MONITOR_MODES } from "../call/call.ts";
import { PARTY_WISHES } from "../call/outside-call.ts";
import { PARTY_KINDS, PARTY_REASONS } from "../call/outside-party.ts";
import { RECORDING_STEPS } from "../call/recording.ts";
import { CALL_REASONS } from "../contact/callback.ts";
import { CHANNEL_KINDS } from "../contact/channel.ts";
import { MOVE_EFFECTS, OVERRIDABLE, STEP_IN_REASONS } from "../contact/move.ts";
import { RELEASE_DEEDS } from "../contact/release.ts";
import { WITHOUT_CONSENT } from "../escalation/consent.ts";
import { LOCATION_OUTCOMES } from "../location/location-request.ts";
import { POLICY_KEYS } from "../policy/policy.ts";
import { INTENTS } from "../presence/presence.ts";
import { RISK_LEVELS } from "../risk/level.ts";
import { CALL_IN_ANSWERS } from "../roster/call-in.ts";
import { WORKING_TIME_RULES } from "../roster/working-time.ts";
import { SEARCH_WITHIN } from "../search/search-plan.ts";
import { EXPORT_PURPOSES } from "./export.ts";

/** The sets of codes that a detail may hold one of, or several with commas between. Each code has words on screen. */
export const AUDIT_CODES = {
  barOrigin: BAR_ORIGINS,
  callInAnswer: CALL_IN_ANSWERS,
  callReason: CALL_REASONS,
  channelKind: CHANNEL_KINDS,
  consent: ["consented", ...WITHOUT_CONSENT],
  exportFormat: ["csv", "json"],
  exportPurpose: EXPORT_PURPOSES,
  field: ["authorityId", "centreId", "displayName", "languages", "name", "roles", "skills", "spokenLanguages"],
  intent: INTENTS,
  invitation: ["invite", "reset"],
  level: ["none", ...RISK_LEVELS],
  limit: [
    "ack.breach",
    "act.breach",
    "legal.emergency_measures.breach",
    "legal.plan.breach",
    "legal.plan_approval.breach",
  ],
  locationOutcome: LOCATION_OUTCOMES,
  monitorMode: MONITOR_MODES,
  moveEffect: MOVE_EFFECTS,
  overridable: OVERRIDABLE,
  partyKind: PARTY_KINDS,
  partyReason: PARTY_REASONS,
  partyWish: PARTY_WISHES,
  policyRow: POLICY_KEYS,
  proof: ["code", "recovery-code", "pin", "password"],
  recordingStep: RECORDING_STEPS,
  releaseDeed: RELEASE_DEEDS,
  role: ROLES,
  searchWithin: SEARCH_WITHIN,
  stage: SESSION_STAGES,
  stepInReason: STEP_IN_REASONS,
  timeOfHand: ["corrected", "kept"],
  workingTimeRule: WORKING_TIME_RULES,
} as const satisfies Record<string, readonly string[]>;

export type AuditCode = keyof typeof AUDIT_CODES;

/**
 * What a detail is: of a set of codes; a number, yes or no, an instant, a calendar day; an id, somebody's id or the queue;
 * an act or its noun, what a browser or system is called, or a mark that nobody translates.
 */
export type DetailKind = AuditCode | "count" | "flag" | "time" | "day" | "id" | "target" | "act" | "device" | "mark";

const SESSIONS = { sessions: "count" } as const;
const LEVELS = { from: "level", to: "level" } as const;
const ON_SHIFT = { person: "id", despite: "workingTimeRule" } as const;
const NONE = {} as const;

/**
 * Every act that the audit log may hold, and what each of its details is. A new act is a line here and a word in each
 * language; one that is not here does not compile.
 */
export const AUDIT_ACTS = {
  "audit.exported": {
    ...{ format: "exportFormat", purpose: "exportPurpose", entries: "count", reference: "mark" },
    ...{ from: "time", to: "time", action: "act", by: "id" },
  },
  "authority.added": { version: "count" },
  "authority.changed": { version: "count" },
  "authority.ended": { version: "count" },
  "authority.undone": { version: "count" },
  "authority.verified": { version: "count" },
  "barring.added": { barredId: "id", isOffice: "flag", origin: "barOrigin" },
  "barring.lifted": { barredId: "id" },
  "call.left": NONE,
  "call.made": NONE,
  "call.office_called": { party: "partyKind" },
  "call.third_called": { party: "partyKind", wish: "partyWish", reason: "partyReason" },
  "call.third_changed": { party: "partyKind", wish: "partyWish" },
  "call.listened_in": { mode: "monitorMode" },
  "call.message_heard": NONE,
  "call.recording_heard": { recording: "id" },
  "call.recording_steered": { step: "recordingStep" },
  "centre.added": NONE,
  "centre.renamed": NONE,
  "channel-key.issued": { prefix: "mark", overlapMinutes: "count" },
  "channel-key.revoked": { prefix: "mark" },
  "channel-key.rotated": { prefix: "mark", overlapMinutes: "count" },
  "channel.added": { kind: "channelKind" },
  "channel.assigned": { centre: "target" },
  "channel.skill_asked": { skill: "mark" },
  "channel.closed": NONE,
  "contact.by_hand_corrected": { correction: "count", time: "timeOfHand" },
  "contact.call_allowed": { reason: "callReason" },
  "contact.call_dropped": NONE,
  "contact.call_kept": NONE,
  "contact.call_met": NONE,
  "contact.emergency_reviewed": { opening: "id" },
  "contact.move_undone": { move: "id" },
  "contact.taken_in_danger": { move: "id", overrides: "overridable" },
  "contact.moved": { move: "id", does: "moveEffect", to: "target", reason: "stepInReason", overrides: "overridable" },
  "contact.opened": { opening: "id", minutes: "count" },
  "contact.opened_in_emergency": { opening: "id", minutes: "count" },
  "contact.recorded_by_hand": { channel: "channelKind" },
  "contact.released": { did: "releaseDeed", reason: "stepInReason" },
  "contacts.searched": { within: "searchWithin", found: "count" },
  "demo.removed": { people: "count", contacts: "count", messages: "count", escalations: "count" },
  "device.ended": NONE,
  "escalation.breached": { limit: "limit", level: "level", dueAt: "time" },
  "escalation.sent": { authorityId: "id", level: "level", contentHash: "mark", consent: "consent" },
  "identity.registered": NONE,
  "identity.removed": NONE,
  "invitation.taken": { purpose: "invitation" },
  "keys.dropped": NONE,
  "keys.recovery_copied": { shares: "count", needed: "count" },
  "keys.rotated": { rewrapped: "count", opened: "count" },
  "keys.rotation_begun": NONE,
  "location.answered": { authorityId: "id", outcome: "locationOutcome" },
  "location.asked": { authorityId: "id", level: "level" },
  "log.sealed": { ids: "mark", rows: "count", hash: "mark", through: "count" },
  "password.changed": SESSIONS,
  "password.failed": NONE,
  "person.changed": { fields: "field", roles: "role", before: "role" },
  "person.created": { roles: "role" },
  "person.first_administrator_invited": NONE,
  "person.invited": SESSIONS,
  "person.offboarded": { contacts: "count", records: "count", shifts: "count", to: "id", ...SESSIONS },
  "person.reset": SESSIONS,
  "person.reset_undone": NONE,
  "person.restored": NONE,
  "person.restored_by_operator": NONE,
  "person.suspended": SESSIONS,
  "pin.failed": NONE,
  "pin.set": NONE,
  "policy.changed": { rows: "policyRow", count: "count" },
  "queue.recording_off": { queue: "target" },
  "queue.recording_on": { queue: "target" },
  "presence.forced": { from: "intent", to: "intent", reason: "stepInReason" },
  "record.handed_over": { from: "id", to: "id" },
  "recovery-codes.renewed": NONE,
  "restriction.lifted": { restriction: "id" },
  "restriction.reviewed": { restriction: "id" },
  "restriction.set": { restriction: "id", hours: "count" },
  "risk.asked": LEVELS,
  "risk.lowered": LEVELS,
  "risk.lowering_approved": LEVELS,
  "risk.lowering_refused": LEVELS,
  "risk.raised": LEVELS,
  "roster.absent": ON_SHIFT,
  "roster.assign": ON_SHIFT,
  "roster.call_in_answered": { person: "id", says: "callInAnswer" },
  "roster.called_in": { person: "id" },
  "roster.gap_found": { from: "time", until: "time", people: "count" },
  "roster.put_on_call": ON_SHIFT,
  "roster.remove": ON_SHIFT,
  "roster.take_off_call": ON_SHIFT,
  "roster.week_planned": { from: "day" },
  "second-factor.failed": NONE,
  "second-factor.set": NONE,
  "session.copied": NONE,
  "session.locked": NONE,
  "session.unlocked": { proof: "proof" },
  "sign-in.alarm": { tries: "count" },
  "sign-in.failed": NONE,
  "sign-in.password": { stage: "stage", browser: "device", system: "device" },
  "sign-in.second-factor": { proof: "proof" },
  "sign-out.everywhere": SESSIONS,
  "sign-out.here": NONE,
  "skill.added": NONE,
  "skill.changed": { isRetired: "flag" },
  "spoken-language.added": NONE,
  "spoken-language.changed": { isRetired: "flag" },
} as const satisfies Record<string, Readonly<Record<string, DetailKind>>>;

export type AuditAct = keyof typeof AUDIT_ACTS;

/** What an act is about. */
export const AUDIT_SUBJECTS = [
  "account-tries",
  "address-tries",
  "authority",
  "centre",
  "channel",
  "contact",
  "device-tries",
  "escalation",
  "factor-tries",
  "installation",
  "log",
  "master_key",
  "person",
  "policy",
  "session",
  "shift",
  "skill",
  "spoken-language",
  "unlock-tries",
] as const;

export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

/** What a detail of an act is; undefined for one that this build does not know. */
export function detailKind(act: string, detail: string): DetailKind | undefined {
  const acts: Readonly<Record<string, Readonly<Record<string, DetailKind>>>> = AUDIT_ACTS;
  const details = Object.hasOwn(acts, act) ? acts[act] : undefined;
  return details !== undefined && Object.hasOwn(details, detail) ? details[detail] : undefined;
}
