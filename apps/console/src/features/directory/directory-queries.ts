import { directoryRoutes, type UnitView } from "@nightlight/contracts/admin/directory";
import type { DirectoryShown } from "@nightlight/domain/authority/shown";
import { call } from "@nightlight/door/client/api";
import { queryOptions, type QueryClient } from "@tanstack/react-query";

/** Units whose names hold these words. */
export function directoryQuery(words: string, shown: DirectoryShown) {
  return queryOptions({
    queryKey: ["directory", "list", shown, words],
    queryFn: () => call(directoryRoutes.list, { query: { words, shown } }),
    staleTime: 30_000,
  });
}

/** One unit with its history. */
export function unitQuery(authorityId: string) {
  return queryOptions({
    queryKey: ["directory", "unit", authorityId],
    queryFn: () => call(directoryRoutes.read, { params: { authorityId } }),
    staleTime: 30_000,
  });
}

/** Puts a unit that an act answered with where its panel reads it; lists and names are asked for again. */
export function putUnit(client: QueryClient, unit: UnitView): void {
  client.setQueryData(unitQuery(unit.id).queryKey, unit);
  void client.invalidateQueries({ queryKey: ["directory", "list"] });
  void client.invalidateQueries({ queryKey: ["authorities"] });
  void client.invalidateQueries({ queryKey: ["authority", unit.id] });
}
