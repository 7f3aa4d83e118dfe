import type { QueryResult, QueryResultRow } from "pg";

/** Something in the log that is not as it was written, and where. */
export type AuditFinding = {
  readonly kind:
    | "entry-changed"
    | "entry-unlinked"
    | "entries-missing"
    | "tail-cut"
    | "known-head-missing"
    | "sealed-rows-missing"
    | "sealed-rows-changed"
    | "rows-added-later";
  /** Which log: the audit log itself, or one that it seals. */
  readonly log: "audit_log" | "event" | "access_log";
  /** Numbers of the rows concerned, as a range or a list. */
  readonly rows: string;
  /** For sealed rows: the entry that sealed them. */
  readonly sealedBy?: number;
};

/** An entry's number and hash, kept outside: whoever cuts off the newest entries cannot cut that. */
export type AuditHead = { readonly id: number; readonly hash: string };

export type AuditReport = {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: AuditHead;
  /** Rows of other logs: under a seal, and too new for one. */
  readonly sealed: Readonly<Record<"event" | "access_log", { sealed: number; unsealed: number }>>;
  readonly findings: readonly AuditFinding[];
};

/** A connection that may read the whole log: the owner's. */
export type Reader = {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
};
