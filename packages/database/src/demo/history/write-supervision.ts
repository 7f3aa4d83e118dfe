import { addHours } from "date-fns/addHours";
import { addMinutes } from "date-fns/addMinutes";
import type { Client } from "pg";
import type { Sealing } from "../../sealing.ts";
import type { SeededPerson } from "../seed-people.ts";
import type { AskedLowering } from "./open-cases.ts";
import { idAt, type PastContact } from "./past-contact.ts";

/** Lowerings that wait for a second person, their reasons sealed. */
export async function writeLowerings(
  client: Client,
  sealing: Sealing,
  lowerings: readonly AskedLowering[],
): Promise<void> {
  for (const { id, contactId, from, to, reason, by, at } of lowerings) {
    await client.query(
      `insert into risk_change (id, contact_id, kind, level_from, level_to, sealed, by_id, at)
       values ($1, $2, 'asked', $3, $4, $5, $6, $7)`,
      [id, contactId, from, to, sealing.sealSecret(`risk_change:${id}`, reason), by, at],
    );
  }
}

/** Two contacts that a supervisor of another centre opened in an emergency: one was looked at since, one was not. */
export async function writeEmergencies(
  client: Client,
  sealing: Sealing,
  parts: {
    readonly contacts: readonly PastContact[];
    readonly now: Date;
    readonly person: (username: string) => SeededPerson;
  },
): Promise<void> {
  const grave = parts.contacts.filter(
    ({ contact }) => contact.state.status === "closed" && contact.risk.level === "P2",
  );
  const [older, newer] = [grave[0], grave.at(-1)];
  const by = parts.person("giam-sat-2").id;
  const add = async (opened: PastContact, hoursAgo: number, reason: string, reviewer?: string): Promise<void> => {
    const at = addHours(parts.now, -hoursAgo);
    const id = idAt(at);
    await client.query(
      `insert into opening (id, contact_id, person_id, kind, sealed, opened_at, expires_at, reviewed_by, reviewed_at, review)
       values ($1, $2, $3, 'break_glass', $4, $5, $5::timestamptz + interval '60 minutes', $6, $7, $8)`,
      [
        ...[id, opened.contact.id, by, sealing.sealSecret(`opening:${id}:reason`, reason), at],
        ...(reviewer === undefined
          ? [null, null, null]
          : [reviewer, addHours(at, 5), sealing.sealSecret(`opening:${id}:review`, "Đã xem, việc mở là cần thiết.")]),
      ],
    );
    await client.query(
      `insert into access_log (at, actor_kind, actor_id, contact_id, action, why, how, opening_id)
       values ($1, 'staff', $2, $3, 'read-conversation', 'break_glass', 'link', $4)`,
      [addMinutes(at, 1), by, opened.contact.id, id],
    );
  };
  if (older !== undefined) {
    const reason = "Gia đình gọi lại đêm khuya, người phụ trách hết ca, cần biết nơi em đang ở.";
    await add(older, 9 * 24, reason, parts.person("chuyen-mon").id);
  }
  if (newer !== undefined && newer !== older) {
    await add(newer, 7, "Công an phường hỏi gấp nơi trẻ tạm ở, tư vấn viên phụ trách không nghe máy.");
  }
}
