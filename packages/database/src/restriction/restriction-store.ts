import type { Restriction, RestrictionStore } from "@nightlight/commands/restriction/restriction-store";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

type Row = {
  id: string;
  contact_id: string;
  set_by: string;
  sealed: Buffer;
  set_at: Date;
  until: Date;
  ended_by: string | null;
  ended_at: Date | null;
  comment_sealed: Buffer | null;
};

const COLUMNS = "id, contact_id, set_by, sealed, set_at, until, ended_by, ended_at, comment_sealed from restriction";

/** Restrictions in PostgreSQL, their reasons sealed. Who else came from there, say functions that give no number. */
export function restrictionStore(
  query: Query,
  actor: DatabaseActor,
  sealing: Sealing,
  policy: RoutingPolicy,
): RestrictionStore {
  const open = (row: Row): Restriction => restrictionOf(row, sealing);
  return {
    async add({ id, contactId, reason, hours }) {
      await query(
        "restriction-add",
        `insert into restriction (id, contact_id, set_by, sealed, set_at, until)
         select $1, $2, $3, $4, k.now, k.now + make_interval(hours => $5) from (select clock_timestamp() as now) k
         on conflict do nothing`,
        [id, contactId, idOf(actor), sealing.sealSecret(placeOf(id, "reason"), reason), hours],
      );
    },
    async find(id) {
      const [row] = await query<Row>("restriction-find", `select ${COLUMNS} where id = $1`, [id]);
      return row && open(row);
    },
    async beside(contactId) {
      const [row] = await query<{ is_known: boolean; open_id: string | null }>(
        "restriction-beside",
        "select * from restriction_beside($1)",
        [contactId],
      );
      return { isKnown: row?.is_known ?? false, openId: row?.open_id ?? undefined };
    },
    async list(limit) {
      const rows = await query<Row>("restriction-list", `select ${COLUMNS} order by set_at desc, id desc limit $1`, [
        limit,
      ]);
      return rows.map(open);
    },
    async end(id, comment) {
      const ended = await query(
        "restriction-end",
        `update restriction set ended_by = $2, ended_at = clock_timestamp(), comment_sealed = $3
         where id = $1 and ended_by is null returning 1`,
        [id, idOf(actor), sealing.sealSecret(placeOf(id, "comment"), comment)],
      );
      return ended.length > 0;
    },
    async goAhead(contactId) {
      const [row] = await query<{ goes: boolean }>(
        "restriction-go-ahead",
        "select restriction_go_ahead($1, clock_timestamp(), $2) as goes",
        [contactId, policy.goAheadMinutes],
      );
      return row?.goes ?? false;
    },
  };
}

function restrictionOf(row: Row, sealing: Sealing): Restriction {
  const { id, ended_by: by, ended_at: at, comment_sealed: comment } = row;
  return {
    id,
    contactId: row.contact_id,
    setBy: row.set_by,
    reason: sealing.openSecret(placeOf(id, "reason"), row.sealed),
    setAt: row.set_at,
    until: row.until,
    end:
      by === null || at === null || comment === null
        ? undefined
        : { by, at, comment: sealing.openSecret(placeOf(id, "comment"), comment) },
  };
}

function placeOf(id: string, what: string): string {
  return `restriction:${id}:${what}`;
}
