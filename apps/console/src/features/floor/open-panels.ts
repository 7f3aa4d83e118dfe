import { createContext, use } from "react";
import type { Floor } from "../../shared/live/floor/use-floor.ts";
import { anchorAt, openPanel, useFloorDesk, type Thing, type What } from "./floor-desk.ts";
import { carriedBy } from "./floor-lines.ts";

/** What is on screen now, for acts: they read it when they happen, and nothing renders again because of it. */
export type OnScreen = { readonly floor: Floor | undefined; readonly isStale: boolean };

export const OnScreenContext = createContext<() => OnScreen>(() => ({ floor: undefined, isStale: true }));

/** Opens "Move to…" for everything selected if the thing is among it, else for the thing alone; all of a person's. */
export function useOpenMove(): (thing: Thing, under: Element | null, proposed?: string | null) => void {
  const onScreen = use(OnScreenContext);
  return (thing, under, proposed) => {
    const { floor, isStale } = onScreen();
    if (floor === undefined || isStale) return;
    const what = whatOf(thing, useFloorDesk.getState().selected);
    const ids = "contacts" in what ? what.contacts : (carriedBy(floor).get(what.allOf) ?? []).map(({ id }) => id);
    const found = ids.flatMap((id) => floor.contacts.get(id) ?? []);
    if (found.length === 0) return;
    openPanel({
      kind: "move",
      // All of somebody's that is only one is moved like one.
      what: "contacts" in what || found.length === 1 ? { contacts: found.map(({ id }) => id) } : what,
      versions: new Map(found.map(({ id, version }) => [id, version])),
      from: anchorAt(under),
      ...(proposed === undefined ? {} : { proposed }),
    });
  };
}

function whatOf({ kind, id }: Thing, selected: ReadonlySet<string>): What {
  if (kind === "person") return { allOf: id };
  return { contacts: selected.has(id) ? [...selected] : [id] };
}

export function useOpenState(): (personId: string, under: Element | null) => void {
  const onScreen = use(OnScreenContext);
  return (personId, under) => {
    const { floor, isStale } = onScreen();
    if (floor?.people.has(personId) === true && !isStale) openPanel({ kind: "state", personId, from: anchorAt(under) });
  };
}
