import { createHash } from "node:crypto";
import type { AuditFinding, Reader } from "./audit-report.ts";

const LOGS = { event: "seq", access_log: "id" } as const;

type Log = keyof typeof LOGS;
type Found = (finding: AuditFinding) => void;
type Seal = { id: string | number; ids: string; rows: number; hash: string };

/** Checks every seal against the rows that it names, and looks for rows that were put below a seal afterwards. */
export async function verifySeals(
  reader: Reader,
  found: Found,
): Promise<Record<Log, { sealed: number; unsealed: number }>> {
  return { event: await verifyLog(reader, "event", found), access_log: await verifyLog(reader, "access_log", found) };
}

const SEALS = `select id, details ->> 'ids' as ids, (details ->> 'rows')::integer as rows, details ->> 'hash' as hash
  from audit_log where subject_kind = 'log' and subject_id = $1 and action = 'log.sealed' order by id`;

async function verifyLog(reader: Reader, log: Log, found: Found): Promise<{ sealed: number; unsealed: number }> {
  const { rows: seals } = await reader.query<Seal>(SEALS, [log]);
  let sealed = 0;
  for (const seal of seals) {
    await verifySeal(reader, log, seal, found);
    sealed += seal.rows;
  }
  const { unsealed, late } = await unsealedRows(reader, log);
  if (late !== null) found({ kind: "rows-added-later", log, rows: late });
  return { sealed, unsealed };
}

/** The lines are those that seal_log made (migration 0006), written out again: its own function may have been changed. */
async function verifySeal(reader: Reader, log: Log, seal: Seal, found: Found): Promise<void> {
  const key = LOGS[log];
  const sealedBy = Number(seal.id);
  const { rows } = await reader.query<{ line: string; ids: string }>(
    `select (select jsonb_object_agg(f.key, f.value) from jsonb_each(to_jsonb(t) - 'delivered_at') f
         where f.value <> 'null')::text as line
       from ${log} t where t.${key} >= lower($1::int8multirange) and t.${key} < upper($1::int8multirange)
         and t.${key} <@ $1::int8multirange order by t.${key}`,
    [seal.ids],
  );
  if (rows.length !== seal.rows) {
    const missing = await reader.query<{ ids: string }>(
      `select ($1::int8multirange - coalesce(range_agg(int8range(t.${key}, t.${key}, '[]')), '{}'))::text as ids
         from ${log} t where t.${key} >= lower($1::int8multirange) and t.${key} < upper($1::int8multirange)`,
      [seal.ids],
    );
    found({ kind: "sealed-rows-missing", log, rows: missing.rows[0]?.ids ?? seal.ids, sealedBy });
    return;
  }
  const hash = createHash("sha256")
    .update(rows.map(({ line }) => line).join("\n"))
    .digest("hex");
  if (hash !== seal.hash) found({ kind: "sealed-rows-changed", log, rows: seal.ids, sealedBy });
}

/** What no seal names: new rows wait for the next one; ten minutes after a seal nothing may still come in below it. */
async function unsealedRows(reader: Reader, log: Log): Promise<{ unsealed: number; late: string | null }> {
  const key = LOGS[log];
  const { rows } = await reader.query<{ unsealed: number; late: string | null }>(
    `with seal as (select coalesce(range_agg((details ->> 'ids')::int8multirange), '{}') as ids,
         max((details ->> 'through')::bigint) filter (where at < clock_timestamp() - interval '10 minutes') as bottom
         from audit_log where subject_kind = 'log' and subject_id = $1 and action = 'log.sealed')
     select count(*) filter (where t.${key} > coalesce(seal.bottom, 0))::integer as unsealed,
       (range_agg(int8range(t.${key}, t.${key}, '[]')) filter (where t.${key} <= seal.bottom))::text as late
     from ${log} t, seal where not t.${key} <@ seal.ids`,
    [log],
  );
  return rows[0] ?? { unsealed: 0, late: null };
}
