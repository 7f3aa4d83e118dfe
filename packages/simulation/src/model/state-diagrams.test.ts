import { drawDiagrams } from "@nightlight/domain/contact/test-diagrams";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

test("the diagrams on the page are what decisions make of contacts and offers", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/routing.md"), "utf8");
  const drawn = [...page.matchAll(/```mermaid\n(?<diagram>[^`]*)\n```/gu)].map(({ groups }) => groups?.["diagram"]);
  const { contact, offer } = drawDiagrams();
  // What this shows as expected belongs into docs/routing.md.
  expect(drawn).toEqual([contact, offer]);
});
