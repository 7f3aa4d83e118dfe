import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { dropKey } from "@nightlight/database/key/drop-key";
import { settleInstallationKeys, WrongKeyFile } from "@nightlight/database/key/installation-keys";
import { createKeyFile, readKeyFile } from "@nightlight/database/key/key-file";
import { nameOfKey, type KeyRing } from "@nightlight/database/key/key-ring";
import { keyStatus } from "@nightlight/database/key/key-status";
import { makeRecoveryCodes, recoverMasterKey } from "@nightlight/database/key/recovery-copy";
import { note, rotate, RotationRefused } from "@nightlight/database/key/rotate";
import { asOwner } from "@nightlight/database/migrate";
import { readKeySettings, SettingsError } from "./config.ts";
import { describeKeys, describeShare } from "./describe-keys.ts";

/** The commands about the master key, behind `npm run keys:…` (docs/operators/keys.md). Each ends the program. */
const VERBS = { status, rotate: rotateKeys, drop, recovery, restore } as const;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    "key-file": { type: "string" },
    shares: { type: "string", default: "3" },
    needed: { type: "string", default: "2" },
    out: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function status(): Promise<void> {
  const { ownerUrl, keyFile } = readKeySettings();
  const found = await asOwner(ownerUrl, (owner) => keyStatus(owner, readKeyFile(keyFile)));
  say(values.json ? JSON.stringify(found) : describeKeys(found));
  if (found.keys.some(({ isInFile }) => !isInFile)) process.exitCode = 1;
}

async function rotateKeys(): Promise<void> {
  const { ownerUrl, keyFile } = readKeySettings();
  const given = values["key-file"];
  const newKey = given === undefined ? undefined : readKeyFile(given)[0];
  const { masterKeyId, rewrapped, opened } = await asOwner(ownerUrl, (owner) =>
    rotate({ owner, keyFile, newKey, say }),
  );
  say(
    `Done: ${masterKeyId} is in force. Wrapped again: ${String(rewrapped)} contacts. The keys of all ${String(opened)} open.`,
  );
  say(
    "Make a new recovery copy now (npm run keys:recovery). The older key stays in the file: backups from before need it.",
  );
}

async function drop(): Promise<void> {
  const { ownerUrl, keyFile } = readKeySettings();
  const id = positionals[1];
  if (id === undefined)
    throw new RotationRefused("Which key? `npm run keys:status` names them: npm run keys:drop -- <key>");
  await asOwner(ownerUrl, (owner) => dropKey(owner, keyFile, id));
  say(`${id} is no longer in ${keyFile}. Backups made before the rotation open with its recovery copy only.`);
}

async function recovery(): Promise<void> {
  const { ownerUrl, keyFile } = readKeySettings();
  const counts = { shares: Number(values.shares), needed: Number(values.needed) };
  const sheets = await asOwner(ownerUrl, async (owner) => {
    const { ring } = await settleInstallationKeys(owner, readKeyFile(keyFile));
    const id = nameOfKey(ring[0]);
    const codes = await makeRecoveryCodes(ring[0], counts);
    await note(owner, "keys.recovery_copied", id, counts);
    return codes.map((code, index) => describeShare({ code, id, number: index + 1, ...counts }));
  });
  const folder = values.out;
  if (folder === undefined) {
    say(sheets.join("\f"));
    return;
  }
  for (const [index, sheet] of sheets.entries()) {
    writeFileSync(join(folder, `recovery-${String(index + 1)}.txt`), sheet, { mode: 0o600, flag: "wx" });
  }
  say(`${String(sheets.length)} sheets are in ${folder}: print them, then delete the files.`);
}

/** Makes a key file of recovery codes: from files that are named, else typed in, one a line, ended by an empty line. */
async function restore(): Promise<void> {
  const target = values.out;
  if (target === undefined)
    throw new RotationRefused("Where to? npm run keys:restore -- --out /etc/nightlight/master.key");
  const files = positionals.slice(1);
  const codes = files.length > 0 ? files.map((file) => codeIn(readFileSync(file, "utf8"))) : await typedCodes();
  const ring: KeyRing = [await recoverMasterKey(codes)];
  createKeyFile(target, ring);
  say(`The master key ${nameOfKey(ring[0])} is in ${target}, readable by this account only.`);
}

/** The code stands indented on its sheet; a file may also hold nothing but the code. */
function codeIn(sheet: string): string {
  return (sheet.match(/^ {4}\S+$/gmu) ?? [sheet]).join("");
}

async function typedCodes(): Promise<string[]> {
  say("Type the codes, one on each line; an empty line ends.");
  const codes: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") break;
    codes.push(line);
  }
  return codes;
}

const verb = positionals[0] ?? "status";
try {
  if (!Object.hasOwn(VERBS, verb))
    throw new RotationRefused(`There is no ${verb}; there are ${Object.keys(VERBS).join(", ")}`);
  await VERBS[verb as keyof typeof VERBS]();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const isForPeople =
    error instanceof RotationRefused || error instanceof WrongKeyFile || error instanceof SettingsError;
  process.stderr.write(`${isForPeople || !("code" in error) ? error.message : `${error.name}: ${error.message}`}\n`);
  process.exit(error instanceof SettingsError ? 78 : 1);
}
