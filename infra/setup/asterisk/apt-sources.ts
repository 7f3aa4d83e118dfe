import { existsSync, readFileSync } from "node:fs";
import { runProgram } from "../run-program.ts";

/** A list of packages that may hold Asterisk: its name for people, and its line for apt. */
export type AptSource = { readonly name: string; readonly line: string };

/** A distribution whose packages are known to run from a folder of ours: its suites, the best first, and who signs them. */
const DISTRIBUTIONS: Readonly<Record<string, { suites: readonly string[]; component: string; keyring: string }>> = {
  debian: {
    suites: ["testing", "unstable"],
    component: "main",
    keyring: "/usr/share/keyrings/debian-archive-keyring.gpg",
  },
  ubuntu: {
    suites: ["noble"],
    component: "universe main",
    keyring: "/usr/share/keyrings/ubuntu-archive-keyring.gpg",
  },
};

/**
 * The sources to try, on the mirror that this machine's apt already uses. Empty where there is no apt or its
 * distribution is unknown. `isTrial` accepts an index past its date, as mirrors that stand still have them: the
 * signature is checked either way, but production wants to know of every correction.
 */
export async function aptSources({ isTrial }: { readonly isTrial: boolean }): Promise<readonly AptSource[]> {
  const distribution = DISTRIBUTIONS[distributionOf(readRelease())];
  if (distribution === undefined || !existsSync(distribution.keyring)) return [];
  const mirror = await usualMirror();
  if (mirror === undefined) return [];
  const options = [`signed-by=${distribution.keyring}`, ...(isTrial ? ["check-valid-until=no"] : [])].join(" ");
  return distribution.suites.map((suite) => ({
    name: suite,
    line: `deb [${options}] ${mirror} ${suite} ${distribution.component}`,
  }));
}

/** The distribution's id in os-release, such as "debian". */
export function distributionOf(release: string): string {
  return /^ID="?([a-z]+)"?$/mu.exec(release)?.[1] ?? "";
}

/** The first of the sites from which apt has its lists that is no site for security corrections only. */
export function mirrorOf(sites: string): string | undefined {
  return sites.split("\n").find((site) => /^https?:/u.test(site) && !site.includes("security"));
}

async function usualMirror(): Promise<string | undefined> {
  const { code, stdout } = await runProgram([
    ...["apt-get", "indextargets", "--format", "$(SITE)"],
    "Created-By: Packages",
  ]);
  return code === 0 ? mirrorOf(stdout) : undefined;
}

function readRelease(): string {
  try {
    return readFileSync("/etc/os-release", "utf8");
  } catch {
    return "";
  }
}
