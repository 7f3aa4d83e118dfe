import type { VoicemailStore } from "@nightlight/commands/call/voicemail-store";
import type { Query } from "../connection.ts";
import type { ContactKeys } from "../message/contact-key.ts";
import { openBytes, sealBytes } from "../sealing.ts";

/** Messages of callers in PostgreSQL, sealed under their contacts' keys. */
export function voicemailStore(query: Query, keys: ContactKeys): VoicemailStore {
  return {
    async keep({ engine, callId, contactId, sound, seconds }) {
      const sealed = sealBytes(await keys.get(contactId), sound, placeOf(engine, callId));
      await query(
        "voicemail-keep",
        `insert into voicemail (engine, call_id, contact_id, sealed, seconds, left_at)
         values ($1, $2, $3, $4, $5, clock_timestamp()) on conflict (engine, call_id) do nothing`,
        [engine, callId, contactId, sealed, seconds],
      );
    },
    async find(contactId) {
      const [row] = await query<{ left_at: Date; seconds: number }>(
        "voicemail-find",
        "select left_at, seconds from voicemail where contact_id = $1 order by left_at desc limit 1",
        [contactId],
      );
      return row && { leftAt: row.left_at, seconds: row.seconds };
    },
    async open(contactId) {
      const [row] = await query<{ engine: string; call_id: string; sealed: Buffer }>(
        "voicemail-open",
        "select engine, call_id, sealed from voicemail where contact_id = $1 order by left_at desc limit 1",
        [contactId],
      );
      return row && openBytes(await keys.get(contactId), row.sealed, placeOf(row.engine, row.call_id));
    },
    async eraseOlderThan(hours) {
      const rows = await query(
        "voicemail-erase",
        `delete from voicemail v where v.left_at < clock_timestamp() - make_interval(hours => $1)
           and exists (select from contact c where c.id = v.contact_id and c.status in ('closed', 'abandoned'))
         returning v.call_id`,
        [hours],
      );
      return rows.length;
    },
  };
}

function placeOf(engine: string, callId: string): string {
  return `voicemail:${engine}:${callId}`;
}
