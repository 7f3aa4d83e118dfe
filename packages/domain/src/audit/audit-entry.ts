import type { AUDIT_ACTS, AuditAct, AuditSubject } from "./vocabulary.ts";

/** What an audit entry may hold beside its subject: codes, ids, counts and yes or no. Never personal data, never text. */
export type AuditDetails = Readonly<Record<string, string | number | boolean>>;

/** One act of staff or of the system that is no event of a contact, as its doer tells it: an act of the vocabulary. */
export type AuditEntry = {
  [Act in AuditAct]: {
    /** Noun and what happened to it: `person.suspended`. */
    readonly action: Act;
    readonly subject?: { readonly kind: AuditSubject; readonly id: string };
    readonly details?: { readonly [Detail in keyof (typeof AUDIT_ACTS)[Act]]?: AuditDetails[string] };
  };
}[AuditAct];

/** An entry as the log keeps it, in the form that is hashed. */
export type ChainedEntry = {
  /** Counts from 1 without gaps. */
  readonly id: number;
  /** UTC with microseconds, as in `2026-03-02T08:00:00.000000Z`. */
  readonly at: string;
  readonly actorKind: "staff" | "system";
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly details: AuditDetails;
  /** Hash of the entry before, in hex; 64 zeros before the first. */
  readonly prevHash: string;
};

const ACTION = /^[a-z][a-z0-9_.-]{1,63}$/u;
const SUBJECT_KIND = /^[a-z][a-z0-9_-]{0,31}$/u;
const SUBJECT_ID = /^[\w.:-]{1,100}$/u;
const KEY = /^[a-z][A-Za-z0-9]{0,31}$/u;
// Codes, ids and lists of them. A sentence, or a name with an accent, does not fit.
const CODE = /^[ -~]{0,200}$/u;

type Told = {
  readonly action: string;
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly details?: AuditDetails;
};

/** Says what is wrong with an entry, whoever made it; undefined when it may be written. */
export function flawOf({ action, subject, details = {} }: Told): string | undefined {
  if (!ACTION.test(action)) return `action ${action}`;
  if (subject !== undefined && !(SUBJECT_KIND.test(subject.kind) && SUBJECT_ID.test(subject.id))) return "subject";
  const wrong = Object.entries(details).find(([key, value]) => !KEY.test(key) || !isCode(value));
  return wrong && `detail ${wrong[0]}`;
}

function isCode(value: string | number | boolean): boolean {
  return typeof value === "string" ? CODE.test(value) : typeof value === "boolean" || Number.isSafeInteger(value);
}

/**
 * The text that is hashed: JSON with sorted keys and without spaces (RFC 8785, for flat objects with ASCII keys, strings,
 * whole numbers and booleans). PostgreSQL writes the same (`audit_line` in migration 0006).
 */
export function canonicalEntry(entry: ChainedEntry): string {
  return `{${sorted(entry)
    .map(([key, value]) => `${JSON.stringify(key)}:${key === "details" ? flat(entry.details) : JSON.stringify(value)}`)
    .join(",")}}`;
}

function flat(details: AuditDetails): string {
  return `{${sorted(details)
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join(",")}}`;
}

function sorted(object: object): [string, unknown][] {
  return Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What comes before the first entry. */
export const CHAIN_START = "0".repeat(64);
