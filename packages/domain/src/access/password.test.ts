import { expect, test } from "vitest";
import { objectionToPassword } from "./password.ts";

test.each([
  "thuyền giấy trên sông",
  "correct horse battery",
  "Bốn-mùa-hoa-sữa",
  "x8#Lq!r2vTn9k",
  "con mèo ngủ ngoài hiên",
])("%s is taken", (password) => {
  expect(objectionToPassword(password, "lan")).toBeUndefined();
});

test.each([
  ["ngắn quá nha", undefined],
  ["ngắn quá nh", "password-short"],
  ["x".repeat(201), "password-long"],
  ["hoangthilan-88x", "password-has-name"],
  ["Hoàng Thị Lân 88", "password-has-name"],
  ["password1234!", "password-common"],
  ["P@ssword-2026", "password-common"],
  ["matkhau123456", "password-common"],
  ["Mật khẩu 2026!", "password-common"],
  ["anhyeuem123456", "password-common"],
  ["den-ngu-2026", "password-common"],
  ["123456789012", "password-common"],
  ["qwertyuiop123", "password-common"],
  ["poiuytrewq321", "password-common"],
  ["aaaaaaaaaaaa", "password-common"],
  ["abcabcabcabc", "password-common"],
  ["nightlight111!", "password-common"],
  ["            ", "password-common"],
])("%s: %s", (password, objection) => {
  expect(objectionToPassword(password, "hoang.thi.lan")).toBe(objection);
});

test("a very short user name does not forbid half of all passwords", () => {
  expect(objectionToPassword("thuyền giấy trên sông", "th")).toBeUndefined();
});
