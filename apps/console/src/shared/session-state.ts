import { create } from "zustand";
import { isSignedOut } from "./api.ts";

/** Whether the server has stopped knowing this session. The screen stays; the person signs in again on top of it. */
export const useSessionState = create<{ readonly isExpired: boolean }>(() => ({ isExpired: false }));

/** Looks at a failure and remembers when it means that the session is over. */
export function noticeSignedOut(error: unknown): void {
  if (isSignedOut(error)) useSessionState.setState({ isExpired: true });
}
