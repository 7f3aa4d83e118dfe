import type { MoveTruth } from "@nightlight/contracts/supervisor/moves";
import { now } from "@nightlight/door/time/clock";
import { create } from "zustand";

/** What was done, in words, and how to take it back until `until`. */
export type Done = {
  readonly key: string;
  readonly words: string;
  readonly until: number;
  readonly undo: (() => Promise<string | undefined>) | undefined;
};

type Said = { readonly done: readonly Done[] };

export const useSaid = create<Said>(() => ({ done: [] }));

export function resetSaid(): void {
  useSaid.setState({ done: [] });
}

/** How long something is said that cannot be taken back. */
const READING_MS = 12_000;

export function sayDone(
  words: string,
  undo?: { readonly until: number; readonly act: NonNullable<Done["undo"]> },
): void {
  const done: Done = {
    key: crypto.randomUUID(),
    words,
    until: undo?.until ?? now() + READING_MS,
    undo: undo?.act,
  };
  useSaid.setState((before) => ({ done: [...before.done.filter(({ until }) => until > now()), done] }));
}

export function putAway(key: string): void {
  useSaid.setState(({ done }) => ({ done: done.filter((each) => each.key !== key) }));
}

/** Where a contact is by now, for whoever was too late. */
export function placeIn({ contact }: MoveTruth): {
  readonly code: "offered" | "owned" | "queue" | "over";
  readonly name: string;
} {
  if (contact.offeredTo !== null) return { code: "offered", name: contact.offeredTo.name };
  if (contact.status === "closed" || contact.status === "abandoned") return { code: "over", name: "" };
  if (contact.owner !== null) return { code: "owned", name: contact.owner.name };
  return { code: "queue", name: "" };
}
