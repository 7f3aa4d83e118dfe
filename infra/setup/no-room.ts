import { statfsSync } from "node:fs";
import { LaunchError } from "./launch-error.ts";

/** PostgreSQL needs a segment of its log (16 MB) to come back after a crash. */
const NEEDED_BYTES = 17 * 1024 * 1024;

/** A service cannot start because its disk is full. Nothing of it is broken: with room it starts. */
export class NoRoomError extends LaunchError {
  override name = "NoRoomError";
}

/** Free megabytes on the disk of a folder when they are too few for PostgreSQL to start; undefined while they are enough. */
export function shortOfRoom(folder: string): number | undefined {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < NEEDED_BYTES ? Math.floor((bavail * bsize) / 1024 / 1024) : undefined;
}
