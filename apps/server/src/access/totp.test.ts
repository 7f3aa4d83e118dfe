import { expect, test } from "vitest";
import { addressOf, newSecret, stepOf } from "./totp.ts";

/** RFC 6238, appendix B: the secret "12345678901234567890" and the last six digits of its SHA-1 rows. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
])("at %i seconds the code is %s", (seconds, code) => {
  expect(stepOf(SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
});

test("a code is good one step early and one step late, and belongs to its own step", () => {
  const step = Math.floor(1111111111 / 30);
  expect(stepOf(SECRET, "050471", new Date((step - 1) * 30_000))).toBe(step);
  expect(stepOf(SECRET, "050471", new Date((step + 1) * 30_000))).toBe(step);
  expect(stepOf(SECRET, "050471", new Date((step + 2) * 30_000))).toBeUndefined();
  expect(stepOf(SECRET, "050471", new Date((step - 2) * 30_000))).toBeUndefined();
});

test.each(["", "05047", "0504711", "abcdef", "０５０４７１", "-50471", "5.0471"])("%s is no code", (code) => {
  expect(stepOf(SECRET, code, new Date(1111111111_000))).toBeUndefined();
});

test("secrets are 160 random bits, and the address says whose they are", () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/u);
  expect(newSecret()).not.toBe(secret);
  const address = new URL(addressOf(secret, "hoang.thi.lan"));
  expect(address.protocol).toBe("otpauth:");
  expect(address.searchParams.get("secret")).toBe(secret);
  expect(decodeURIComponent(address.pathname)).toContain("hoang.thi.lan");
});
