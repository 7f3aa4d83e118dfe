import type { AuditFilter, AuditRow, AuditStore } from "@nightlight/commands/audit/audit-store";
import { flawOf, type AuditDetails, type AuditEntry } from "@nightlight/domain/audit/audit-entry";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";

/** The audit log in PostgreSQL. What is written waits for the end of the story: see `chainEntries`. */
export function auditStore(query: Query, actor: DatabaseActor, keep: (entry: AuditEntry) => void): AuditStore {
  return {
    async write(entry) {
      const flaw = flawOf(entry);
      if (flaw !== undefined) throw new Error(`An audit entry may not hold this: ${flaw}`);
      if (actor.kind !== "staff" && actor.kind !== "system") throw new Error(`No audit entry is by a ${actor.kind}`);
      keep(entry);
    },
    async choices() {
      const actors = await query<{ id: string; name: string }>("audit-actors", ACTORS, []);
      const actions = await query<{ action: string }>("audit-actions", ACTIONS, []);
      return { actors, actions: actions.map(({ action }) => action) };
    },
    async list(filter, limit) {
      return (await query<Row>("audit-list", LIST, [...wanted(filter), limit])).map(rowOf);
    },
  };
}

/** Chains what a story noted. Serialises with every other story that notes something, from here to the commit. */
export async function chainEntries(query: Query, actor: DatabaseActor, entries: readonly AuditEntry[]): Promise<void> {
  for (const { action, subject, details = {} } of entries) {
    await query(
      "audit-write",
      `insert into audit_log (actor_kind, actor_id, action, subject_kind, subject_id, details)
       values ($1, nullif($2, '')::uuid, $3, $4, $5, $6)`,
      [actor.kind, idOf(actor), action, subject?.kind, subject?.id, JSON.stringify(details)],
    );
  }
}

type Row = {
  id: number;
  at: Date;
  actor_kind: "staff" | "system";
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  subject_kind: string | null;
  subject_id: string | null;
  subject_name: string | null;
  details: AuditDetails;
  hash: string;
};

const ACTORS = `select p.id, p.name from person p where exists (select from audit_log a where a.actor_id = p.id)
  order by p.name, p.id`;

// Each distinct action by one step in the index, however long the log is.
const ACTIONS = `with recursive step as (
    (select action from audit_log order by action limit 1)
    union all
    select (select action from audit_log where action > step.action order by action limit 1) from step
      where step.action is not null)
  select action from step where action is not null`;

const LIST = `select a.id, a.at, a.actor_kind, a.actor_id, who.name as actor_name, a.action, a.subject_kind, a.subject_id,
    coalesce(p.name, c.name) as subject_name, a.details, encode(a.hash, 'hex') as hash
  from audit_log a
  left join person who on who.id = a.actor_id
  left join person p on a.subject_kind = 'person' and p.id::text = a.subject_id
  left join channel c on a.subject_kind = 'channel' and c.id::text = a.subject_id
  where ($1::uuid is null or a.actor_id = $1)
    and ($2::text is null or a.action = $2 or starts_with(a.action, $2 || '.'))
    and ($3::text is null or a.subject_kind = $3) and ($4::text is null or a.subject_id = $4)
    and ($5::timestamptz is null or a.at >= $5) and ($6::timestamptz is null or a.at < $6)
    and ($7::bigint is null or a.id < $7) and (not $8::boolean or a.action <> 'log.sealed')
  order by a.id desc limit $9`;

function wanted({
  actorId,
  action,
  subjectKind,
  subjectId,
  from,
  to,
  before,
  withoutSeals = false,
}: AuditFilter): unknown[] {
  return [actorId, action, subjectKind, subjectId, from, to, before, withoutSeals];
}

function rowOf(row: Row): AuditRow {
  return {
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id ?? undefined,
    actorName: row.actor_name ?? undefined,
    action: row.action,
    subject:
      row.subject_kind === null || row.subject_id === null
        ? undefined
        : { kind: row.subject_kind, id: row.subject_id, name: row.subject_name ?? undefined },
    details: row.details,
    hash: row.hash,
  };
}
