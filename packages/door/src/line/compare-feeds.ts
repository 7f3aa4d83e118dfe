import type { Marks } from "@nightlight/contracts/line/beat";
import type { QueryClient } from "@tanstack/react-query";

/** Which feeds a query shows; none: it does not change by itself. */
export type FeedsOf = (queryKey: readonly unknown[]) => readonly string[];

/** The mark of what is held of a feed, where it can be told from it: what a notice brought is then not read again. */
export type HeldMark = (client: QueryClient, feed: string) => string | undefined;

/**
 * Reads again whatever shows a feed whose mark differs, and remembers for which mark the rest was read. True when
 * everything on screen is as new as the marks; what could not be read now is behind at the next beat, too.
 */
export function comparingFeeds(
  client: QueryClient,
  feedsOf: FeedsOf,
  heldMark: HeldMark,
): (marks: Marks) => Promise<boolean> {
  const read = new Map<string, string>();
  return async (marks) => {
    const behind = new Set(
      Object.entries(marks)
        .filter(([feed, mark]) => read.get(feed) !== mark && heldMark(client, feed) !== mark)
        .map(([feed]) => feed),
    );
    const isBehind = ({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean =>
      feedsOf(queryKey).some((feed) => behind.has(feed));
    // What nobody looks at is read when somebody does. A question that was under way may have been asked before.
    if (behind.size > 0) await client.invalidateQueries({ predicate: isBehind });
    const isUnread = client
      .getQueryCache()
      .findAll({ type: "active", predicate: ({ queryKey }) => feedsOf(queryKey).length > 0 })
      .some(({ state }) => state.isInvalidated && state.error !== null && isOutage(state.error));
    if (isUnread) return false;
    for (const [feed, mark] of Object.entries(marks)) read.set(feed, mark);
    return true;
  };
}

/** No answer, or one that says that the server cannot: everything else is an answer. */
function isOutage(error: Error): boolean {
  const { problem } = error as { readonly problem?: { readonly status: number } };
  return problem === undefined || problem.status >= 500;
}
