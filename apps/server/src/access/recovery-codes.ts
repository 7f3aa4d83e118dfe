import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import { randomBytes } from "node:crypto";

/** Letters and digits that nobody confuses on paper: no 0, 1, l, o. */
const ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz";
const LENGTH = 16;

/** Ten new codes of 80 random bits, in groups of four for writing down. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: SIGN_IN_POLICY.recoveryCodes }, newCode);
}

/** A recovery code as it is hashed: however it was typed. Undefined when it cannot be one. */
export function recoveryCodeOf(typed: string): string | undefined {
  const bare = typed.toLowerCase().replace(/[\s\-–—_.]/gu, "");
  return bare.length === LENGTH && Array.from(bare).every((each) => ALPHABET.includes(each))
    ? grouped(bare)
    : undefined;
}

function newCode(): string {
  return grouped([...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join(""));
}

function grouped(bare: string): string {
  return bare.replace(/(.{4})(?=.)/gu, "$1-");
}
