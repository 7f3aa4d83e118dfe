import { auditRoutes } from "@nightlight/contracts/admin/audit";
import { call } from "@nightlight/door/client/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { queryOf, type AuditPlace } from "./audit-filter.ts";

/** The log as filtered, newest first, a page at a time. */
export function auditQuery(place: AuditPlace) {
  const asked = queryOf(place);
  return infiniteQueryOptions({
    queryKey: ["audit", asked],
    queryFn: ({ pageParam }) =>
      call(auditRoutes.list, { query: pageParam === "" ? asked : { ...asked, before: pageParam } }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 10_000,
  });
}

/** Who and what there is to filter by. */
export const choicesQuery = queryOptions({
  queryKey: ["audit", "choices"],
  queryFn: () => call(auditRoutes.choices, {}),
  staleTime: 60_000,
});
