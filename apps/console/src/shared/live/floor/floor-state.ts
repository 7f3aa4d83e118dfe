import type { Floor } from "@nightlight/contracts/supervisor/follow-floor";
import { create } from "zustand";

/** What is held of the floor, and how fresh it is. */
export type FloorState = {
  readonly floor: Floor | undefined;
  /** Machine time of the last word about it. */
  readonly heardAt: number;
  /** Whether nothing was heard for too long. */
  readonly isSilent: boolean;
  /** Whether this person may not watch it, or not now. */
  readonly isRefused: boolean;
};

const FIRST: FloorState = { floor: undefined, heardAt: 0, isSilent: false, isRefused: false };

export const useFloorState = create<FloorState>(() => FIRST);

/** Forgets the floor, for the next to sign in. */
export function resetFloorState(): void {
  useFloorState.setState(FIRST);
}
