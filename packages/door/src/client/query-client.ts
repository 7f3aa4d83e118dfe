import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isUnanswered, refusalCode } from "./api.ts";
import { StaleScreenError, useLineState } from "../line/line-state.ts";
import { meQuery } from "../session/me-query.ts";
import { noticeSignedOut } from "../session/session-state.ts";

const TRIES = 3;

/**
 * Reads are repeated when there was no answer; commands never by themselves, and none while the screen is stale. A lost
 * session is noticed in one place.
 */
export function createQueryClient(): QueryClient {
  const notice = (error: unknown): void => {
    noticeSignedOut(error);
    // Locked in another window: whoever is signed in is asked for again, and the answer says so.
    if (refusalCode(error) === "session-locked") void client.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({
      // Every act of every screen: on what may be old nothing is done. Words are saved by other means, and go on.
      onMutate: (_variables, mutation) => {
        const isStale = useLineState.getState().link === "lost";
        if (isStale && mutation.meta?.["evenWhenStale"] !== true) throw new StaleScreenError("The screen is stale");
      },
      onError: (error, _variables, _result, mutation) => {
        if (mutation.meta?.["mayBeSignedOut"] !== true) notice(error);
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => isUnanswered(error) && failures < TRIES,
        retryDelay: (failures) => 300 * 2 ** failures,
        networkMode: "always",
        refetchOnWindowFocus: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
  return client;
}
