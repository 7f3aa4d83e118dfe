import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { hostname } from "node:os";
import { putFirst } from "@nightlight/database/key/installation-keys";
import { readKeyFile } from "@nightlight/database/key/key-file";
import { HOLDER_BEAT_SECONDS, holdKeys, releaseKeys } from "@nightlight/database/key/key-holder";
import type { KeyRing } from "@nightlight/database/key/key-ring";
import type { Dependencies } from "../dependencies.ts";

export type KeyWatch = { stop(): Promise<void> };

/**
 * Keeps this server's master keys those of its key file, and wraps with the one in force, so that a rotation needs no
 * restart. Says every few seconds which keys it holds; a file that cannot be read changes nothing and is logged.
 */
export async function startKeyWatch(dependencies: Dependencies): Promise<KeyWatch> {
  const { config, database, log, sealing } = dependencies;
  const [serverId, host] = [randomUUID(), hostname()];
  let file: KeyRing = config.keyRing;
  let readAt = stampOf(config.keyFile);
  let isStopped = false;

  const beat = async (): Promise<void> => {
    const stamp = stampOf(config.keyFile);
    if (config.keyFile !== undefined && stamp !== undefined && stamp !== readAt) {
      file = readKeyFile(config.keyFile);
      readAt = stamp;
      sealing.useKeys(putFirst(file, sealing.masterKeyId));
    }
    const inForce = await holdKeys(database, { serverId, host, keyIds: sealing.knownKeyIds });
    if (inForce === undefined || inForce === sealing.masterKeyId) return;
    sealing.useKeys(putFirst(file, inForce));
    await holdKeys(database, { serverId, host, keyIds: sealing.knownKeyIds });
  };
  const guarded = (): Promise<void> =>
    beat().catch((error: unknown) => {
      log.error({ reason: error instanceof Error ? error.message : "unknown" }, "the master keys could not be renewed");
    });

  await guarded();
  const timer = setInterval(() => {
    running = running.then(() => (isStopped ? undefined : guarded()));
  }, HOLDER_BEAT_SECONDS * 1_000);
  let running: Promise<void> = Promise.resolve();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
      await releaseKeys(database, serverId).catch(() => undefined);
    },
  };
}

/** Changes whenever the file is replaced or written; undefined where it cannot be seen. */
function stampOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && `${String(stat.ino)} ${String(stat.mtimeMs)} ${String(stat.size)}`;
}
