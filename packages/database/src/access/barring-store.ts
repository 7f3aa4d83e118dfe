import type { Barring, BarringStore } from "@nightlight/commands/access/access-stores";
import type { BarOrigin } from "@nightlight/domain/access/opening";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

type Row = {
  id: string;
  barred_id: string;
  is_office: boolean;
  origin: BarOrigin;
  sealed: Buffer | null;
  barred_by: string | null;
  barred_at: Date;
  lifted_by: string | null;
  lifted_at: Date | null;
};

/** Bars in PostgreSQL: their reasons, sealed. Whom a contact is barred to is part of the contact (see contact/append). */
export function barringStore(query: Query, actor: DatabaseActor, sealing: Sealing): BarringStore {
  const markOffers = (contactId: string, people: readonly string[], isBarred: boolean) =>
    query("barring-mark-offers", "update offer set is_barred = $3 where contact_id = $1 and counsellor_id = any ($2)", [
      contactId,
      people,
      isBarred,
    ]);
  return {
    async concerns(barredId) {
      const [row] = await query<{ is_office: boolean; people: string[] }>("barring-concerns", CONCERNS, [barredId]);
      return row && { isOffice: row.is_office, people: row.people };
    },
    async add(barring, people) {
      const { id, contactId, barredId, isOffice, origin } = barring;
      const sealed = barring.origin === "own_identity" ? null : sealing.sealSecret(placeOf(id), barring.reason);
      const by = barring.origin === "own_identity" ? null : idOf(actor);
      await query(
        "barring-add",
        `insert into barring (id, contact_id, barred_id, is_office, origin, sealed, barred_by, barred_at)
         values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
        [id, contactId, barredId, isOffice, origin, sealed, by],
      );
      // What has just arrived was offered to nobody yet, and a gateway has no business with offers.
      if (actor.kind !== "gateway") await markOffers(contactId, people, true);
    },
    async lift(contactId, barredId, people) {
      const lifted = await query(
        "barring-lift",
        `update barring set lifted_by = $3, lifted_at = clock_timestamp()
         where contact_id = $1 and barred_id = $2 and lifted_at is null returning 1`,
        [contactId, barredId, idOf(actor)],
      );
      if (lifted.length > 0) await markOffers(contactId, people, false);
      return lifted.length > 0;
    },
    async list(contactId) {
      const rows = await query<Row>(
        "barring-list",
        `select id, barred_id, is_office, origin, sealed, barred_by, barred_at, lifted_by, lifted_at
         from barring where contact_id = $1 order by barred_at desc, id desc`,
        [contactId],
      );
      return rows.map((row) => barringOf(row, sealing));
    },
  };
}

const CONCERNS = `select false as is_office, array[id] as people from person where id = $1
  union all select true, coalesce((select array_agg(p.id) from person p where p.centre_id = c.id), '{}')
    from centre c where c.id = $1
  union all select true, coalesce((select array_agg(p.id) from person p
      where p.authority_id in (select authority_subtree(a.id))), '{}')
    from authority a where a.id = $1`;

function barringOf(row: Row, sealing: Sealing): Barring {
  return {
    id: row.id,
    barredId: row.barred_id,
    isOffice: row.is_office,
    origin: row.origin,
    reason: row.sealed === null ? undefined : sealing.openSecret(placeOf(row.id), row.sealed),
    barredBy: row.barred_by ?? undefined,
    barredAt: row.barred_at,
    liftedBy: row.lifted_by ?? undefined,
    liftedAt: row.lifted_at ?? undefined,
  };
}

function placeOf(id: string): string {
  return `barring:${id}`;
}
