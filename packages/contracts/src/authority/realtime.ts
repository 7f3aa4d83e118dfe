import type { StaffBeatReply } from "../line/beat.ts";

/** Socket.IO namespace of the authorities' workspace; the session cookie signs it in. */
export const AUTHORITY_NAMESPACE = "/authority";

/** Server → workspace. Every notice is a hint: on connect, and on doubt, the inbox is read again. */
export type ToAuthority = {
  /** Something was sent to this office, or changed: read it, and the inbox, again. */
  "escalation:changed": (notice: { escalationId: string; version: number }) => void;
  /** This sign-in was locked or unlocked, perhaps in another tab: ask who is signed in. */
  "session:changed": () => void;
};

/** Workspace → server: what changes state goes by HTTP. */
export type FromAuthority = {
  /** Asks whether the line lives, and what is true: silence and a lost notice are noticed within seconds. */
  beat: (request: Record<string, never>, answer: (reply: StaffBeatReply) => void) => void;
};
