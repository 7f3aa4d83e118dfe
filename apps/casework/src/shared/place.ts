import { useSyncExternalStore } from "react";
import type { InboxState } from "./queries.ts";

/** Where somebody is. The address holds structure only: which list, which escalation by its id; nothing typed. */
export type Place = { readonly list: InboxState; readonly escalationId: string | undefined };

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** The address of a place, below the page: browsers send no fragment to any server. */
export function addressOf({ list, escalationId }: Place): string {
  return `#${[list, ...(escalationId === undefined ? [] : [escalationId])].join("/")}`;
}

/** Where an address says that we are; what it says wrong is the open list. */
export function placeOf(hash: string): Place {
  const [list, id = ""] = hash.replace(/^#/u, "").split("/");
  return { list: list === "over" ? "over" : "open", escalationId: ID.test(id) ? id : undefined };
}

/** Where we are. */
export function usePlace(): Place {
  return placeOf(useSyncExternalStore(listen, () => window.location.hash));
}

function listen(tell: () => void): () => void {
  window.addEventListener("hashchange", tell);
  return () => {
    window.removeEventListener("hashchange", tell);
  };
}
