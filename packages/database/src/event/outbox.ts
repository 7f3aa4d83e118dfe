import type { RecordedEvent } from "@nightlight/commands/events";
import type { Database } from "../connection.ts";
import { recordedOf, type EventRow } from "./event-row.ts";

/** The log's other life as outbox: what a node committed and may not have told. */
export type Outbox = {
  /** Says that this node is here, and has told what it committed. To be said before its first commit. */
  beat(): Promise<void>;
  /** This node has told everything and goes. */
  leave(): Promise<void>;
  /**
   * Takes events of a node that went silent: perhaps it died after the commit and before telling. Each is given to one
   * node only; some of them had been told, and telling twice is harmless.
   */
  takeForgotten(limit: number): Promise<readonly RecordedEvent[]>;
};

/** A node not heard of for so long is gone. */
export const GONE_AFTER_SECONDS = 1.5;
/** An event may be this much older than its commit: the longest that a transaction can take. */
const LONGEST_TRANSACTION_SECONDS = 20;

/** The outbox of one node on PostgreSQL. Its commits bear the node's id because its connections do (`connect`). */
export function createOutbox(database: Database, nodeId: string): Outbox {
  return {
    async beat() {
      await database.transaction({ kind: "system" }, (query) =>
        query(
          "node-beat",
          `insert into node (id, told_until) values ($1, clock_timestamp())
           on conflict (id) do update set told_until = excluded.told_until, retold_through = 0`,
          [nodeId],
        ),
      );
    },
    async leave() {
      await database.transaction({ kind: "system" }, (query) =>
        query("node-leave", "delete from node where id = $1", [nodeId]),
      );
    },
    takeForgotten(limit) {
      return database.transaction({ kind: "system" }, async (query) => {
        const [gone] = await query<{ id: string; told_until: Date; retold_through: number }>(
          "node-gone",
          `select id, told_until, retold_through from node
           where told_until < clock_timestamp() - make_interval(secs => $1) and id <> $2
           order by told_until limit 1 for update skip locked`,
          [GONE_AFTER_SECONDS, nodeId],
        );
        if (gone === undefined) return [];
        const rows = await query<EventRow>(
          "outbox-take",
          `select e.seq, e.subject, e.subject_id, e.version, e.type, e.data, e.actor_kind, e.actor_id, e.at from event e
           where e.node = $1 and e.at > $2::timestamptz - make_interval(secs => $3) and e.seq > $4
           order by e.seq limit $5`,
          [gone.id, gone.told_until, LONGEST_TRANSACTION_SECONDS, gone.retold_through, limit],
        );
        const last = rows.at(-1);
        // Serial ids commit out of order, but nothing of a silent node commits any more.
        if (last === undefined || rows.length < limit)
          await query("node-forget", "delete from node where id = $1", [gone.id]);
        else await query("node-retold", "update node set retold_through = $2 where id = $1", [gone.id, last.seq]);
        return rows.map(recordedOf);
      });
    },
  };
}
