import { spawnSync } from "node:child_process";
import { aptSources } from "./asterisk/apt-sources.ts";
import { asteriskPrefix, findAsterisk } from "./asterisk/asterisk-program.ts";
import { fetchAsterisk } from "./asterisk/fetch-asterisk.ts";
import { CHROMIUM_PROGRAMS, findProgram, REDIS_PROGRAMS, TURN_PROGRAMS } from "./find-program.ts";
import { LaunchError } from "./launch-error.ts";

const TRIES = 3;

/**
 * As root on Debian and its kin, installs what the tests need and no npm package carries: Chromium, Redis and coturn. Elsewhere, and
 * when it fails, it changes nothing: the run then says what is missing.
 */
export function installTestPrograms(say: (line: string) => void): void {
  const hasChromium = Boolean(process.env["CHROMIUM_PATH"] || findProgram(CHROMIUM_PROGRAMS));
  const missing = [
    ...(hasChromium ? [] : ["chromium"]),
    ...(findProgram(REDIS_PROGRAMS) ? [] : ["redis-server"]),
    ...(findProgram(TURN_PROGRAMS) ? [] : ["coturn"]),
  ];
  if (missing.length === 0 || process.getuid?.() !== 0 || !findProgram(["apt-get"])) return;
  say(`Installing ${missing.join(", ")} from the system's packages …`);
  apt("update");
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const output = apt("install", "--yes", "--no-install-recommends", ...missing);
    if (output === undefined) return;
    say(`Try ${attempt} of ${TRIES} failed:\n${output}`);
  }
}

/** Fetches Asterisk into the account's cache, where neither the machine nor the cache has one. It needs apt, not root. */
export async function fetchTestAsterisk(say: (line: string) => void): Promise<void> {
  if ((await findAsterisk()) !== undefined) return;
  const sources = await aptSources({ isTrial: true });
  if (sources.length === 0) return;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      await fetchAsterisk({ prefix: asteriskPrefix(), sources, say });
      return;
    } catch (error) {
      if (!(error instanceof LaunchError)) throw error;
      say(`Try ${attempt} of ${TRIES} failed: ${error.message}`);
    }
  }
}

/** Undefined when it went well, else its last lines. */
function apt(...args: string[]): string | undefined {
  const result = spawnSync("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=120", ...args], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    // The tests start their own Redis: run level 1 keeps the package from starting the system's.
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
  });
  if (result.status === 0) return undefined;
  return `${result.stdout}${result.stderr}`.trimEnd().split("\n").slice(-5).join("\n");
}
