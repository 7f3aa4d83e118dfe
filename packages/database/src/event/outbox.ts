import type { RecordedEvent } from "@nightlight/commands/events";
import type { Database } from "../connection.ts";
import { recordedOf, type EventRow } from "./event-row.ts";

/** The log's other life as outbox: what was committed and may not have been told. */
export type Outbox = {
  /** Notes that these events were told. Best effort: an event told twice is harmless, one never told is not. */
  markDelivered(events: readonly RecordedEvent[]): Promise<void>;
  /** Takes events that nobody told within a second: their server died after the commit. Serial ids commit out of order, so rows are taken, not counted. */
  takeForgotten(limit: number): Promise<readonly RecordedEvent[]>;
};

/** The outbox on PostgreSQL. */
export function createOutbox(database: Database): Outbox {
  return {
    async markDelivered(events) {
      await database.transaction({ kind: "system" }, (query) =>
        query(
          "outbox-mark",
          // By its key, one by one: the log is long, and a join may read all of it.
          `update event e set delivered_at = clock_timestamp() where e.seq = any (array(
             select x.seq from unnest($1::text[], $2::uuid[], $3::int[]) as d(subject, subject_id, version)
             cross join lateral (select seq from event where subject = d.subject and subject_id = d.subject_id
               and version = d.version offset 0) x))`,
          [events.map((e) => e.subject), events.map((e) => e.subjectId), events.map((e) => e.version)],
        ),
      );
    },
    takeForgotten(limit) {
      return database.transaction({ kind: "system" }, async (query) => {
        const rows = await query<EventRow>(
          "outbox-take",
          `with forgotten as (select seq from event where delivered_at is null and at < clock_timestamp() - interval '1 second'
             order by seq limit $1 for update skip locked)
           update event e set delivered_at = clock_timestamp() from forgotten f where e.seq = f.seq
           returning e.seq, e.subject, e.subject_id, e.version, e.type, e.data, e.actor_kind, e.actor_id, e.at`,
          [limit],
        );
        return rows.sort((a, b) => a.seq - b.seq).map(recordedOf);
      });
    },
  };
}
