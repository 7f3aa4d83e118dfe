import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import type { Findings, Problem } from "./step.ts";
import { ownFiles } from "./tree.ts";

const BINARY = /\.(png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|pdf|zip|gz|wav|ulaw|mp3|opus|xlsx)$/;
const PUBLIC_REGISTRY = "registry.npmjs.org";

/** Folders that exist on one person's machine; `node` is the user of the container image. */
const MACHINE_PATH = /(?<![\w.*@)}\]$-])\/(?:home\/(?!node\b)|Users\/|root\/|work(?:space)?\/)[\w.-]*/;
const PRIVATE_REGISTRY =
  /\/\/[\w.-]*(?:artifactory|nexus|verdaccio|jfrog|npm-?proxy)[\w.-]*[:/]|(?<!\w)_auth(?:Token)?\s*=/i;
const OTHER_REGISTRY = /^\s*(?:@[\w-]+:)?registry\s*=\s*(?<address>\S+)/;
const NEIGHBOUR = /(?:\.\.\/)+shared\b/g;

/** Text in our files that means something on one machine only. */
export async function findMachineWords(root: string): Promise<Findings> {
  const files = ownFiles(root).filter((path) => !BINARY.test(path));
  const machine = machineWords(root, homedir(), process.env["npm_config_registry"]);
  const problems = files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return text.includes("\0") ? [] : machineWordsIn(root, file, text, machine);
  });
  return { problems, lookedAt: `${files.length} files` };
}

/** What names the machine that we run on; short folders such as a container's are left out, for they are ordinary words. */
export function machineWords(root: string, home: string, registry?: string): string[] {
  const folders = [root, home].filter((folder) => folder.split("/").length > 2);
  const host = registry === undefined ? "" : new URL(registry).host;
  return [...folders, ...(host === "" || host === PUBLIC_REGISTRY ? [] : [host])];
}

/** The lines of one file that hold a machine's path, a registry that is not everybody's, or a folder beside the repository. */
export function machineWordsIn(root: string, file: string, text: string, machine: readonly string[]): Problem[] {
  return text.split("\n").flatMap((line, index) => {
    const found = wordIn(line, machine) ?? neighbourIn(root, file, line);
    return found === undefined ? [] : [{ file, rule: "words", message: `line ${index + 1}: ${found}` }];
  });
}

function wordIn(line: string, machine: readonly string[]): string | undefined {
  const registry = OTHER_REGISTRY.exec(line)?.groups?.["address"];
  if (registry !== undefined && !registry.includes(PUBLIC_REGISTRY)) return registry;
  return (
    MACHINE_PATH.exec(line)?.[0] ?? PRIVATE_REGISTRY.exec(line)?.[0] ?? machine.find((word) => line.includes(word))
  );
}

/** A browser app's own shared folder is fine; one outside the repository is not there for anybody else. */
function neighbourIn(root: string, file: string, line: string): string | undefined {
  return line.match(NEIGHBOUR)?.find((path) => {
    const target = relative(root, resolve(root, dirname(file), path));
    return target.startsWith("..");
  });
}
