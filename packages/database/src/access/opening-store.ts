import type { Opening, OpeningStore } from "@nightlight/commands/access/access-stores";
import type { OpeningKind } from "@nightlight/domain/access/opening";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

type Row = {
  id: string;
  contact_id: string;
  person_id: string;
  kind: OpeningKind;
  sealed: Buffer | null;
  opened_at: Date;
  expires_at: Date;
  reviewed_by: string | null;
  reviewed_at: Date | null;
  review: Buffer | null;
};

// Reasons are words about a child: whoever reads logs and no words gets the row without them.
const COLUMNS = `id, contact_id, person_id, kind, opened_at, expires_at, reviewed_by, reviewed_at,
  case when w.reads_words then sealed end as sealed, case when w.reads_words then review end as review
  from opening cross join (select actor_has_role('supervisor', 'clinical_lead') as reads_words) w`;

/** Opened contacts in PostgreSQL, their reasons sealed. The database's clock says what is in force. */
export function openingStore(query: Query, actor: DatabaseActor, sealing: Sealing): OpeningStore {
  const open = (row: Row): Opening => openingOf(row, sealing);
  return {
    async add({ id, contactId, kind, reason, minutes }) {
      await query(
        "opening-add",
        `insert into opening (id, contact_id, person_id, kind, sealed, opened_at, expires_at)
         select $1, $2, $3, $4, $5, k.now, k.now + make_interval(mins => $6) from (select clock_timestamp() as now) k`,
        [id, contactId, idOf(actor), kind, sealing.sealSecret(placeOf(id, "reason"), reason), minutes],
      );
    },
    async inForce(contactId) {
      const [row] = await query<Row>(
        "opening-in-force",
        `select ${COLUMNS} where contact_id = $1 and person_id = $2 and expires_at > clock_timestamp()
         order by expires_at desc limit 1`,
        [contactId, idOf(actor)],
      );
      return row && open(row);
    },
    async find(id) {
      const [row] = await query<Row>("opening-find", `select ${COLUMNS} where id = $1`, [id]);
      return row && open(row);
    },
    async emergencies({ before, limit }) {
      const rows = await query<Row>(
        "opening-emergencies",
        `select ${COLUMNS} where kind = 'break_glass' and ($1::uuid is null or id < $1) order by id desc limit $2`,
        [before ?? null, limit],
      );
      return rows.map(open);
    },
    async review(id, comment) {
      const reviewed = await query(
        "opening-review",
        `update opening set reviewed_by = $2, reviewed_at = clock_timestamp(), review = $3
         where id = $1 and kind = 'break_glass' and reviewed_by is null returning 1`,
        [id, idOf(actor), comment === "" ? null : sealing.sealSecret(placeOf(id, "review"), comment)],
      );
      return reviewed.length > 0;
    },
  };
}

function openingOf(row: Row, sealing: Sealing): Opening {
  const read = (what: string, sealed: Buffer | null): string | undefined =>
    sealed === null ? undefined : sealing.openSecret(placeOf(row.id, what), sealed);
  return {
    id: row.id,
    contactId: row.contact_id,
    personId: row.person_id,
    kind: row.kind,
    reason: read("reason", row.sealed),
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    review:
      row.reviewed_by === null || row.reviewed_at === null
        ? undefined
        : { by: row.reviewed_by, at: row.reviewed_at, comment: read("review", row.review) },
  };
}

function placeOf(id: string, what: string): string {
  return `opening:${id}:${what}`;
}
