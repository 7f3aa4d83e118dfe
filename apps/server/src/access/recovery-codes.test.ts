import { expect, test } from "vitest";
import { newRecoveryCodes, recoveryCodeOf } from "./recovery-codes.ts";

test("ten codes, each another, in groups that can be written down", () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([2-9a-z]{4}-){3}[2-9a-z]{4}$/u);
});

test("a code is the same however it is typed, and nothing else is one", () => {
  const [code = ""] = newRecoveryCodes();
  for (const typed of [code.toUpperCase(), code.replaceAll("-", " "), ` ${code.replaceAll("-", "")} `]) {
    expect(recoveryCodeOf(typed)).toBe(code);
  }
  for (const typed of ["", "123456", `${code}2`, code.slice(1), "0000-0000-0000-0000"]) {
    expect(recoveryCodeOf(typed)).toBeUndefined();
  }
});
