import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../find-program.ts";
import { runProgram } from "../run-program.ts";

/** An Asterisk that can be started: its command line so far, and where what belongs to it lies. */
export type AsteriskProgram = {
  readonly command: readonly string[];
  readonly modules: string;
  readonly share: string;
  /** Such as 22. */
  readonly major: number;
};

/** The oldest that has all that is asked of it. */
export const OLDEST_ASTERISK = 20;

/** Where fetched programs lie: outside of every clone, so that the next one finds them. */
function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { NIGHTLIGHT_CACHE_DIR: own, XDG_CACHE_HOME: cache } = environment;
  return own || join(cache || join(homedir(), ".cache"), "nightlight");
}

/** Where a fetched Asterisk lies. */
export function asteriskPrefix(environment: NodeJS.ProcessEnv = process.env): string {
  return join(cacheFolder(environment), "asterisk");
}

/** The Asterisk of this machine, or the one that was fetched; undefined where there is neither. */
export async function findAsterisk(): Promise<AsteriskProgram | undefined> {
  return (await installedAsterisk()) ?? (await fetchedAsterisk(asteriskPrefix()));
}

/** The one on the PATH, when it is new enough. */
async function installedAsterisk(): Promise<AsteriskProgram | undefined> {
  const program = findProgram(["asterisk"]);
  const modules = [
    "/usr/lib/asterisk/modules",
    ...libraryFolders("/").map((folder) => join(folder, "asterisk/modules")),
  ];
  const found = modules.find((folder) => existsSync(folder));
  return program === undefined || found === undefined ? undefined : usable([program], found, "/usr/share/asterisk");
}

/** The one that was fetched into a folder of ours, run by its own loader: it may need other libraries than this machine's. */
async function fetchedAsterisk(prefix: string): Promise<AsteriskProgram | undefined> {
  const program = join(prefix, "usr/sbin/asterisk");
  const libraries = libraryFolders(prefix);
  const loader = libraries.flatMap((folder) => loadersIn(folder))[0];
  const modules = libraries.map((folder) => join(folder, "asterisk/modules")).find((folder) => existsSync(folder));
  if (!existsSync(program) || loader === undefined || modules === undefined) return undefined;
  return usable([loader, "--library-path", libraries.join(":"), program], modules, join(prefix, "usr/share/asterisk"));
}

async function usable(
  command: readonly string[],
  modules: string,
  share: string,
): Promise<AsteriskProgram | undefined> {
  const { code, stdout } = await runProgram([...command, "-V"]);
  const major = Number(/Asterisk (\d+)\./u.exec(stdout)?.[1] ?? 0);
  return code === 0 && major >= OLDEST_ASTERISK ? { command, modules, share, major } : undefined;
}

/** The folders of libraries below a root, on Debian one for each kind of machine. */
function libraryFolders(root: string): string[] {
  const lib = join(root, "usr/lib");
  if (!existsSync(lib)) return [];
  return readdirSync(lib)
    .filter((name) => name.endsWith("-linux-gnu"))
    .map((name) => join(lib, name));
}

function loadersIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^ld-linux.*\.so\.\d+$/u.test(name))
    .map((name) => join(folder, name));
}
