import { hkdfSync, randomBytes } from "node:crypto";

const KEY_BYTES = 32;
/** Of 32 random bytes about 30 differ; fewer than 20 do not happen by chance. */
const FEWEST_DIFFERENT_BYTES = 20;

/** The master keys, newest first: the first one wraps, every one opens. More than one only around a rotation. */
export type KeyRing = readonly [Buffer, ...Buffer[]];

/**
 * Reads a key file: one key a line, 32 bytes as base64, newest first; empty lines and lines that begin with # are passed
 * over. Throws an Error whose message says what is wrong, and never shows a key.
 */
export function parseKeyRing(text: string): KeyRing {
  const lines = text.split("\n").map((line) => line.trim());
  const keys = lines.filter((line) => line !== "" && !line.startsWith("#")).map(keyOf);
  const [newest, ...older] = keys;
  if (newest === undefined) throw new Error("has to hold 32 bytes as base64, and holds no key");
  if (new Set(keys.map(nameOfKey)).size < keys.length) throw new Error("holds the same key twice");
  return [newest, ...older];
}

/** What goes into a key file. */
export function formatKeyRing(ring: KeyRing): string {
  return `${ring.map((key) => key.toString("base64")).join("\n")}\n`;
}

/** A new master key. */
export function newMasterKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Names a master key without telling anything of it: what stands beside each thing that is wrapped under it. */
export function nameOfKey(masterKey: Buffer): string {
  return derive(masterKey, "name").subarray(0, 8).toString("hex");
}

/** Why a key cannot have been drawn at random, such as all zeros or a typed word; undefined when nothing speaks against it. */
export function weaknessOf(masterKey: Buffer): string | undefined {
  if (masterKey.every((byte) => byte === 0)) return "is all zeros";
  if (masterKey.every((byte) => byte >= 0x20 && byte < 0x7f)) return "is typed text, not random bytes";
  if (new Set(masterKey).size < FEWEST_DIFFERENT_BYTES) return "repeats itself: it is not random";
  return undefined;
}

/** A key for one purpose, from which the master key cannot be found again (HKDF-SHA-256). */
export function derive(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", masterKey, "nightlight", purpose, KEY_BYTES));
}

function keyOf(line: string, index: number): Buffer {
  const key = Buffer.from(line, "base64");
  if (key.length !== KEY_BYTES || !/^[A-Za-z0-9+/]{43}=?$/u.test(line)) {
    throw new Error(`has to hold 32 bytes as base64; key ${String(index + 1)} is something else`);
  }
  return key;
}
