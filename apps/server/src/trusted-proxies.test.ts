import { expect, test } from "vitest";
import { parseTrustedProxies } from "./trusted-proxies.ts";

const parse = (given: string | undefined) => {
  const problems: string[] = [];
  return { proxies: parseTrustedProxies(given, problems), problems };
};

test("reads addresses and networks of both families, apart by commas or spaces", () => {
  const { proxies, problems } = parse("10.0.0.5, 10.1.0.0/24 ::1,fd00::/32");
  expect(proxies).toEqual(["10.0.0.5", "10.1.0.0/24", "::1", "fd00::/32"]);
  expect(problems).toEqual([]);
  expect(parse(undefined)).toEqual({ proxies: [], problems: [] });
});

test.each([
  "true",
  "*",
  "proxy.internal",
  "10.0.0",
  "10.0.0.5/33",
  "10.0.0.5/-1",
  "10.0.0.5/8/8",
  "::1/129",
  "10.0.0.5/",
])("%s is no proxy", (entry) => {
  expect(parse(`10.0.0.5, ${entry}`).problems).toEqual([expect.stringContaining(`TRUSTED_PROXIES: ${entry} `)]);
});

test.each(["0.0.0.0/0", "10.0.0.0/7", "::/0", "2000::/3"])("%s would believe half the world", (entry) => {
  expect(parse(entry).problems).toEqual([expect.stringContaining("half the world")]);
});
