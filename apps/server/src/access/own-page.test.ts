import { expect, test } from "vitest";
import { isFromOwnPage, isOwnOrigin } from "./own-page.ts";

const OURS = "https://111.example.vn";
const host = "111.example.vn";

test.each([
  ["our page, by both headers", { host, origin: OURS, "sec-fetch-site": "same-origin" }, true],
  ["our page, in a browser without fetch metadata", { host, origin: OURS }, true],
  ["our page, in a browser that leaves Origin out", { host, "sec-fetch-site": "same-origin" }, true],
  ["a program", { host }, true],
  ["another site", { host, origin: "https://evil.example", "sec-fetch-site": "cross-site" }, false],
  ["another site, in an old browser", { host, origin: "https://evil.example" }, false],
  [
    "a neighbour under the same domain",
    { host, origin: "https://blog.example.vn", "sec-fetch-site": "same-site" },
    false,
  ],
  ["a sandboxed frame", { host, origin: "null" }, false],
  ["our name over plain HTTP", { host, origin: `http://${host}` }, false],
  ["our name on another port", { host, origin: `${OURS}:8443` }, false],
  ["our name with more behind it", { host, origin: `${OURS}.evil.example` }, false],
  ["a bookmark or a typed address", { host, "sec-fetch-site": "none" }, false],
  ["an empty origin", { host, origin: "" }, false],
  ["another site that claims our Host", { host: "evil.example", origin: "http://evil.example" }, false],
])("%s", (_, headers, isOwn) => {
  expect(isFromOwnPage({ method: "POST", headers }, OURS)).toBe(isOwn);
  expect(isFromOwnPage({ method: "DELETE", headers }, OURS)).toBe(isOwn);
});

test("reading is open to links from anywhere: it changes nothing, and the cookie does not come along", () => {
  expect(isFromOwnPage({ method: "GET", headers: { host, "sec-fetch-site": "cross-site" } }, OURS)).toBe(true);
});

test("on loopback, over plain HTTP, our page is whatever address was typed", () => {
  const typed = { host: "127.0.0.1:4111", origin: "http://127.0.0.1:4111" };
  expect(isOwnOrigin(typed, "http://localhost:4111")).toBe(true);
  expect(isOwnOrigin(typed, undefined)).toBe(true);
  expect(isOwnOrigin({ ...typed, origin: "http://localhost:9999" }, "http://localhost:4111")).toBe(false);
});
