import type { AuditHead, AuditReport } from "@nightlight/database/audit/audit-report";
import { verifyAuditAsOwner } from "@nightlight/database/audit/verify-audit";

/**
 * Checks the audit log as the owner of the tables, whom PostgreSQL's own variables (PGHOST, PGUSER …) name. Its exit code: 0 all fits, 1 something does not, 2 it could not look. */
const EXIT_BROKEN = 1;
const EXIT_NOT_LOOKED = 2;

const WHAT: Readonly<Record<AuditReport["findings"][number]["kind"], string>> = {
  "entry-changed": "was changed after it was written",
  "entry-unlinked": "does not follow from the entry before it",
  "entries-missing": "is missing",
  "tail-cut": "was cut off the end",
  "known-head-missing": "is not the entry that was noted: the end was cut off or written anew",
  "sealed-rows-missing": "is missing although sealed",
  "sealed-rows-changed": "holds a row that was changed after it was sealed",
  "rows-added-later": "was put in below a seal, long after it",
};

function describe({ ok, entries, head, sealed, findings }: AuditReport): string[] {
  const logs = Object.entries(sealed).map(
    ([log, count]) =>
      `${log}: ${String(count.sealed)} rows under seal, ${String(count.unsealed)} waiting for the next one`,
  );
  const broken = findings.map(({ kind, log, rows, sealedBy }) =>
    [
      `✗ ${log} ${rows} ${WHAT[kind]}`,
      ...(sealedBy === undefined ? [] : [`(sealed by entry ${String(sealedBy)})`]),
    ].join(" "),
  );
  return [
    `audit_log: ${String(entries)} entries`,
    ...logs,
    ...broken,
    ok ? "All of it fits." : `${String(findings.length)} findings.`,
    `Newest entry, to be noted elsewhere: ${String(head.id)}:${head.hash}`,
  ];
}

function knownHead(given: string | undefined): AuditHead | undefined {
  if (given === undefined) return undefined;
  const [, id, hash] = /^(\d{1,15}):([0-9a-f]{64})$/u.exec(given) ?? [];
  if (id === undefined || hash === undefined)
    throw new Error("--known takes the number and hash that an earlier run printed");
  return { id: Number(id), hash };
}

async function run(options: readonly string[]): Promise<number> {
  const at = options.indexOf("--known");
  const known = knownHead(at === -1 ? undefined : (options[at + 1] ?? ""));
  const report = await verifyAuditAsOwner(known);
  const lines = options.includes("--json") ? [JSON.stringify(report)] : describe(report);
  process.stdout.write(`${lines.join("\n")}\n`);
  return report.ok ? 0 : EXIT_BROKEN;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`The audit log could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT_NOT_LOOKED;
}
