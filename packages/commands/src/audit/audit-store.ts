import type { AuditDetails, AuditEntry } from "@nightlight/domain/audit/audit-entry";

/** What one asks the audit log for. Times are half-open: `from` belongs to it, `to` does not. */
export type AuditFilter = {
  readonly actorId?: string | undefined;
  /** A whole action, or its noun: `person` finds `person.suspended`. */
  readonly action?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Leaves out the seals, of which there is one a minute. */
  readonly withoutSeals?: boolean | undefined;
  /** Entries older than this one. */
  readonly before?: number | undefined;
};

/** An entry as it is read: with the names that its ids have today. */
export type AuditRow = {
  readonly id: number;
  readonly at: Date;
  readonly actorKind: "staff" | "system";
  readonly actorId: string | undefined;
  readonly actorName: string | undefined;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string | undefined } | undefined;
  readonly details: AuditDetails;
  /** In hex. */
  readonly hash: string;
};

/** Who acted so far, and what was done. */
export type AuditChoices = {
  readonly actors: readonly { readonly id: string; readonly name: string }[];
  readonly actions: readonly string[];
};

export type AuditStore = {
  /**
   * Notes an act of the acting person or of the system. It is chained when the story has returned, and with it or not at
   * all. Throws when the entry holds more than codes, ids and counts, or when a child or a gateway acts.
   */
  write(entry: AuditEntry): Promise<void>;
  /** Newest first. Appears to auditors and administrators only. */
  list(filter: AuditFilter, limit: number): Promise<readonly AuditRow[]>;
  choices(): Promise<AuditChoices>;
};
