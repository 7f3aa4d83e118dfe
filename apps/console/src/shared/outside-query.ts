import { outsideCallRoutes } from "@nightlight/contracts/counsellor/outside-call";
import { call } from "@nightlight/door/client/api";
import { queryOptions } from "@tanstack/react-query";
import { OUTSIDE } from "./queries.ts";

/** A notice may be lost, and the line ends by itself. */
const LOOK_AGAIN_MS = 15_000;

/** My running call to somebody outside that is no part of a conversation. */
export const outsideQuery = queryOptions({
  queryKey: OUTSIDE,
  queryFn: async () => (await call(outsideCallRoutes.mine, {})).call,
  refetchInterval: LOOK_AGAIN_MS,
});
