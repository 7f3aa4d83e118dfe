import type { PacingStore } from "@nightlight/commands/routing/pacing-store";
import { pacingAfter } from "@nightlight/domain/routing/pacing";
import type { Transaction } from "./tables.ts";
import { idOf } from "./visibility.ts";

/** What counsellors carry, in memory. */
export function pacingStore({ actor, tables, policy }: Transaction): PacingStore {
  return {
    async note({ counsellorId, contactId, level, since, at }) {
      const taken = [...tables.events.values()].filter(
        ({ subjectId, event }) =>
          subjectId === contactId && event.type === "offer_accepted" && event.by === counsellorId,
      );
      const begun = since ?? taken.at(-1)?.at ?? at;
      const minutes = (at.getTime() - begun.getTime()) / 60_000;
      const before = tables.pacings.get(counsellorId);
      tables.pacings.set(counsellorId, pacingAfter(before, { level, minutes }, at, policy));
    },
    restsUntil: async (counsellorId) => tables.pacings.get(counsellorId)?.protectedUntil,
    async waive() {
      const id = idOf(actor) ?? "";
      const own = tables.pacings.get(id);
      if (own !== undefined) tables.pacings.set(id, { ...own, protectedUntil: undefined });
    },
  };
}
