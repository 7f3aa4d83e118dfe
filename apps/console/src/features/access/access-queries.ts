import { barringRoutes, readingRoutes, supervisionRoutes } from "@nightlight/contracts/supervisor/access";
import { restrictionRoutes } from "@nightlight/contracts/supervisor/restriction";
import { byGivenName } from "@nightlight/domain/person/name";
import { call } from "@nightlight/door/client/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

export const SHOWN = ["open", "all"] as const;

export type Shown = (typeof SHOWN)[number];

/** States of all contacts, newest first, in pages. */
export function contactsQuery(shown: Shown) {
  return infiniteQueryOptions({
    queryKey: ["watch", "contacts", shown],
    queryFn: ({ pageParam }) => call(supervisionRoutes.contacts, { query: { state: shown, ...older(pageParam) } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
  });
}

/** The words of a contact that I opened. Every reading is logged, so it is read when asked for and not again. */
export function openedQuery(contactId: string) {
  return queryOptions({
    queryKey: ["watch", "opened", contactId],
    queryFn: () => call(supervisionRoutes.read, { params: { contactId }, query: { from: "list" } }),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** Who is and was barred from a contact. */
export function barringsQuery(contactId: string) {
  return queryOptions({
    queryKey: ["watch", "barrings", contactId],
    queryFn: () => call(barringRoutes.list, { params: { contactId } }),
  });
}

/** Who read a contact, in pages. */
export function readingsOfContactQuery(contactId: string) {
  return infiniteQueryOptions({
    queryKey: ["watch", "readings", contactId],
    queryFn: ({ pageParam }) => call(readingRoutes.ofContact, { params: { contactId }, query: older(pageParam) }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ before }) => before,
    retry: false,
  });
}

/** What a person read, in pages. */
export function readingsOfPersonQuery(personId: string) {
  return infiniteQueryOptions({
    queryKey: ["watch", "readings-of", personId],
    queryFn: ({ pageParam }) => call(readingRoutes.ofPerson, { params: { personId }, query: older(pageParam) }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ before }) => before,
    retry: false,
  });
}

/** Numbers that I registered as my own. */
export const ownNumbersQuery = queryOptions({
  queryKey: ["own-numbers"],
  queryFn: () => call(barringRoutes.identities, {}),
});

/** What was opened in emergency, in pages. */
export const emergenciesQuery = infiniteQueryOptions({
  queryKey: ["watch", "emergencies"],
  queryFn: ({ pageParam }) => call(supervisionRoutes.emergencies, { query: older(pageParam) }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ before }) => before,
});

/** Restrictions: in force, to be reviewed, over. One that runs out while it is looked at is seen within a minute. */
export const restrictionsQuery = queryOptions({
  queryKey: ["watch", "restrictions"],
  queryFn: () => call(restrictionRoutes.list, {}),
  refetchInterval: 60_000,
});

/** Names of colleagues and centres. */
export const colleaguesQuery = queryOptions({
  queryKey: ["colleagues"],
  queryFn: async () => {
    const found = await call(readingRoutes.colleagues, {});
    return { ...found, people: found.people.toSorted(byGivenName) };
  },
  staleTime: 60_000,
});

function older(before: string | number | null): { before?: string } {
  return before === null ? {} : { before: String(before) };
}
