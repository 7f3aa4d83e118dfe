import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { queryOptions } from "@tanstack/react-query";
import { call, isSignedOut } from "../client/api.ts";
import { learnServerTime, machineNow } from "../time/clock.ts";

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async (): Promise<MeView | null> => {
    const askedAt = machineNow();
    try {
      const { me, now } = await call(sessionRoutes.me, {});
      learnServerTime(now, askedAt);
      return me;
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});
