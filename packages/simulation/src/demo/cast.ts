import type { ChildScript } from "./children/child-script.ts";

/** Everybody who plays in a demo, so that one script knows another from a person. */
export type Cast = {
  /** A child is here under this id until it is gone. */
  enter(childId: string, script: ChildScript): void;
  leave(childId: string): void;
  /** Whom a child talks with, by the name that it is shown; undefined while it waits. */
  talks(childId: string, counsellor: string | undefined): void;
  /** The script behind a message, by the key that its sender gave it; undefined: a person wrote it. */
  scriptOf(clientKey: string): ChildScript | undefined;
  /** Whether a child of the demo talks with whoever goes by this name. */
  isTalkingWith(counsellor: string): boolean;
  /** A script sits at the desk of whoever goes by this name. */
  sit(counsellor: string): void;
  getUp(counsellor: string): void;
  isScripted(counsellor: string): boolean;
};

const MARK = "demo";

/** The key of a message that a script sends. Ids hold no colon. */
export function scriptKey(id: string, part: string | number): string {
  return `${MARK}:${id}:${part}`;
}

/** Whether a script of the demo sent a message with this key. */
export function isScriptKey(clientKey: string): boolean {
  return clientKey.startsWith(`${MARK}:`);
}

export function createCast(): Cast {
  const scripts = new Map<string, ChildScript>();
  const partners = new Map<string, string>();
  const seated = new Set<string>();
  return {
    enter: (childId, script) => void scripts.set(childId, script),
    leave(childId) {
      // The script stays: its counsellor still has a record to finish.
      partners.delete(childId);
    },
    talks(childId, counsellor) {
      if (counsellor === undefined) partners.delete(childId);
      else partners.set(childId, counsellor);
    },
    scriptOf(clientKey) {
      const [mark, id = ""] = clientKey.split(":");
      return mark === MARK ? scripts.get(id) : undefined;
    },
    isTalkingWith: (counsellor) => [...partners.values()].includes(counsellor),
    sit: (counsellor) => void seated.add(counsellor),
    getUp: (counsellor) => void seated.delete(counsellor),
    isScripted: (counsellor) => seated.has(counsellor),
  };
}
