import { searchRoutes } from "@nightlight/contracts/counsellor/search";
import { cleanText } from "@nightlight/domain/privacy/text";
import { searchPlan, type SearchWithin } from "@nightlight/domain/search/search-plan";
import { call } from "@nightlight/door/client/api";
import { machineNow } from "@nightlight/door/time/clock";
import { queryOptions, skipToken } from "@tanstack/react-query";

/** What is typed into the box and chosen beside it. */
export type Asked = { readonly typed: string; readonly within: SearchWithin; readonly similar: boolean };

/** What was found for a text. Too short a text asks nobody; what was typed is kept no longer than the screen. */
export function searchQuery({ typed, within, similar }: Asked) {
  const text = cleanText(typed);
  return queryOptions({
    queryKey: ["search", within, text, similar],
    queryFn: isWorthAsking(text, within)
      ? () => call(searchRoutes.search, { body: { text, within, similar } })
      : skipToken,
    staleTime: 5_000,
    gcTime: 0,
  });
}

/** Whether so little already says something. */
export function isWorthAsking(typed: string, within: SearchWithin): boolean {
  return searchPlan(cleanText(typed), within) !== undefined;
}

/** A contact of mine that I found. Every reading is logged, so it is read once each time it is opened. */
export function foundQuery(contactId: string) {
  return queryOptions({
    queryKey: ["found", contactId],
    queryFn: async () => ({
      view: await call(searchRoutes.open, { params: { contactId } }),
      readAt: machineNow(),
    }),
    staleTime: Infinity,
    gcTime: 0,
  });
}
