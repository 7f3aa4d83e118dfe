import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NOT_OURS = /(^|\/)(node_modules|dist|coverage|\.git|\.nightlight)(\/|$)/;

/** The repository's own files, relative to `root`: those git tracks or would track; without git, all but generated ones. */
export function ownFiles(root: string): string[] {
  return listed(root).filter((path) => !NOT_OURS.test(path) && existsSync(join(root, path)));
}

function listed(root: string): string[] {
  if (!existsSync(join(root, ".git"))) {
    return globSync("**/*", { cwd: root, withFileTypes: true, exclude: (entry) => NOT_OURS.test(entry.name) })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  }
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  return execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 })
    .split("\0")
    .filter((path) => path !== "");
}

/** The repository's TypeScript sources. */
export function sources(root: string): string[] {
  return ownFiles(root).filter((path) => /^(packages|apps|infra)\/.*\.tsx?$/.test(path));
}

/** The folders of the workspaces, as the repository lays them out. */
export function workspaceFolders(root: string): string[] {
  return globSync(["packages/*", "apps/*", "infra"], { cwd: root })
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .sort();
}

/** The fields of a package.json that the check reads. */
export interface PackageManifest {
  name?: string;
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  license?: string | { type?: string };
  licenses?: readonly { type?: string }[];
}

/** Reads the package.json in `folder`; undefined when there is none. */
export function readManifest(folder: string): PackageManifest | undefined {
  const path = join(folder, "package.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as PackageManifest) : undefined;
}
