import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "./launch-error.ts";

/** What is generated at the first start: two passwords, and the file with the key that seals personal data. */
export type Secrets = { ownerPassword: string; appPassword: string; masterKeyFile: string };

/**
 * Reads the generated secrets of a data folder, making them at the first start (files of mode 0600). `keepsKey` is false
 * when the key is kept elsewhere. Throws LaunchError when one is missing although there are data, because a new key could
 * not open what the old one sealed.
 */
export function readSecrets(
  dataFolder: string,
  { hasData, keepsKey }: { hasData: boolean; keepsKey: boolean },
): Secrets {
  const folder = join(dataFolder, "secrets");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const masterKeyFile = join(folder, "master.key");
  // Made in this order, so a missing one before one that is there was lost, not left out by an interrupted first start.
  const last = join(folder, "postgres-app.password");
  const isComplete = hasData || existsSync(last);
  const read = (path: string, make: () => string): string => {
    if (!existsSync(path)) {
      if (isComplete)
        throw new LaunchError(
          [
            `The secret ${path} is missing, but there are data that need it.`,
            `Put it back from your backup${path === masterKeyFile ? `, or from its recovery copy: npm run keys:restore -- --out ${path}` : ""}.`,
            "If these data may go, run `npm run reset` and start again.",
          ].join("\n"),
        );
      writeDurably(path, `${make()}\n`);
    }
    return readFileSync(path, "utf8").trim();
  };
  const password = () => randomBytes(24).toString("base64url");
  if (keepsKey) read(masterKeyFile, () => randomBytes(32).toString("base64"));
  const ownerPassword = read(join(folder, "postgres-owner.password"), password);
  return { masterKeyFile, ownerPassword, appPassword: read(last, password) };
}

/** The file is either absent or whole, also after a power cut: half a key would lock its data away. */
function writeDurably(path: string, text: string): void {
  const file = openSync(`${path}.new`, "w", 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
}
