import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isUnanswered } from "../shared/api.ts";
import { noticeSignedOut } from "../shared/session-state.ts";

const TRIES = 3;

/** Reads are repeated when there was no answer; commands never by themselves. A lost session is noticed in one place. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignedOut }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (mutation.meta?.["mayBeSignedOut"] !== true) noticeSignedOut(error);
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
}
