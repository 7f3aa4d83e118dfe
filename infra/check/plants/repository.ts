import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { workspaceFolders } from "../tree.ts";

const REAL_ROOT = join(import.meta.dirname, "../../..");
const RULES_OF_FORMAT_AND_USE = ["tsconfig.json", ".prettierrc.json", ".prettierignore", "knip.json"];
const RULES_OF_SOURCE = ["eslint.config.js", "infra/check/lint-rules.ts", ".dependency-cruiser.cjs"];

/** Path in the repository → text. */
export type Files = Readonly<Record<string, string>>;

/** A small repository in a temporary folder, under the real rules; declare it with `using`, and it goes away. */
export interface PlantedRepository extends Disposable {
  root: string;
}

/** Every real workspace with its own package.json and tsconfig files, and no source but `files`. */
export function plantSources(files: Files): PlantedRepository {
  const workspaces = workspaceFolders(REAL_ROOT).flatMap((folder) =>
    globSync([`${folder}/package.json`, `${folder}/tsconfig*.json`], { cwd: REAL_ROOT }),
  );
  const repository = plant([...RULES_OF_FORMAT_AND_USE, ...RULES_OF_SOURCE, ...workspaces], files);
  linkModules(repository.root);
  return repository;
}

/** Nothing but `files`, package.json files included. */
export function plantBare(files: Files): PlantedRepository {
  return plant(RULES_OF_FORMAT_AND_USE, files);
}

function plant(copied: readonly string[], files: Files): PlantedRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "nightlight-check-")));
  const place = (path: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    return join(root, path);
  };
  for (const path of copied) cpSync(join(REAL_ROOT, path), place(path));
  for (const [path, text] of Object.entries(files)) writeFileSync(place(path), text);
  const dispose = () => {
    rmSync(root, { recursive: true, force: true });
  };
  return { root, [Symbol.dispose]: dispose };
}

/** Third-party packages are the real ones; our own are the planted ones. */
function linkModules(root: string): void {
  const real = join(REAL_ROOT, "node_modules");
  mkdirSync(join(root, "node_modules/@nightlight"), { recursive: true });
  for (const name of readdirSync(real)) {
    const isOwn = name === "@nightlight" || name.startsWith(".");
    if (!isOwn) symlinkSync(join(real, name), join(root, "node_modules", name));
  }
  for (const folder of workspaceFolders(root)) {
    symlinkSync(join(root, folder), join(root, "node_modules/@nightlight", folder.split("/").at(-1) ?? folder));
  }
}
