import type { AuthorityStore } from "@nightlight/commands/authority/authority-store";
import { isInForce, lineOf, type Authority } from "@nightlight/domain/authority/authority";
import { onDutyAt } from "@nightlight/domain/authority/duty";
import { placeStore } from "./place-store.ts";
import type { Transaction } from "./tables.ts";

/** The directory of authorities in memory. */
export function authorityStore({ tables, now }: Transaction): AuthorityStore {
  const directory = [...tables.authorities.values()];
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
  };
}
