import type { Client } from "pg";
import { readKeyFile, writeKeyFile } from "./key-file.ts";
import { nameOfKey, type KeyRing } from "./key-ring.ts";
import { keyStatus, mayBeDropped } from "./key-status.ts";
import { note, RotationRefused } from "./rotate.ts";

/** Takes an older key out of the key file once nothing needs it. Throws RotationRefused when something does. */
export async function dropKey(owner: Client, keyFile: string, id: string): Promise<void> {
  const ring = readKeyFile(keyFile);
  const { keys } = await keyStatus(owner, ring);
  const use = keys.find((key) => key.id === id && key.isInFile);
  if (use === undefined) throw new RotationRefused(`The key file holds no key ${id}: see \`npm run keys:status\`.`);
  if (use.isInForce) throw new RotationRefused(`${id} is the key in force: rotate first.`);
  if (!mayBeDropped(use)) {
    const needed = `${String(use.contacts)} contacts and ${String(use.servers)} running servers`;
    throw new RotationRefused(`${id} is still needed by ${needed}: finish the rotation with \`npm run keys:rotate\`.`);
  }
  const [first, ...rest] = ring.filter((key) => nameOfKey(key) !== id);
  if (first === undefined) throw new RotationRefused("The last key stays.");
  const left: KeyRing = [first, ...rest];
  writeKeyFile(keyFile, left);
  await note(owner, "keys.dropped", id);
}
