import { peopleRoutes, type PeopleView, type PersonView } from "@nightlight/contracts/admin/people";
import { call } from "@nightlight/door/client/api";
import { byGivenName, byName } from "@nightlight/domain/person/name";
import { queryOptions, type QueryClient } from "@tanstack/react-query";

/** Everybody with an account, and the lists that their fields are chosen from. */
export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async (): Promise<PeopleView> => {
    const view = await call(peopleRoutes.list, {});
    return { ...view, people: view.people.toSorted(byGivenName), centres: view.centres.toSorted(byName) };
  },
  staleTime: 30_000,
});

/** What somebody would leave behind. */
export function offboardingQuery(personId: string) {
  return queryOptions({
    queryKey: ["people", personId, "offboarding"],
    queryFn: () => call(peopleRoutes.previewOffboarding, { params: { personId } }),
    staleTime: 0,
  });
}

/** Puts a person whom a command answered with where the list reads them. */
export function putPerson(client: QueryClient, person: PersonView): void {
  client.setQueryData(peopleQuery.queryKey, (held) => {
    if (held === undefined) return held;
    const isKnown = held.people.some(({ id }) => id === person.id);
    const people = isKnown
      ? held.people.map((each) => (each.id === person.id ? person : each))
      : [...held.people, person].sort(byGivenName);
    return { ...held, people };
  });
}
