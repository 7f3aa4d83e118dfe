import { openOwnDatabases, type OwnDatabases } from "@nightlight/simulation/house/own-databases";
import { startServices } from "../cluster/services.ts";
import { LaunchError } from "../setup/launch-error.ts";

const INTERRUPTED = 130;

/** What a proof comes to: what it prints, and whether it holds. */
export type Proof = { readonly result: object; readonly holds: boolean };

export type Stop = () => Promise<void>;

/**
 * Runs a proof to its last line, which is its result: exit code 0 when it holds, 1 when it does not. Whatever it started
 * is stopped, also when it is interrupted.
 */
export async function runProof(json: boolean, prove: (stops: Stop[]) => Promise<Proof>): Promise<never> {
  const stops: Stop[] = [];
  let stopping: Promise<void> | undefined;
  const stopAll = (): Promise<void> =>
    (stopping ??= (async () => {
      for (const stop of stops.reverse()) {
        await stop().catch((error: unknown) => console.error(`While stopping: ${String(error)}`));
      }
    })());
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void stopAll().then(() => process.exit(INTERRUPTED)));
  }
  try {
    const { result, holds } = await prove(stops);
    await stopAll();
    process.exitCode = holds ? 0 : 1;
    console.log(JSON.stringify(result, undefined, json ? 0 : 2));
  } catch (error) {
    await stopAll();
    process.exitCode = 1;
    console.error(error instanceof LaunchError ? error.message : error);
  }
  process.exit();
}

/** A PostgreSQL of the proof's own, in a new folder. It forgets on a power cut, which a simulation does not have. */
export async function startOwnDatabases(stops: Stop[]): Promise<OwnDatabases> {
  const services = await startServices({ isDurable: false });
  stops.push(() => services.close());
  return openOwnDatabases(services.ownerUrl);
}
