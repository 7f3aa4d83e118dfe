import { parseArgs } from "node:util";
import { LaunchError, WRONG_SETTINGS } from "../setup/launch-error.ts";

/** What `npm run screenshots` is asked for. */
export type Options = {
  /** Only scenes whose name holds one of these, parted by commas; all when undefined. */
  readonly only: string | undefined;
  /** A demo that runs already, where nobody is at work; else one of its own is started. */
  readonly address: string | undefined;
  /** Contact sheets from the pictures that are there already; nothing is started. */
  readonly isSheetOnly: boolean;
  /** Every scene is examined by axe in each of its looks; a finding fails. */
  readonly isExamined: boolean;
  /** Afterwards the pictures of README and tour are put into docs/images. */
  readonly isForDocs: boolean;
};

/** Reads the options. Throws a LaunchError (exit code 78) on one that does not exist. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: "string" },
        address: { type: "string" },
        axe: { type: "boolean", default: false },
        sheet: { type: "boolean", default: false },
        docs: { type: "boolean", default: false },
      },
    });
    const { only, address, axe, sheet, docs } = values;
    return { only, address, isExamined: axe, isSheetOnly: sheet, isForDocs: docs };
  } catch (error) {
    throw new LaunchError(
      `${error instanceof Error ? error.message : String(error)}\nOptions: --only <part of a name, …>, --address <of a running demo>, --axe, --sheet, --docs`,
      WRONG_SETTINGS,
    );
  }
}
