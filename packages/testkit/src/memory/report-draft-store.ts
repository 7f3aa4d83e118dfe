import type { ReportDraftStore } from "@nightlight/commands/escalation/report-draft-store";
import { authorityOf } from "@nightlight/domain/access/access";
import { escalationStore } from "./escalation-store.ts";
import type { Transaction } from "./tables.ts";
import { idOf } from "./visibility.ts";

/** Reports that are being written, in memory. */
export function reportDraftStore(transaction: Transaction): ReportDraftStore {
  const { actor, tables, now } = transaction;
  const keyOf = (escalationId: string): string => `${escalationId}/${idOf(actor) ?? ""}`;
  const isVisible = async (escalationId: string): Promise<boolean> =>
    (await escalationStore(transaction).find(escalationId)) !== undefined;
  return {
    find: async (escalationId) =>
      (await isVisible(escalationId)) ? tables.reportDrafts.get(keyOf(escalationId)) : undefined,
    async save(escalationId, text) {
      if (authorityOf(actor) === undefined || !(await isVisible(escalationId))) {
        throw new Error("Nothing was sent to this person's office");
      }
      const savedAt = now();
      tables.reportDrafts.set(keyOf(escalationId), { text, savedAt });
      return savedAt;
    },
    async drop(escalationId) {
      tables.reportDrafts.delete(keyOf(escalationId));
    },
  };
}
