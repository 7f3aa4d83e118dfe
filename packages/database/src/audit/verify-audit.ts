import { createHash } from "node:crypto";
import {
  canonicalEntry,
  CHAIN_START,
  type AuditDetails,
  type ChainedEntry,
} from "@nightlight/domain/audit/audit-entry";
import { Client } from "pg";
import type { AuditFinding, AuditHead, AuditReport, Reader } from "./audit-report.ts";
import { verifySeals } from "./verify-seals.ts";

/** Findings are listed up to here; more of a kind say nothing new. */
const MOST_FINDINGS = 100;
const BATCH = 2_000;

/**
 * Reads the whole audit log and every row that it seals, on one snapshot, and reports what does not fit. `known` is a head
 * that was noted earlier. Trusts no function of the database: every hash is made again here.
 */
export async function verifyAudit(reader: Reader, known?: AuditHead): Promise<AuditReport> {
  await reader.query("begin isolation level repeatable read read only");
  try {
    await reader.query("set local timezone = 'UTC'");
    const findings: AuditFinding[] = [];
    const found = (finding: AuditFinding): void => {
      if (findings.length < MOST_FINDINGS) findings.push(finding);
    };
    const { entries, head } = await walkChain(reader, known, found);
    const sealed = await verifySeals(reader, found);
    return { ok: findings.length === 0, entries, head, sealed, findings };
  } finally {
    await reader.query("rollback");
  }
}

type Row = {
  id: string | number;
  at: string;
  actor_kind: "staff" | "system";
  actor_id: string | null;
  action: string;
  subject_kind: string | null;
  subject_id: string | null;
  details: AuditDetails;
  prev_hash: string;
  hash: string;
};

const ENTRIES = `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind, actor_id,
    action, subject_kind, subject_id, details, encode(prev_hash, 'hex') as prev_hash, encode(hash, 'hex') as hash
  from audit_log where id > $1 order by id limit $2`;

async function walkChain(
  reader: Reader,
  known: AuditHead | undefined,
  found: (finding: AuditFinding) => void,
): Promise<{ entries: number; head: AuditHead }> {
  const log = "audit_log";
  let head: AuditHead = { id: 0, hash: CHAIN_START };
  let entries = 0;
  let isKnownThere = known === undefined || (known.id === 0 && known.hash === CHAIN_START);
  for (;;) {
    const { rows } = await reader.query<Row>(ENTRIES, [head.id, BATCH]);
    for (const row of rows) {
      const id = Number(row.id);
      entries += 1;
      if (id > head.id + 1) found({ kind: "entries-missing", log, rows: span(head.id + 1, id - 1) });
      if (hashOf(row) !== row.hash) found({ kind: "entry-changed", log, rows: String(id) });
      else if (id === head.id + 1 && row.prev_hash !== head.hash) {
        found({ kind: "entry-unlinked", log, rows: String(id) });
      }
      if (known?.id === id && known.hash === row.hash) isKnownThere = true;
      head = { id, hash: row.hash };
    }
    if (rows.length < BATCH) break;
  }
  const kept = await reader.query<{ id: string | number; hash: string }>(
    "select id, encode(hash, 'hex') as hash from audit_head",
  );
  const last = kept.rows[0];
  if (last === undefined) found({ kind: "tail-cut", log, rows: "head" });
  else if (Number(last.id) > head.id) found({ kind: "tail-cut", log, rows: span(head.id + 1, Number(last.id)) });
  else if (Number(last.id) !== head.id || last.hash !== head.hash) {
    found({ kind: "entry-unlinked", log, rows: String(head.id) });
  }
  if (known !== undefined && !isKnownThere) found({ kind: "known-head-missing", log, rows: String(known.id) });
  return { entries, head };
}

function hashOf(row: Row): string {
  const entry: ChainedEntry = {
    id: Number(row.id),
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    details: row.details,
    prevHash: row.prev_hash,
  };
  return createHash("sha256").update(canonicalEntry(entry)).digest("hex");
}

function span(first: number, last: number): string {
  return first === last ? String(first) : `${String(first)}–${String(last)}`;
}

/** The same on a connection of its own, as the owner whom PostgreSQL's own variables name (PGHOST, PGUSER …). */
export async function verifyAuditAsOwner(known?: AuditHead): Promise<AuditReport> {
  const client = new Client();
  await client.connect();
  try {
    return await verifyAudit({ query: (text, values = []) => client.query(text, [...values]) }, known);
  } finally {
    await client.end();
  }
}
