import type { ReportDraftStore } from "@nightlight/commands/escalation/report-draft-store";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

/** Reports that are being written, in PostgreSQL: sealed, and by row-level security their writer's alone. */
export function reportDraftStore(query: Query, actor: DatabaseActor, sealing: Sealing): ReportDraftStore {
  const self = idOf(actor);
  const placeOf = (escalationId: string): string => `report-draft:${escalationId}:${self}`;
  return {
    async find(escalationId) {
      const [row] = await query<{ sealed: Buffer; saved_at: Date }>(
        "report-draft-find",
        "select sealed, saved_at from report_draft where escalation_id = $1 and person_id = $2",
        [escalationId, self],
      );
      return row && { text: sealing.openSecret(placeOf(escalationId), row.sealed), savedAt: row.saved_at };
    },
    async save(escalationId, text) {
      const [row] = await query<{ saved_at: Date }>(
        "report-draft-save",
        `insert into report_draft (escalation_id, person_id, sealed, saved_at) values ($1, $2, $3, clock_timestamp())
         on conflict (escalation_id, person_id) do update set sealed = excluded.sealed, saved_at = excluded.saved_at
         returning saved_at`,
        [escalationId, self, sealing.sealSecret(placeOf(escalationId), text)],
      );
      if (row === undefined) throw new Error("A draft was not kept");
      return row.saved_at;
    },
    async drop(escalationId) {
      await query("report-draft-drop", "delete from report_draft where escalation_id = $1 and person_id = $2", [
        escalationId,
        self,
      ]);
    },
  };
}
