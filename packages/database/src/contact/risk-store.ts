import type { RiskChange, RiskChangeKind, RiskStore } from "@nightlight/commands/contact/risk-store";
import type { RiskLevel } from "@nightlight/domain/risk/level";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

type Row = {
  id: string;
  contact_id: string;
  kind: RiskChangeKind;
  level_from: RiskLevel | null;
  level_to: RiskLevel;
  sealed: Buffer | null;
  by_id: string;
  at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  approves: boolean | null;
};

const COLUMNS = `r.id, r.contact_id, r.kind, r.level_from, r.level_to, r.sealed, r.by_id, r.at, r.decided_by, r.decided_at,
  r.approves from risk_change r`;

/** Changes of levels by people in PostgreSQL, their reasons sealed. */
export function riskStore(query: Query, actor: DatabaseActor, sealing: Sealing): RiskStore {
  const open = (row: Row): RiskChange => changeOf(row, sealing);
  return {
    async add({ id, contactId, kind, from, to, reason }) {
      const sealed = reason === undefined ? null : sealing.sealSecret(placeOf(id), reason);
      await query(
        "risk-change-add",
        `insert into risk_change (id, contact_id, kind, level_from, level_to, sealed, by_id)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [id, contactId, kind, from ?? null, to, sealed, idOf(actor)],
      );
    },
    async find(id) {
      const [row] = await query<Row>("risk-change-find", `select ${COLUMNS} where r.id = $1`, [id]);
      return row && open(row);
    },
    async ofContact(contactId) {
      const text = `select ${COLUMNS} where r.contact_id = $1 order by r.at desc, r.id desc`;
      return (await query<Row>("risk-changes-of", text, [contactId])).map(open);
    },
    async toDecide(limit) {
      const rows = await query<Row>(
        "risk-changes-to-decide",
        `select ${COLUMNS} join contact c on c.id = r.contact_id
         where r.kind = 'asked' and r.decided_by is null and c.risk #>> '{asked,changeId}' = r.id::text
         order by r.at, r.id limit $1`,
        [limit],
      );
      return rows.map(open);
    },
    async decide(id, approves) {
      const decided = await query(
        "risk-change-decide",
        `update risk_change set decided_by = $2, decided_at = clock_timestamp(), approves = $3
         where id = $1 and decided_by is null returning 1`,
        [id, idOf(actor), approves],
      );
      return decided.length > 0;
    },
  };
}

function changeOf(row: Row, sealing: Sealing): RiskChange {
  const { decided_by: by, decided_at: at, approves } = row;
  return {
    id: row.id,
    contactId: row.contact_id,
    kind: row.kind,
    from: row.level_from ?? undefined,
    to: row.level_to,
    reason: row.sealed === null ? undefined : sealing.openSecret(placeOf(row.id), row.sealed),
    by: row.by_id,
    at: row.at,
    decision: by === null || at === null || approves === null ? undefined : { by, at, approves },
  };
}

function placeOf(id: string): string {
  return `risk_change:${id}`;
}
