import type { AuthorityStore } from "@nightlight/commands/authority/authority-store";
import type { KeptAuthority } from "@nightlight/domain/authority/change-authority";
import { isInForce, lineOf, type Authority } from "@nightlight/domain/authority/authority";
import { onDutyAt } from "@nightlight/domain/authority/duty";
import { mayAdminister } from "./people-store.ts";
import { placeStore } from "./place-store.ts";
import type { Transaction } from "./tables.ts";

/** The directory of authorities in memory. */
export function authorityStore(transaction: Transaction): AuthorityStore {
  const { tables, now, actor } = transaction;
  const directory = [...tables.authorities.values()];
  const changesOf = (id: string) => [...tables.authorityChanges.values()].filter(({ after }) => after.unit.id === id);
  const whole = async (): Promise<readonly Authority[]> =>
    [...tables.authorities.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  const inForce = (): Authority[] =>
    directory.filter((unit) => isInForce(unit, now())).sort((one, other) => (one.name < other.name ? -1 : 1));
  return {
    async around(placeCode) {
      const places = await placeStore().inForce(placeCode === undefined ? [] : [placeCode]);
      const codes = placeCode === undefined ? [] : [placeCode, places.get(placeCode)?.provinceCode];
      const near = directory.filter((unit) => unit.level === "ministry" || codes.includes(unit.placeCode));
      const ids = near.flatMap(({ id }) => lineOf(id, directory));
      return inForce().filter(({ id }) => ids.includes(id));
    },
    find: async (id) => tables.authorities.get(id),
    async dutyNow(id, barred) {
      const duties = [...tables.duties.values()].filter(({ authorityId }) => authorityId === id);
      return onDutyAt(duties, barred, now());
    },
    list: async () => inForce(),
    whole,
    lockDirectory: whole,
    async kept(id): Promise<KeptAuthority | undefined> {
      const unit = tables.authorities.get(id);
      if (unit === undefined) return undefined;
      const own = [...tables.duties.values()].filter(({ authorityId }) => authorityId === id);
      const duties = own.map(({ authorityId: _unit, ...duty }) => duty);
      return { unit, duties, version: Math.max(1, ...changesOf(id).map(({ after }) => after.version)) };
    },
    async keep({ act, before, after }) {
      if (!mayAdminister(transaction)) throw new Error("Only an administrator changes the directory");
      const { id } = after.unit;
      tables.authorities.set(id, after.unit);
      for (const [key, { authorityId }] of tables.duties) if (authorityId === id) tables.duties.delete(key);
      for (const [at, duty] of after.duties.entries()) {
        tables.duties.set(`${id}/${String(after.version)}/${String(at)}`, { ...duty, authorityId: id });
      }
      const by = actor.kind === "staff" ? actor.id : "";
      tables.authorityChanges.set(`${id}/${String(after.version)}`, { act, before, after, by, at: now() });
    },
    history: async (id) => (mayAdminister(transaction) ? changesOf(id).reverse() : []),
  };
}
