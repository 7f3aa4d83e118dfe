import { accept, refuse, type Result } from "../result.ts";

export type UsernameRefusal = "username-length" | "username-characters" | "username-look-alike";

const SHORTEST = 2;
const LONGEST = 40;
const ALLOWED = /^[a-z0-9]+(?:[.\-_][a-z0-9]+)*$/u;

/**
 * A user name as it is looked up: NFKC, lower case, no blank edges and no control characters, which no database takes.
 * Whatever it is typed like, it finds one account.
 */
export function foldUsername(typed: string): string {
  return typed
    .toWellFormed()
    .replace(/\p{Cc}/gu, "")
    .normalize("NFKC")
    .trim()
    .toLowerCase();
}

/**
 * The user name of a new account, or why not: Latin letters without marks, digits, and single dots, hyphens or
 * underscores between them. Letters of another script that look Latin (Cyrillic "а", Greek "ο") are refused by name.
 */
export function newUsername(typed: string): Result<string, UsernameRefusal> {
  const name = foldUsername(typed);
  // Compatibility letters (full width, ligatures, mathematical) fold to Latin ones; whoever types them means to deceive.
  if (name !== typed.normalize("NFC").trim().toLowerCase()) return refuse("username-look-alike");
  if (/\p{L}/u.test(name.replace(/\p{Script=Latin}/gu, ""))) return refuse("username-look-alike");
  if (name.length < SHORTEST || name.length > LONGEST) return refuse("username-length");
  return ALLOWED.test(name) ? accept(name) : refuse("username-characters");
}

/**
 * What a user name looks like at a glance: two accounts whose names look the same are refused at creation. Compare the
 * results; they are no names.
 */
export function lookOf(username: string): string {
  return foldUsername(username)
    .normalize("NFD")
    .replace(/[\u0300-\u036f.\-_]/gu, "")
    .replace(/đ/gu, "d")
    .replace(/rn/gu, "m")
    .replace(/vv/gu, "w")
    .replace(/cl/gu, "d")
    .replace(/[1i|]/gu, "l")
    .replace(/0/gu, "o")
    .replace(/5/gu, "s");
}
