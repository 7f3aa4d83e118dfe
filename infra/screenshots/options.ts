import { parseArgs } from "node:util";
import { LaunchError, WRONG_SETTINGS } from "../setup/launch-error.ts";

/** What `npm run screenshots` is asked for. */
export type Options = {
  /** Only pictures whose name holds this; all when undefined. */
  readonly only: string | undefined;
  /** Contact sheets from the pictures that are there already; nothing is started. */
  readonly isSheetOnly: boolean;
};

/** Reads the options. Throws a LaunchError (exit code 78) on one that does not exist. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: "string" }, sheet: { type: "boolean", default: false } },
    });
    return { only: values.only, isSheetOnly: values.sheet };
  } catch (error) {
    throw new LaunchError(
      `${error instanceof Error ? error.message : String(error)}\nOptions: --only <part of a name>, --sheet`,
      WRONG_SETTINGS,
    );
  }
}
