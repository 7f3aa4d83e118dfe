import { handRoutes } from "@nightlight/contracts/counsellor/by-hand";
import { call } from "@nightlight/door/client/api";
import { queryOptions } from "@tanstack/react-query";

/** What was written down beside a contact that was recorded by hand. */
export function handQuery(contactId: string) {
  return queryOptions({
    queryKey: ["by-hand", contactId],
    queryFn: () => call(handRoutes.read, { params: { contactId } }),
    staleTime: Infinity,
  });
}
