import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { staffWordsIn } from "./staff-words.ts";

const BUNDLE = join(import.meta.dirname, "../../apps/companion/dist");

test.each([
  [`const route="/supervisor/contacts"`, ["supervisor"]],
  [`r={riskLevel:"high"};POST("/counsellor/contacts")`, ["counsellor/", "riskLevel"]],
  ["AuditTrail", ["audit"]],
  ["A counsellor answers you", []],
  ["inaudible, embargo", []],
  ["Content-Disposition: render", []],
  [`{disposition:"silent"}`, ["disposition"]],
])("staff words in %s", (text, words) => {
  expect(staffWordsIn(text)).toEqual(words);
});

// `npm test` builds it first; a single file run by hand may find none.
test.skipIf(!existsSync(BUNDLE) && process.env["CI"] !== "true")("the companion's bundle holds no staff words", () => {
  const files = globSync("**/*.{js,css,html,json,webmanifest}", { cwd: BUNDLE });
  expect(files).not.toEqual([]);
  const found = files.flatMap((file) => staffWordsIn(readFileSync(join(BUNDLE, file), "utf8")));
  expect(found).toEqual([]);
});
