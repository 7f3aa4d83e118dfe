import type { QueryClient } from "@tanstack/react-query";

const AGAIN_MS = 1_000;

/**
 * Catching up after a gap: everything live on screen is read again, until all of it was. `done` is called then, and not when
 * the line was lost again meanwhile.
 */
export function catchingUp(
  client: QueryClient,
  isLive: (queryKey: readonly unknown[]) => boolean,
  done: () => void,
): { start(): void; stop(): void } {
  let round = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  const readAll = async (mine: number): Promise<void> => {
    // What nobody looks at is read when somebody does. A question that was under way may have been asked before the gap.
    await client.invalidateQueries({ predicate: ({ queryKey }) => isLive(queryKey) });
    if (mine !== round) return;
    const isUnread = client
      .getQueryCache()
      .findAll({ type: "active", predicate: ({ queryKey }) => isLive(queryKey) })
      .some(({ state }) => state.isInvalidated && state.error !== null && isOutage(state.error));
    if (isUnread) again = setTimeout(() => void readAll(mine), AGAIN_MS);
    else done();
  };
  return {
    start() {
      round += 1;
      clearTimeout(again);
      void readAll(round);
    },
    stop() {
      round += 1;
      clearTimeout(again);
    },
  };
}

/** No answer, or one that says that the server cannot: everything else is an answer. */
function isOutage(error: Error): boolean {
  const { problem } = error as { readonly problem?: { readonly status: number } };
  return problem === undefined || problem.status >= 500;
}
