import { previousRoutes } from "@nightlight/contracts/counsellor/search";
import { call } from "@nightlight/door/client/api";
import { machineNow } from "@nightlight/door/time/clock";
import { queryOptions } from "@tanstack/react-query";

/** Earlier contacts of the same number or account: states only, so reading the list is no reading of words. */
export function previousQuery(contactId: string) {
  return queryOptions({
    queryKey: ["previous", contactId],
    queryFn: () => call(previousRoutes.list, { params: { contactId } }),
    staleTime: 60_000,
  });
}

/** One of them with its words. Every reading is logged, so it is read once each time it is opened. */
export function openedQuery(contactId: string, previousId: string) {
  return queryOptions({
    queryKey: ["previous", contactId, previousId],
    queryFn: async () => ({
      view: await call(previousRoutes.open, { params: { contactId, previousId } }),
      readAt: machineNow(),
    }),
    staleTime: Infinity,
    gcTime: 0,
  });
}
