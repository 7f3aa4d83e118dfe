import { randomBytes } from "node:crypto";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { plantBare } from "./plants/repository.ts";
import { filesOfFirstLoad, findHeavyApps } from "./size.ts";

/** A page as heavy as its noise: what is random only shrinks back to itself. */
const page = (at: string) => ({
  [`${at}/vite.config.ts`]: `export default { root: import.meta.dirname };`,
  [`${at}/index.html`]: `<!doctype html><title>x</title><script type="module" src="/main.js"></script>`,
  [`${at}/main.js`]: `import { first } from "./first.js"; console.log(first); import("./later.js").then(console.log);`,
});
const noise = (kilobytes: number): string => randomBytes(kilobytes * 1000).toString("base64");
const own = join(import.meta.dirname, "../../node_modules");

test(
  "a first load over its limit is a finding; what is fetched later does not count",
  { timeout: 60_000 },
  async () => {
    using repository = plantBare({
      ...page("apps/companion"),
      "apps/companion/first.js": `export const first = "${noise(100)}";`,
      "apps/companion/later.js": `export const later = "x";`,
      ...page("apps/casework"),
      "apps/casework/first.js": `export const first = "${noise(20)}";`,
      "apps/casework/later.js": `export const later = "${noise(400)}";`,
    });
    symlinkSync(own, join(repository.root, "node_modules"));
    const { problems, lookedAt } = await findHeavyApps(repository.root);
    expect(problems.map(({ file, rule }) => [file, rule])).toEqual([["apps/companion", "size"]]);
    expect(lookedAt).toMatch(/casework \d+ of 250 kB, companion \d+ of 90 kB/u);
  },
);

test("all that a page imports at once belongs to its first load, each file once", () => {
  const files = filesOfFirstLoad({
    "index.html": { file: "index.js", isEntry: true, imports: ["a", "b"] },
    a: { file: "a.js", imports: ["b"] },
    b: { file: "b.js", imports: ["a"] },
    late: { file: "late.js", imports: ["a"] },
  });
  expect([...files]).toEqual(["index.js", "a.js", "b.js"]);
});
