import {
  closeSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { formatKeyRing, parseKeyRing, type KeyRing } from "./key-ring.ts";

/** Reads the master keys of a file. Throws when it cannot be read or holds something else, naming the file. */
export function readKeyFile(path: string): KeyRing {
  try {
    return parseKeyRing(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : "cannot be read"}`, { cause: error });
  }
}

/**
 * Replaces a key file, keeping its owner and rights: at every moment, a power cut included, the file is the old or the new one.
 * Throws when the folder cannot be written.
 */
export function writeKeyFile(path: string, ring: KeyRing): void {
  const target = realpathSync(path);
  const { mode, uid, gid } = statSync(target);
  writeDurably(target, ring, { mode: mode & 0o777, uid, gid });
}

/** Makes a key file that only its owner may read. Throws when there already is one. */
export function createKeyFile(path: string, ring: KeyRing): void {
  closeSync(openSync(path, "wx", 0o400)); // fails when it is there
  writeDurably(path, ring, { mode: 0o400 });
}

type Rights = { readonly mode: number; readonly uid?: number; readonly gid?: number };

function writeDurably(path: string, ring: KeyRing, { mode, uid, gid }: Rights): void {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  const file = openSync(draft, "wx", mode);
  const own = fstatSync(file);
  // Whoever rotates as root must not take the file away from the server's account.
  if (uid !== undefined && gid !== undefined && (own.uid !== uid || own.gid !== gid)) fchownSync(file, uid, gid);
  writeSync(file, formatKeyRing(ring));
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}
