import { describe, expect, test } from "vitest";
import { phoneOf, spellingsOf } from "./phone.ts";

describe("a number has one form, however it is written", () => {
  test.each([
    ["0912345678", "+84912345678", "mobile"],
    ["0912 345 678", "+84912345678", "mobile"],
    ["+84 912.345.678", "+84912345678", "mobile"],
    ["84912345678", "+84912345678", "mobile"],
    ["0084 912 345 678", "+84912345678", "mobile"],
    ["+84 (0) 912 345 678", "+84912345678", "mobile"],
    ["(024) 3633 2111", "+842436332111", "fixed"],
    ["+84 28 3822 1111", "+842838221111", "fixed"],
    ["０９１２３４５６７８", "+84912345678", "mobile"],
    ["+33 6 12 34 56 78", "+33612345678", "abroad"],
  ])("%s is %s", (written, e164, line) => {
    expect(phoneOf(written)).toEqual({ e164, line });
  });

  test.each([
    ["01692345678", "+84392345678"],
    ["0162 234 5678", "+84322345678"],
    ["+84 121 234 5678", "+84792345678"],
    ["01202345678", "+84702345678"],
    ["84 123 234 5678", "+84832345678"],
    ["01292345678", "+84822345678"],
    ["01862345678", "+84562345678"],
    ["01992345678", "+84592345678"],
  ])("%s, of before 2018, is %s today", (written, e164) => {
    expect(phoneOf(written)?.e164).toBe(e164);
  });

  test.each([
    "111",
    "115",
    "1800 1567",
    "19001234",
    "0912",
    "09123456789",
    "An",
    "2468458835296197922",
    "",
    "01112345678",
  ])("%s is no number of a caller", (written) => {
    expect(phoneOf(written)).toBeUndefined();
  });
});

test("every spelling of a number is the same number", () => {
  for (const written of ["0392345678", "0912345678", "02436332111"]) {
    const phone = phoneOf(written);
    if (phone === undefined) throw new Error(written);
    const spellings = spellingsOf(phone);
    expect(spellings[0]).toBe(phone.e164);
    expect(new Set(spellings.map((each) => phoneOf(each)?.e164))).toEqual(new Set([phone.e164]));
  }
  expect(spellingsOf({ e164: "+84392345678", line: "mobile" })).toContain("01692345678");
});
