import { CONTACT_COLUMNS, contactOf, type ContactRow } from "@nightlight/database/contact/contact-row";
import { historyOf, type EventRow } from "@nightlight/database/event/event-row";
import type { asOwner } from "@nightlight/database/migrate";
import type { Counsellor, History } from "./history.ts";

type Owner = Parameters<Parameters<typeof asOwner>[1]>[0];

type Row = EventRow & { subject_id: string };

/** Reads what a run left in the database, in one snapshot, as the owner of the tables. */
export async function readHistory(owner: Owner): Promise<Omit<History, "clients" | "graceMs">> {
  await owner.query("begin isolation level repeatable read read only");
  try {
    const events = await owner.query<Row>("select * from event where subject = 'contact' order by seq");
    const contacts = await owner.query<ContactRow>(`select ${CONTACT_COLUMNS} from contact c`);
    const { rows: people } = await owner.query<{ id: string; slots: number }>(
      "select counsellor_id as id, count(*)::int as slots from slot where kind = 'chat' group by counsellor_id",
    );
    const { rows: gates } = await owner.query<{ id: string; from: Date; to: Date }>(
      `select r.counsellor_id as id, r.checked_in_at as "from", s.ends_at as "to"
       from roster r join shift s on s.id = r.shift_id where r.checked_in_at is not null`,
    );
    const { rows: clock } = await owner.query<{ now: Date }>("select clock_timestamp() as now");
    const told = historyOf(events.rows);
    return {
      log: events.rows.map((row, index) => ({
        seq: row.seq,
        contactId: row.subject_id,
        version: row.version,
        at: row.at,
        event: told[index]?.event ?? never(row.type),
      })),
      contacts: contacts.rows.map(contactOf),
      counsellors: people.map(({ id, slots }): Counsellor => ({
        id,
        chatSlots: slots,
        gates: gates.filter((gate) => gate.id === id),
      })),
      endedAt: clock[0]?.now ?? new Date(0),
    };
  } finally {
    await owner.query("rollback");
  }
}

function never(type: string): never {
  throw new Error(`The log holds ${type} without an event`);
}
