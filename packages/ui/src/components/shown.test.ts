import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const UI = join(import.meta.dirname, "../..");
const texts = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: UI, exclude: (path) => path.endsWith(".test.tsx") }).map((path) =>
    readFileSync(join(UI, path), "utf8"),
  );
const drawn = (text: string) => Array.from(text.matchAll(/<([A-Z]\w+)/gu), ([, name = ""]) => name);
const exported = (text: string) => Array.from(text.matchAll(/^export function ([A-Z]\w+)/gmu), ([, name = ""]) => name);

test("every primitive is shown in the gallery, by itself or inside of one that is", () => {
  const components = texts("src/components/*.tsx");
  const shown = new Set(texts("gallery/**/*.tsx").flatMap(drawn));
  for (const name of shown) {
    for (const text of components) if (exported(text).includes(name)) drawn(text).forEach((inner) => shown.add(inner));
  }
  const all = components.flatMap(exported);
  expect(all.length).toBeGreaterThan(30);
  expect(all.filter((name) => !shown.has(name))).toEqual([]);
});
