import type { Floor } from "@nightlight/contracts/supervisor/follow-floor";
import { useLineState } from "@nightlight/door/line/line-state";
import { useEffect } from "react";
import { useLive } from "../live-context.tsx";
import { useFloorState } from "./floor-state.ts";

export type { Floor } from "@nightlight/contracts/supervisor/follow-floor";

type WatchedFloor = {
  /** Undefined until the first reading came. */
  readonly floor: Floor | undefined;
  /** Whether what is shown may be old: nothing is acted on then. */
  readonly isStale: boolean;
  /** Machine time since when it is. */
  readonly staleSince: number | undefined;
  readonly isRefused: boolean;
};

/** The floor as it is, followed as long as the screen is there. */
export function useFloor(): WatchedFloor {
  const live = useLive();
  useEffect(() => live.watchFloor(), [live]);
  const link = useLineState((state) => state.link);
  const { floor, heardAt, isSilent, isRefused } = useFloorState();
  const isStale = floor !== undefined && (isSilent || link === "lost");
  return { floor, isStale, staleSince: isStale ? heardAt : undefined, isRefused };
}
