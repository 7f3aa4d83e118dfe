import type { Restriction, RestrictionStore } from "@nightlight/commands/restriction/restriction-store";
import { after } from "../clock.ts";
import type { RestrictionRow, Tables, Transaction } from "./tables.ts";
import { hasRole, idOf, isBarredFrom } from "./visibility.ts";

/** Restrictions of numbers and accounts, in memory. */
export function restrictionStore(transaction: Transaction): RestrictionStore {
  const { actor, tables, now, policy } = transaction;
  const mayKeep = (contactId: string): boolean =>
    hasRole(actor, "supervisor", "clinical_lead") && !isBarredFrom(transaction, contactId);
  const seen = (): RestrictionRow[] => [...tables.restrictions.values()].filter((row) => mayKeep(row.contactId));
  const withoutRow = ({ aheadAt: _, ...row }: RestrictionRow): Restriction => row;
  const openBeside = (contactId: string): RestrictionRow[] => {
    const identity = tables.identities.get(contactId);
    return identity === undefined ? [] : openOf(tables, identity);
  };
  return {
    async add({ id, contactId, reason, hours }) {
      if (!mayKeep(contactId)) throw new Error("Not to be restricted by this person");
      const setAt = now();
      const row = { id, contactId, setBy: idOf(actor) ?? "", reason, setAt, until: after(setAt, hours * 3600) };
      tables.restrictions.set(id, { ...row, end: undefined, aheadAt: undefined });
    },
    async find(id) {
      const row = seen().find((each) => each.id === id);
      return row && withoutRow(row);
    },
    beside: async (contactId) => ({
      isKnown: tables.identities.has(contactId),
      openId: openBeside(contactId)[0]?.id,
    }),
    list: async (limit) => seen().reverse().slice(0, limit).map(withoutRow),
    async end(id, comment) {
      const row = seen().find((each) => each.id === id);
      const by = idOf(actor) ?? "";
      if (row === undefined || row.end !== undefined || (row.until <= now() && row.setBy === by)) return false;
      tables.restrictions.set(id, { ...row, end: { by, at: now(), comment } });
      return true;
    },
    async goAhead(contactId) {
      const since = after(now(), -policy.goAheadMinutes * 60);
      const free = openBeside(contactId).filter(
        ({ until, aheadAt }) => until > now() && (aheadAt === undefined || aheadAt <= since),
      );
      for (const row of free) tables.restrictions.set(row.id, { ...row, aheadAt: now() });
      return free.length > 0;
    },
  };
}

/** Restrictions of an identity that nobody has ended. */
export function openOf(tables: Tables, identity: string): RestrictionRow[] {
  return [...tables.restrictions.values()].filter(
    ({ contactId, end }) => end === undefined && tables.identities.get(contactId) === identity,
  );
}
