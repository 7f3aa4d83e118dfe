import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DOC_PICTURES } from "./doc-pictures.ts";
import { readOptions } from "./options.ts";
import { SCENES } from "./scenes.ts";
import { sheetPage } from "./sheets.ts";

const scripts = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "scenes.ts")
  .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
  .join("\n");

test.each(Object.keys(SCENES).filter((scene) => !scene.endsWith("-sign-in")))("somebody takes %s", (scene) => {
  expect(scripts).toContain(`"${scene}"`);
});

test("a sheet says what its scene is, and under each picture its look and size", () => {
  const page = sheetPage("floor", ["floor.vi.dark.1366.png", "floor.en.light.1920.png"]);
  expect(page).toContain(SCENES.floor);
  expect([...page.matchAll(/<figcaption>(.*?)<\/figcaption>/gu)].map(([, said]) => said)).toEqual([
    "vi · dark · 1366",
    "en · light · 1920",
  ]);
});

test("an option that does not exist is refused, and those that do are named", () => {
  expect(() => readOptions(["--onyl", "floor"])).toThrow(/--only .*--address .*--sheet/u);
  expect(readOptions(["--only", "floor"])).toEqual({
    only: "floor",
    address: undefined,
    isExamined: false,
    isSheetOnly: false,
    isForDocs: false,
  });
});

test("every picture of the documents is of a scene, small enough to be loaded, and shown", () => {
  const docs = join(import.meta.dirname, "../../docs");
  const shown = readFileSync(join(docs, "tour.md"), "utf8") + readFileSync(join(docs, "../README.md"), "utf8");
  for (const [name, picture] of Object.entries(DOC_PICTURES)) {
    expect(Object.keys(SCENES)).toContain(picture.split(".")[0]);
    expect(statSync(join(docs, "images", name)).size, name).toBeLessThanOrEqual(200_000);
    expect(shown).toContain(`images/${name}`);
  }
});
