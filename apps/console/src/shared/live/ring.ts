import { useEffect, useRef } from "react";
import { chime, type Earcon } from "../sound.ts";
import { useLiveState } from "./live-state.ts";

/** Sounds once, in one tab: where offers ring. Whoever has no desk has no such tab and hears it where they look. */
export function ring(earcon: Earcon): void {
  const { lease } = useLiveState.getState();
  if (lease === "held" || lease === "none") chime(earcon);
}

/** Rings when something is in the list that was not there before: not for what is read again, and not for what went. */
export function useRingForNew(ids: readonly string[], earcon: Earcon): void {
  const isAsking = useLiveState(({ lease }) => lease === "asking");
  const known = useRef<ReadonlySet<string>>(new Set());
  const joined = ids.join();
  useEffect(() => {
    // Which tab is to sound is not known yet.
    if (isAsking) return;
    const there = joined === "" ? [] : joined.split(",");
    if (there.some((id) => !known.current.has(id))) ring(earcon);
    known.current = new Set(there);
  }, [isAsking, joined, earcon]);
}
