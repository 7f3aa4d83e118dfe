import { create } from "zustand";

/** What the line to the server is like. */
type LineState = {
  /** `open`: what is shown was the newest, seconds ago. */
  readonly link: "connecting" | "open" | "lost";
  /** Machine time since when what is shown may be old. */
  readonly awayAt: number;
};

const FIRST: LineState = { link: "connecting", awayAt: 0 };

export const useLineState = create<LineState>(() => FIRST);

/** Forgets one person's line, for the next to sign in. */
export function resetLineState(): void {
  useLineState.setState(FIRST);
}

/** An act was not begun: it would have acted on what may be old. */
export class StaleScreenError extends Error {}

/** Whether what is on screen may be old: it is read, and never acted on. */
export function useIsStale(): boolean {
  return useLineState((state) => state.link === "lost");
}
