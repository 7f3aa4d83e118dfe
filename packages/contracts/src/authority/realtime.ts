/** Socket.IO namespace of the authorities' workspace; the session cookie signs it in. */
export const AUTHORITY_NAMESPACE = "/authority";

/** Server → workspace. Every notice is a hint: on connect, and on doubt, the inbox is read again. */
export type ToAuthority = {
  /** Something was sent to this office, or changed: read it, and the inbox, again. */
  "escalation:changed": (notice: { escalationId: string; version: number }) => void;
  /** This sign-in was locked or unlocked, perhaps in another tab: ask who is signed in. */
  "session:changed": () => void;
};

/** Workspace → server: nothing. What changes state goes by HTTP. */
export type FromAuthority = Record<string, never>;
