import type { AuditEntryView } from "@nightlight/contracts/admin/audit";
import type { AuditRow } from "@nightlight/commands/audit/audit-store";
import { csvOf } from "@nightlight/domain/audit/export";

/** An entry as those who read the log see it. */
export function presentEntry(row: AuditRow): AuditEntryView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId ?? null, name: row.actorName ?? null },
    action: row.action,
    subject: row.subject === undefined ? null : { ...row.subject, name: row.subject.name ?? null },
    details: row.details,
    hash: row.hash,
  };
}

const COLUMNS = ["id", "at", "actor", "actor_id", "action", "subject_kind", "subject_id", "subject", "details", "hash"];

/** The entries as a table for spreadsheets. */
export function entriesAsCsv(rows: readonly AuditRow[], isDemo: boolean): string {
  // In every line: a few lines of it stay marked wherever they are pasted.
  const [head, mark] = isDemo ? [["installation"], ["demo"]] : [[], []];
  return csvOf([
    [...COLUMNS, ...head],
    ...rows.map((row) => [
      String(row.id),
      row.at.toISOString(),
      row.actorName ?? row.actorKind,
      row.actorId ?? "",
      row.action,
      row.subject?.kind ?? "",
      row.subject?.id ?? "",
      row.subject?.name ?? "",
      Object.entries(row.details)
        .map(([key, value]) => `${key}=${String(value)}`)
        .join("; "),
      row.hash,
      ...mark,
    ]),
  ]);
}
