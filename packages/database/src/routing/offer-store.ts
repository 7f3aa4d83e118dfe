import type { OfferRow, OfferStatus, OfferStore } from "@nightlight/commands/world";
import type { Explanation } from "@nightlight/domain/routing/explanation";
import type { Query } from "../connection.ts";

type Row = {
  id: string;
  contact_id: string;
  counsellor_id: string;
  status: OfferStatus;
  made_at: Date;
  shown_at: Date | null;
  expires_at: Date;
  explanation: Explanation;
};

const COLUMNS = "id, contact_id, counsellor_id, status, made_at, shown_at, expires_at, explanation";

/** Offers in PostgreSQL; they are written with their contact (see contact/append). */
export function offerStore(query: Query): OfferStore {
  return {
    async find(id) {
      const [row] = await query<Row>("offer-find", `select ${COLUMNS} from offer where id = $1`, [id]);
      return row && offerOf(row);
    },
    async liveOf(counsellorId) {
      const rows = await query<Row>(
        "offer-live-of",
        `select ${COLUMNS} from offer where counsellor_id = $1 and status in ('pending', 'shown') order by made_at`,
        [counsellorId],
      );
      return rows.map(offerOf);
    },
  };
}

function offerOf(row: Row): OfferRow {
  return {
    id: row.id,
    contactId: row.contact_id,
    counsellorId: row.counsellor_id,
    status: row.status,
    madeAt: row.made_at,
    shownAt: row.shown_at ?? undefined,
    expiresAt: row.expires_at,
    explanation: row.explanation,
  };
}
