import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hardCodedWords } from "./said/hard-coded.ts";
import { namesIn } from "./said/names.ts";
import { unusedKeys, type Messages } from "./said/unused-keys.ts";
import type { Findings } from "./step.ts";
import { ownFiles } from "./tree.ts";

/** Whose screens are searched for words, and where the keys of each one's locales may be named. */
const SPEAKERS: Readonly<Record<string, readonly string[]>> = {
  // The audit log's codes are made by commands and by the keys of the database.
  "apps/console": [
    "packages/door",
    "packages/domain",
    "packages/contracts",
    "packages/commands",
    "packages/database",
    "apps/server",
  ],
  "apps/casework": ["packages/door", "packages/domain", "packages/contracts"],
  "apps/companion": [],
  "packages/door": ["packages/domain", "packages/contracts"],
  "packages/ui": [],
};

/** Words that stand in a component instead of in the locales, and words in the locales that nobody says. */
export async function findUnsaid(root: string): Promise<Findings> {
  const all = ownFiles(root).filter((path) => /\/src\/.*\.tsx?$/u.test(path) && !/\.test\.tsx?$/u.test(path));
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const inside = (folder: string) => all.filter((path) => path.startsWith(`${folder}/src/`));
  const screens = Object.keys(SPEAKERS)
    .flatMap(inside)
    .filter((path) => path.endsWith(".tsx"));
  const words = screens.flatMap((path) =>
    hardCodedWords(path, read(path)).map(({ line, word }) => ({
      file: path,
      rule: "hard-coded-words",
      message: `line ${line}: ${JSON.stringify(word)} belongs into the locales`,
    })),
  );
  const keys = Object.entries(SPEAKERS).flatMap(([folder, others]) => {
    const file = `${folder}/src/locales/vi.json`;
    if (!existsSync(join(root, file))) return [];
    const names = [folder, ...others].flatMap(inside).map((path) => namesIn(path, read(path)));
    return unusedKeys(JSON.parse(read(file)) as Messages, names).map((key) => ({
      file,
      rule: "unused-key",
      message: `${key}: nobody says this`,
    }));
  });
  return { problems: [...words, ...keys], lookedAt: `${screens.length} components` };
}
