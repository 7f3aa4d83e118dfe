import type { Role } from "@nightlight/domain/access/access";
import { useMemo, useSyncExternalStore } from "react";

/** The rooms of the console, and whose they are. */
export const PLACES = {
  desk: ["counsellor"],
  floor: ["supervisor"],
  escalations: ["supervisor", "clinical_lead"],
  watch: ["supervisor", "clinical_lead"],
  emergencies: ["supervisor", "clinical_lead", "auditor"],
  readings: ["supervisor", "clinical_lead", "auditor"],
  search: ["counsellor", "supervisor", "clinical_lead"],
  people: ["administrator"],
  roster: ["supervisor", "administrator"],
  directory: ["administrator"],
  channels: ["administrator"],
  policy: ["clinical_lead", "administrator"],
  audit: ["administrator", "auditor"],
  figures: ["leader"],
} as const satisfies Record<string, readonly Role[]>;

/** One's own account: everybody's, reached from one's own name and not from the rooms. */
export const OWN_PLACE = "account";

type RoomName = keyof typeof PLACES;

export type PlaceName = RoomName | typeof OWN_PLACE;

/** Where somebody is: a room, and what is open or filtered in it. Structure only: nothing typed ever stands here. */
export type Place = { readonly at: string | undefined; readonly filter: Readonly<Record<string, string>> };

/** The rooms that somebody may enter; the first is where they land. */
export function placesOf(roles: readonly Role[]): readonly RoomName[] {
  return (Object.keys(PLACES) as RoomName[]).filter((name) => PLACES[name].some((role) => roles.includes(role)));
}

/** Where the address says that we are. */
export function usePlace(): Place {
  const search = useSyncExternalStore(listen, () => window.location.search);
  return useMemo(() => {
    const { at, ...filter } = Object.fromEntries(new URLSearchParams(search));
    return { at, filter };
  }, [search]);
}

/** The address of a place. What is empty is left out. */
export function addressOf(at: PlaceName, filter: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(filter).filter((pair): pair is [string, string] => (pair[1] ?? "") !== "");
  return `?${new URLSearchParams([["at", at], ...given]).toString()}`;
}

/** Goes to a place. A filter that is being set replaces the entry of the browser's history, so that "back" leaves. */
export function goTo(
  at: PlaceName,
  filter: Readonly<Record<string, string | undefined>> = {},
  { replaces = false }: { readonly replaces?: boolean } = {},
): void {
  const address = addressOf(at, filter);
  if (replaces) window.history.replaceState(null, "", address);
  else window.history.pushState(null, "", address);
  for (const tell of listeners) tell();
}

const listeners = new Set<() => void>();

function listen(tell: () => void): () => void {
  listeners.add(tell);
  window.addEventListener("popstate", tell);
  return () => {
    listeners.delete(tell);
    window.removeEventListener("popstate", tell);
  };
}
