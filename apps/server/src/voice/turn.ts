import { createHmac } from "node:crypto";
import type { IceServerView } from "@nightlight/contracts/fields";

/** A TURN server that passes sound on for networks that let none through. */
export type TurnSettings = {
  /** Such as `turn:turn.example:3478?transport=udp` and `turns:turn.example:443?transport=tcp`. */
  readonly urls: readonly string[];
  /** What it shares with us (coturn: `static-auth-secret`). */
  readonly secret: string;
};

/**
 * The servers that a browser may send its sound through, with a pass of its own that ends by itself: a name with its end in
 * seconds since 1970, signed with the shared secret (draft-uberti-behave-turn-rest). None where the house has none.
 */
export function turnServers(turn: TurnSettings | undefined, name: string, now: Date, hours: number): IceServerView[] {
  if (turn === undefined) return [];
  const end = Math.floor(now.getTime() / 1000) + hours * 3_600;
  const username = `${String(end)}:${name}`;
  // SHA-1 is what TURN servers expect here.
  const credential = createHmac("sha1", turn.secret).update(username).digest("base64");
  return [{ urls: [...turn.urls], username, credential }];
}
