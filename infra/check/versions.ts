import { join } from "node:path";
import type { Findings, Problem } from "./step.ts";
import { readManifest, workspaceFolders } from "./tree.ts";

interface Use {
  file: string;
  name: string;
  wanted: string;
}

/** Dependencies that two workspaces want in different versions, and wishes for our own packages that are not their version. */
export async function findVersionConflicts(root: string): Promise<Findings> {
  const folders = ["", ...workspaceFolders(root)];
  const uses = folders.flatMap((folder) => usesOf(root, folder));
  const own = new Map(
    folders.flatMap((folder) => {
      const { name, version } = readManifest(join(root, folder)) ?? {};
      return name === undefined || version === undefined ? [] : [[name, version] as const];
    }),
  );
  return { problems: conflicts(uses, own), lookedAt: `${folders.length} package.json, ${uses.length} dependencies` };
}

function usesOf(root: string, folder: string): Use[] {
  const { dependencies = {}, devDependencies = {} } = readManifest(join(root, folder)) ?? {};
  const file = folder === "" ? "package.json" : `${folder}/package.json`;
  return [...Object.entries(dependencies), ...Object.entries(devDependencies)].map(([name, wanted]) => ({
    file,
    name,
    wanted,
  }));
}

/** The first use of a name decides; `own` maps our packages to the version that they have. */
export function conflicts(uses: readonly Use[], own: ReadonlyMap<string, string>): Problem[] {
  const first = new Map<string, Use>();
  return uses.flatMap((use) => {
    const settled = first.get(use.name) ?? use;
    first.set(use.name, settled);
    const version = own.get(use.name) ?? settled.wanted;
    if (use.wanted === version) return [];
    const source = own.has(use.name) ? "is" : `is wanted by ${settled.file} as`;
    return [{ file: use.file, rule: "versions", message: `${use.name} ${use.wanted}, but it ${source} ${version}` }];
  });
}
