import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { findRemovable, removeDemo, type DemoFound, type NotRemovable } from "@nightlight/database/demo/remove-demo";
import { parseKeyRing } from "@nightlight/database/key/key-ring";
import { asOwner } from "@nightlight/database/migrate";
import { isProduction, readKeySettings, SettingsError } from "./config.ts";

/**
 * Takes the demo out of its database, as the owner of the tables. Asks for a typed word, or takes `--yes`. Exit codes: 0
 * it is gone, 1 nothing was removed, 78 the settings are wrong, or it is production.
 */
const EXIT_NOTHING_REMOVED = 1;
const EXIT_SETTINGS = 78;
const WORD = "remove the demo";

const WHY: Readonly<Record<NotRemovable, string>> = {
  "no-demo": "This installation was not begun as a demo: nothing was removed.",
  "in-use": "A server is at work on it: nothing was removed. Stop it first, then run this again.",
};

function describe({ people, contacts, messages, escalations }: DemoFound): string {
  return [
    "This takes everything out of the demo, also what was added while trying it:",
    `  ${String(people)} people, ${String(contacts)} contacts, ${String(messages)} messages, ${String(escalations)} escalations, and their keys.`,
    "It cannot be undone. Places, and logs without a name or a word, stay.",
  ].join("\n");
}

async function isConfirmed(options: readonly string[]): Promise<boolean> {
  if (options.includes("--yes")) return true;
  if (!process.stdin.isTTY) {
    process.stderr.write("Nobody is there to confirm it: run it in a terminal, or with --yes.\n");
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const typed = await asking.question(`Type "${WORD}" to go on: `);
  asking.close();
  return typed.trim().toLowerCase() === WORD;
}

async function run(origin: string, options: readonly string[]): Promise<number> {
  if (isProduction()) {
    throw new SettingsError(["NIGHTLIGHT_MODE: is production, which has no demo, and nothing is removed there"]);
  }
  const { ownerUrl, keyFile } = readKeySettings();
  const ring = parseKeyRing(readFileSync(keyFile, "utf8"));
  return asOwner(ownerUrl, async (owner) => {
    const found = await findRemovable(owner);
    if (typeof found === "string") return refuse(WHY[found]);
    process.stdout.write(`${describe(found)}\n`);
    if (!(await isConfirmed(options))) return refuse("Nothing was removed.");
    const link = await removeDemo(owner, ring);
    if (typeof link === "string") return refuse(WHY[link]);
    process.stdout.write(
      [
        "The demo is gone. From now on start it with `npm start -- --empty`.",
        ...(link === undefined
          ? []
          : [
              `The first administrator (${link.username}) opens this once it runs; good once, until ${link.expiresAt.toISOString()}:`,
              `  ${origin}/console/welcome#${link.token}`,
              "Lost? The next start prints a new one.",
            ]),
        "",
      ].join("\n"),
    );
    return 0;
  });
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`);
  return EXIT_NOTHING_REMOVED;
}

try {
  const [origin = "", ...options] = process.argv.slice(2);
  process.exitCode = await run(origin, options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode =
    error instanceof SettingsError || (error instanceof Error && error.name === "WrongKeyFile")
      ? EXIT_SETTINGS
      : EXIT_NOTHING_REMOVED;
}
