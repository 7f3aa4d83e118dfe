import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "../launch-error.ts";
import { lastLines, runProgram } from "../run-program.ts";
import type { AptSource } from "./apt-sources.ts";

export type FetchOptions = {
  /** Where it comes to lie: made when everything is there, so that half of it is never taken for the whole. */
  readonly prefix: string;
  readonly sources: readonly AptSource[];
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
};

/**
 * Downloads Asterisk and all it needs from the first source that has it, and unpacks it into a folder of its own: no
 * root, nothing installed, apt's own lists untouched. Throws LaunchError with what apt said of each source.
 */
export async function fetchAsterisk({ prefix, sources, say, signal }: FetchOptions): Promise<void> {
  const work = `${prefix}.new`;
  const said: string[] = [];
  for (const source of sources) {
    if (signal?.aborted) break;
    rmSync(work, { recursive: true, force: true });
    try {
      say(`looking for Asterisk in ${source.name}`);
      const archives = await download(work, source, say, signal);
      say(`unpacking ${String(archives.length)} packages`);
      await unpack(archives, join(work, "prefix"), signal);
      writeFileSync(join(work, "prefix", "source"), `${source.name}\n`);
      rmSync(prefix, { recursive: true, force: true });
      renameSync(join(work, "prefix"), prefix);
      return;
    } catch (error) {
      if (!(error instanceof LaunchError)) throw error;
      said.push(`${source.name}: ${error.message}`);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  throw new LaunchError(["Asterisk could not be fetched.", ...said].join("\n"));
}

async function download(
  work: string,
  { line }: AptSource,
  say: FetchOptions["say"],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  for (const folder of ["state/lists/partial", "cache/archives/partial", "etc/parts"])
    mkdirSync(join(work, folder), { recursive: true });
  writeFileSync(join(work, "state/status"), ""); // nothing is installed here: everything it needs comes along
  writeFileSync(join(work, "etc/sources.list"), `${line}\n`);
  const settings = {
    "Dir::State": join(work, "state"),
    "Dir::State::status": join(work, "state/status"),
    "Dir::Cache": join(work, "cache"),
    "Dir::Etc::sourcelist": join(work, "etc/sources.list"),
    "Dir::Etc::sourceparts": join(work, "etc/parts"),
    "Acquire::Languages": "none",
    "Acquire::Retries": "3",
    "APT::Sandbox::User": "", // its folders are ours, not those of apt's own account
    "APT::Install-Recommends": "false",
    "Debug::NoLocking": "true",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  const apt = async (...command: string[]): Promise<void> => {
    const env = { ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" };
    const { code, output } = await runProgram(["apt-get", ...options, ...command], { env, ...(signal && { signal }) });
    if (code !== 0) throw new LaunchError(lastLines(output, 3));
  };
  await apt("update");
  say("downloading Asterisk, some 80 MB");
  await apt("install", "--yes", "--download-only", "asterisk");
  const archives = join(work, "cache/archives");
  return readdirSync(archives)
    .filter((name) => name.endsWith(".deb"))
    .map((name) => join(archives, name));
}

async function unpack(archives: readonly string[], prefix: string, signal: AbortSignal | undefined): Promise<void> {
  mkdirSync(prefix, { recursive: true });
  for (const archive of archives) {
    const { code, output } = await runProgram(["dpkg-deb", "-x", archive, prefix], { ...(signal && { signal }) });
    if (code !== 0) throw new LaunchError(lastLines(output, 3));
  }
}
