import type { Figure, SupervisionStore } from "@nightlight/commands/access/access-stores";
import { CONTACT_COLUMNS, contactOf, type ContactRow } from "../contact/contact-row.ts";
import type { Query } from "../connection.ts";

/** What whoever watches over the work sees, through row-level security as the actor. */
export function supervisionStore(query: Query): SupervisionStore {
  return {
    async contacts({ before, limit, isOpen }) {
      // Of a million that are closed, none is asked about to find what is open.
      const rows = await query<ContactRow>(
        isOpen ? "supervision-open-contacts" : "supervision-contacts",
        `select ${CONTACT_COLUMNS} from contact c where ($1::uuid is null or c.id < $1)
           ${isOpen ? "and c.id = any (array(select contacts_open()))" : ""} order by c.id desc limit $2`,
        [before ?? null, limit],
      );
      return rows.map(contactOf);
    },
    async figures() {
      return query<Figure>(
        "supervision-figures",
        'select status, lane, is_by_hand as "isByHand", contacts from contact_figures()',
        [],
      );
    },
    async colleagues() {
      const [people, centres] = await Promise.all([
        query<{ id: string; name: string; centre_id: string | null; counsels: boolean }>(
          "supervision-people",
          `select id, name, centre_id, 'counsellor' = any (roles) and suspended_at is null as counsels
             from person order by name, id`,
          [],
        ),
        query<{ id: string; name: string }>("supervision-centres", "select id, name from centre order by name", []),
      ]);
      return {
        people: people.map(({ centre_id: centreId, ...person }) => ({ ...person, centreId: centreId ?? undefined })),
        centres,
      };
    },
    async sharesCentre(personId) {
      const [row] = await query<{ shares: boolean }>(
        "supervision-shares-centre",
        "select shares_centre($1) as shares",
        [personId],
      );
      return row?.shares === true;
    },
  };
}
