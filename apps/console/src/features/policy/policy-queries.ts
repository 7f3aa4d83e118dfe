import { policyRoutes } from "@nightlight/contracts/admin/policy";
import { call } from "@nightlight/door/client/api";
import { queryOptions } from "@tanstack/react-query";

/** The numbers that routing runs on, and how they came to be. */
export const policyQuery = queryOptions({
  queryKey: ["policy"],
  queryFn: () => call(policyRoutes.read, {}),
  staleTime: 10_000,
});
