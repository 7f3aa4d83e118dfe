import { expect, test } from "vitest";
import { dialable } from "./dialable.ts";

test.each([
  ["0912 345 678", "0912345678"],
  ["+84 (91) 234-56.78", "+84912345678"],
  ["０９１２３４５６７８", "0912345678"],
  ["113", undefined],
  ["0912345678@evil.example", undefined],
  ["0912345678;ext=1", undefined],
  ["", undefined],
  ["+", undefined],
  ["091234567890123456", undefined],
  ["PJSIP/1", undefined],
])("%s is dialled as %s", (written, dialled) => {
  expect(dialable(written)).toBe(dialled);
});
