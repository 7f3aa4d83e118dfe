import { setTimeout as sleep } from "node:timers/promises";
import type { AuditDetails } from "@nightlight/domain/audit/audit-entry";
import type { AuditAct } from "@nightlight/domain/audit/vocabulary";
import type { Client } from "pg";
import { createSealing } from "../sealing.ts";
import { putFirst, settleInstallationKeys, WrongKeyFile, wrapInstallationKeys } from "./installation-keys.ts";
import { readKeyFile, writeKeyFile } from "./key-file.ts";
import { keyHolders, type KeyHolder } from "./key-holder.ts";
import { nameOfKey, newMasterKey, weaknessOf, type KeyRing } from "./key-ring.ts";
import { keyStatus } from "./key-status.ts";
import { rewrapContactKeys, verifyContactKeys } from "./rewrap.ts";

const ROTATION_LOCK = 0x6b_65_79_73;
const POLL_MS = 500;

export type RotationOptions = {
  /** As the owner of the tables. */
  readonly owner: Client;
  readonly keyFile: string;
  /** A key that was made elsewhere; drawn at random when it is left out. */
  readonly newKey?: Buffer | undefined;
  readonly say: (line: string) => void;
  /** How long to wait for running servers to take the new key. */
  readonly patienceMs?: number;
};

export type Rotated = { readonly masterKeyId: string; readonly rewrapped: number; readonly opened: number };

/** Why a rotation did not begin or end; what it has done so far stays good, and the next run goes on. */
export class RotationRefused extends Error {
  override name = "RotationRefused";
}

/**
 * Puts a new master key in force while everything runs: the key file holds both; every running server says that it holds
 * the new one; from then on it wraps whatever is new; then every contact's key is wrapped again, and each is opened once.
 * A rotation that was broken off is finished before another begins. Throws RotationRefused with what to do.
 */
export async function rotate({ owner, keyFile, newKey, say, patienceMs = 60_000 }: RotationOptions): Promise<Rotated> {
  const { rows } = await owner.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [ROTATION_LOCK]);
  if (!rows[0]?.locked) throw new RotationRefused("Another rotation runs right now; wait for its end.");
  try {
    const file = readKeyFile(keyFile);
    const kept = await settleInstallationKeys(owner, file);
    await refuseLostKeys(owner, file);
    const ring = await withNewKey({ owner, keyFile, newKey, say }, file, kept.ring);
    const [newest] = ring;
    const id = nameOfKey(newest);

    say(`Every running server has to hold the key ${id} …`);
    await untilServers(owner, ({ keyIds }) => keyIds.includes(id), patienceMs, missing(id, keyFile));
    await wrapInstallationKeys(owner, { keys: kept.keys, ring });
    say("It is in force: what is new is wrapped under it …");
    await untilServers(
      owner,
      ({ keyIds }) => keyIds[0] === id,
      patienceMs,
      "these servers still wrap with another key",
    );

    const sealing = createSealing(ring, kept.keys);
    const rewrapped = await rewrapContactKeys(owner, sealing, (count) => say(`${String(count)} contacts …`));
    say("Opening the key of every contact once …");
    const { opened, broken } = await verifyContactKeys(owner, sealing);
    if (broken.length > 0) {
      throw new RotationRefused(
        `The keys of these contacts do not open: ${broken.join(", ")}. Nothing was lost now: keep every key.`,
      );
    }
    const behind = (await keyStatus(owner, ring)).keys.filter((key) => !key.isInForce && key.contacts > 0);
    if (behind.length > 0)
      throw new RotationRefused("Some contacts came under an older key meanwhile: run it once more.");
    await note(owner, "keys.rotated", id, { rewrapped, opened });
    return { masterKeyId: id, rewrapped, opened };
  } finally {
    await owner.query("select pg_advisory_unlock($1)", [ROTATION_LOCK]);
  }
}

/** A row of the audit log: who holds the keys did something with them. */
export async function note(
  owner: Client,
  action: Extract<AuditAct, `keys.${string}`>,
  masterKeyId: string,
  details: AuditDetails = {},
): Promise<void> {
  await owner.query(
    `insert into audit_log (actor_kind, action, subject_kind, subject_id, details) values ('system', $1, 'master_key', $2, $3)`,
    [action, masterKeyId, JSON.stringify(details)],
  );
}

/** Every key that something is wrapped under has to be there before anything is changed. */
async function refuseLostKeys(owner: Client, file: KeyRing): Promise<void> {
  const { keys } = await keyStatus(owner, file);
  const lost = keys.find(({ isInFile }) => !isInFile);
  if (lost !== undefined) throw new WrongKeyFile(lost.id);
}

/** The ring with the key that is to be in force first: that of a rotation that was broken off, else a new one. */
async function withNewKey(
  { owner, keyFile, newKey, say }: Pick<RotationOptions, "owner" | "keyFile" | "newKey" | "say">,
  file: KeyRing,
  inForce: KeyRing,
): Promise<KeyRing> {
  const { keys } = await keyStatus(owner, file);
  const isBehind = keys.some((key) => !key.isInForce && key.contacts + key.installation > 0);
  const isAnnounced = file[0] !== inForce[0];
  if (isBehind || isAnnounced) {
    if (newKey !== undefined && nameOfKey(newKey) !== nameOfKey(file[0])) {
      throw new RotationRefused(
        "An earlier rotation is not finished: run `npm run keys:rotate` without a key file first.",
      );
    }
    say(`Going on with the rotation to ${nameOfKey(file[0])} that was broken off …`);
    return isAnnounced ? file : inForce;
  }
  const key = newKey ?? newMasterKey();
  const weakness = weaknessOf(key);
  if (weakness !== undefined)
    throw new RotationRefused(`The new key ${weakness}. Make one with \`openssl rand -base64 32\`.`);
  if (file.some((each) => each.equals(key))) throw new RotationRefused("The new key is one of the old ones.");
  const ring: KeyRing = [key, ...file];
  writeKeyFile(keyFile, ring);
  await note(owner, "keys.rotation_begun", nameOfKey(key));
  return putFirst(ring, nameOfKey(key));
}

async function untilServers(
  owner: Client,
  isReady: (server: KeyHolder) => boolean,
  patienceMs: number,
  problem: string,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const late = (await keyHolders(owner)).filter((server) => !isReady(server));
    if (late.length === 0) return;
    if (performance.now() > deadline) {
      const hosts = [...new Set(late.map(({ host }) => host))].join(", ");
      throw new RotationRefused(`${problem}: ${hosts}. Then run it again; it goes on from here.`);
    }
    await sleep(POLL_MS);
  }
}

function missing(id: string, keyFile: string): string {
  return `These servers do not hold the key ${id} yet; copy ${keyFile} to each of them, under the same rights`;
}
