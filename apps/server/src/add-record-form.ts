import { readFile } from "node:fs/promises";
import { addDefinitionAsOwner } from "@nightlight/database/record/add-definition";
import type { DefinitionFault } from "@nightlight/domain/record/check-definition";

/**
 * Adds a form of the record from a file, as the owner of the tables, whom PostgreSQL's own variables name. Its exit
 * code: 0 added, 1 something is wrong with the form, 2 it could not be read or added.
 */
const EXIT_WRONG = 1;
const EXIT_NOT_ADDED = 2;

const SAID: Readonly<Record<DefinitionFault["fault"], string>> = {
  broken: "This is not a form of the record: version, codes and sections are needed, whole.",
  "bad-key": "no path can hold this key: letters and digits, beginning with a small letter",
  "duplicate-key": "is there twice",
  "unknown-type": "has a type that is not known",
  "unknown-audience": "has an audience or a sensitivity that is not known",
  "unknown-code-list": "names a code list that is not there",
  "duplicate-code": "is in its list twice",
  "condition-points-nowhere": "asks about a field that is not there",
  "missing-label": "has no label in Vietnamese or English",
  "would-orphan": "is gone, of another type or for other readers: records that hold it would lose it",
};

async function run(path: string | undefined): Promise<number> {
  if (path === undefined) throw new Error("npm run record:form -- <file.json>");
  const candidate: unknown = JSON.parse(await readFile(path, "utf8"));
  const { faults, version } = await addDefinitionAsOwner(candidate);
  const lines = faults.map(({ fault, at }) => `✗ ${at === "" ? "" : `${at}: `}${SAID[fault]}`);
  if (version === undefined) {
    process.stdout.write(`${[...lines, "Nothing was added."].join("\n")}\n`);
    return EXIT_WRONG;
  }
  process.stdout.write(
    `Version ${String(version)} is the form of new records. Those that were begun stay in theirs.\n`,
  );
  return 0;
}

try {
  process.exitCode = await run(process.argv[2]);
} catch (error) {
  process.stderr.write(`The form was not added: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT_NOT_ADDED;
}
