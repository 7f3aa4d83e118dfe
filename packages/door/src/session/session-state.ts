import { create } from "zustand";
import { isSignedOut } from "../client/api.ts";

type SessionState = {
  /** Whether the server has stopped knowing this session. The screen stays; the person signs in again on top of it. */
  readonly isExpired: boolean;
  /** Whether the screen is being locked: covered at once, before the server has heard of it. */
  readonly isLocked: boolean;
  /** Whether a child wrote while the screen was locked. */
  readonly hasNews: boolean;
};

const FIRST: SessionState = { isExpired: false, isLocked: false, hasNews: false };

export const useSessionState = create<SessionState>(() => FIRST);

/** Forgets one person's session, for the next to sign in. */
export function resetSessionState(): void {
  useSessionState.setState(FIRST);
}

/** Looks at a failure and remembers when it means that the session is over. */
export function noticeSignedOut(error: unknown): void {
  if (isSignedOut(error)) useSessionState.setState({ isExpired: true });
}

let locking: Promise<unknown> = Promise.resolve();

/** Remembers the lock that the server is being told of. */
export function rememberLocking(told: Promise<unknown>): void {
  locking = told;
}

/** Settles once the server has heard of the last lock: an unlock that overtook it would be locked again. */
export function lockWasTold(): Promise<unknown> {
  return locking;
}
