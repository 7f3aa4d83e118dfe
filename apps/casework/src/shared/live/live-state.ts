import { create } from "zustand";

/** What the line to the server is like. */
type LiveState = {
  readonly link: "connecting" | "open" | "lost";
  /** Machine time since when the line has not been open. */
  readonly awayAt: number;
};

const FIRST: LiveState = { link: "connecting", awayAt: 0 };

export const useLiveState = create<LiveState>(() => FIRST);

/** Forgets one person's line, for the next to sign in. */
export function resetLiveState(): void {
  useLiveState.setState(FIRST);
}
