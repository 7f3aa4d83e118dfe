import { createHash } from "node:crypto";
import type {
  EscalationStore,
  EscalationText,
  EscalationTextKind,
  LockedEscalation,
  NewEscalation,
} from "@nightlight/commands/escalation/escalation-store";
import type { Escalation } from "@nightlight/domain/escalation/escalation";
import { draft } from "@nightlight/domain/escalation/evolve";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import { open, seal, type Sealing } from "../sealing.ts";
import { appendEscalation, log, type AppendedEscalation } from "./append-escalation.ts";
import { escalationKeys, type EscalationKeys } from "./escalation-key.ts";
import { ESCALATION_COLUMNS, escalationOf, type EscalationRow } from "./escalation-row.ts";

type Parts = {
  readonly query: Query;
  readonly actor: DatabaseActor;
  readonly sealing: Sealing;
  /** Remembers what was written, to be announced after the commit. */
  readonly remember: (written: AppendedEscalation) => void;
};

type TextRow = {
  id: string;
  escalation_id: string;
  kind: EscalationTextKind;
  report_id: string | null;
  sealed: Buffer;
  author_id: string;
  written_at: Date;
};

const TEXT_COLUMNS = "id, escalation_id, kind, report_id, sealed, author_id, written_at";

/** Escalations in PostgreSQL. Everything goes through row-level security as the actor. */
export function escalationStore({ query, actor, sealing, remember }: Parts): EscalationStore {
  const keys = escalationKeys(query, sealing);
  const many = async (name: string, where: string, values: readonly unknown[]): Promise<Escalation[]> =>
    (await query<EscalationRow>(name, `select ${ESCALATION_COLUMNS} from escalation e ${where}`, values)).map(
      escalationOf,
    );
  const keyOf = async (id: string): Promise<Buffer> => {
    const key = await keys.find(id);
    if (key === undefined) throw new Error(`No key for escalation ${id}`);
    return key;
  };
  return {
    draft: (escalation) => storeDraft({ query, actor, sealing, remember }, keys, escalation),
    async byClientKey(contactId, clientKey) {
      const found = await many("escalation-by-key", "where e.contact_id = $1 and e.client_key = $2", [
        contactId,
        clientKey,
      ]);
      return found[0];
    },
    async find(id) {
      return (await many("escalation-find", "where e.id = $1", [id]))[0];
    },
    async lock(id) {
      const [row] = await query<EscalationRow & { now: Date }>("escalation-lock", LOCK, [id]);
      return row && { escalation: escalationOf(row), at: row.now };
    },
    async append(locked, events) {
      const written = await appendEscalation(query, actor, locked, events);
      remember(written);
      return written.escalation;
    },
    ofContact: (contactId) =>
      many("escalation-of-contact", "where e.contact_id = $1 order by e.created_at desc", [contactId]),
    inbox: (isOver, limit) =>
      isOver ? many("escalation-inbox-over", INBOX_OVER, [limit]) : many("escalation-inbox", INBOX, [limit]),
    running: (limit) => many("escalation-running", RUNNING, [limit]),
    withMyTasks: () => many("escalation-my-tasks", MY_TASKS, [idOf(actor)]),
    async write(id, { id: textId, kind, reportId, text, clientKey }) {
      const key = await keyOf(id);
      const [row] = await query<{ id: string }>(
        "escalation-write",
        `insert into escalation_text (id, escalation_id, kind, report_id, client_key, sealed, hash, author_id, written_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())
         on conflict (escalation_id, client_key) do nothing returning id`,
        [
          ...[textId, id, kind, reportId ?? null, clientKey],
          ...[seal(key, text, place(textId)), createHash("sha256").update(text).digest(), idOf(actor)],
        ],
      );
      return row !== undefined;
    },
    async texts(id) {
      const asked = query<TextRow>(
        "escalation-texts",
        `select ${TEXT_COLUMNS} from escalation_text where escalation_id = $1 order by written_at, id`,
        [id],
      );
      const [rows, key] = await Promise.all([asked, keys.find(id)]);
      return key === undefined ? [] : rows.map((row) => textOf(row, key));
    },
    async contents(ids) {
      const rows = await query<TextRow>(
        "escalation-contents",
        `select ${TEXT_COLUMNS} from escalation_text where escalation_id = any ($1::uuid[]) and kind = 'content'`,
        [ids],
      );
      const contents = await Promise.all(
        rows.map(async (row) => {
          const key = await keys.find(row.escalation_id);
          return key === undefined ? [] : [[row.escalation_id, open(key, row.sealed, place(row.id))] as const];
        }),
      );
      return new Map(contents.flat());
    },
    async staffed(authorityIds) {
      const rows = await query<{ id: string }>("escalation-staffed", STAFFED, [authorityIds]);
      return new Set(rows.map((row) => row.id));
    },
    colleaguesOnShift: () => query<{ id: string; name: string }>("escalation-colleagues", ON_SHIFT, [idOf(actor)]),
    async listeners(id) {
      const rows = await query<{ id: string }>("escalation-listeners", LISTENERS, [id]);
      return rows.map((row) => row.id);
    },
  };
}

const LOCK = `with e as materialized (select * from escalation where id = $1 for update)
  select ${ESCALATION_COLUMNS}, clock_timestamp() as now, set_config('nightlight.locked_escalation', e.id::text, true) from e`;

// The office asks for its own; row-level security says the same again, and leaves out whatever is barred.
const INBOX = `where e.addressed @> array[actor_office()] and e.status not in ('draft', 'closed', 'withdrawn')
  order by e.created_at limit $1`;
const INBOX_OVER = `where e.addressed @> array[actor_office()] and e.status in ('closed', 'withdrawn')
  order by e.created_at desc limit $1`;
const RUNNING = "where e.status not in ('closed', 'withdrawn', 'draft') order by e.created_at limit $1";
const MY_TASKS = `where e.id in (select t.escalation_id from escalation_task t where t.done_at is null
    and coalesce(t.taken_by, t.offered_to, t.owner_id) = $1 union
    select t.escalation_id from escalation_task t where t.done_at is null and t.owner_id = $1)
  order by e.created_at`;
const STAFFED = `select distinct authority_id as id from person
  where authority_id = any ($1::uuid[]) and suspended_at is null and 'officer' = any (roles)`;
const ON_SHIFT = `select p.id, p.name from person p where p.id <> $1 and p.suspended_at is null
    and 'counsellor' = any (p.roles) and exists (select from roster r join shift s on s.id = r.shift_id
      where r.counsellor_id = p.id and r.checked_in_at is not null
        and clock_timestamp() < s.ends_at)
  order by p.name`;
const LISTENERS = `select p.id from escalation e
  join contact c on c.id = e.contact_id
  join person p on p.authority_id = any (e.addressed) and p.suspended_at is null and 'officer' = any (p.roles)
  where e.id = $1 and e.status <> 'draft'
    and not (p.id = any (c.barred)) and not coalesce(line_of_person(p.id) && c.barred, false)`;

/** Numbers a draft and stores it with its key. Its clocks start when it is sent. */
async function storeDraft(
  { query, actor, remember }: Parts,
  keys: EscalationKeys,
  { id, contactId, clientKey, level, basis, receivedAt }: NewEscalation,
): Promise<LockedEscalation> {
  const [told] = await query<{ now: Date; number: string }>(
    "escalation-number",
    `select now, next_escalation_number(now) as number,
       set_config('nightlight.locked_escalation', $1, true)
     from (select date_trunc('milliseconds', clock_timestamp()) as now) clock`,
    [id],
  );
  if (told === undefined) throw new Error("The database gave no number");
  const { now: at, number } = told;
  const drafted = {
    type: "escalation_drafted",
    escalationId: id,
    contactId,
    number,
    level,
    basis,
    receivedAt,
    by: idOf(actor),
  } as const;
  const escalation = draft(drafted, at);
  await query(
    "escalation-draft",
    `insert into escalation (id, contact_id, number, client_key, sent_by, level, version, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [...[id, contactId, number, clientKey, idOf(actor), level, escalation.version], JSON.stringify(escalation), at],
  );
  await keys.create(id);
  const events = await log(query, actor, { id, version: 0 }, [drafted], at);
  remember({ escalation, events, clocks: [] });
  return { escalation, at };
}

function textOf(row: TextRow, key: Buffer): EscalationText {
  return {
    id: row.id,
    kind: row.kind,
    reportId: row.report_id ?? undefined,
    text: open(key, row.sealed, place(row.id)),
    authorId: row.author_id,
    at: row.written_at,
  };
}

function place(textId: string): string {
  return `escalation_text:${textId}`;
}
