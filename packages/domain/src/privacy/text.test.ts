import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, fold, searchSyllables } from "./text.ts";

describe("cleaning", () => {
  test.each([
    { name: "decomposed letters are composed", text: "cha\u0300o ba\u0323n".normalize("NFD"), clean: "chào bạn" },
    { name: "line ends are one character", text: "a\r\nb\rc\nd", clean: "a\nb\nc\nd" },
    { name: "other line separators become line ends", text: "a\u2028b\u2029c", clean: "a\nb\nc" },
    { name: "control characters go", text: "a\u0000b\u0007c\u001b[31md\u0085e", clean: "abc[31mde" },
    { name: "tabs and line breaks stay", text: "a\tb\nc", clean: "a\tb\nc" },
    {
      name: "characters that turn the reading direction go",
      text: "a\u202Eb\u2066c\u2069d\u200Fe\u061Cf",
      clean: "abcdef",
    },
    { name: "invisible characters that split words go", text: "t\u200Bự\u00AD t\u2060ử\uFEFF", clean: "tự tử" },
    { name: "an accent behind an invisible character joins its letter", text: "e\u200B\u0301", clean: "é" },
    { name: "emoji stay whole", text: "👩‍👧‍👦 ❤️ 👍🏽 🇻🇳 🏴‍☠️", clean: "👩‍👧‍👦 ❤️ 👍🏽 🇻🇳 🏴‍☠️" },
    { name: "half a character becomes the sign for a broken one", text: "a\uD83Db", clean: "a\uFFFDb" },
    { name: "blank edges go", text: " \n\t xin chào \u00A0\n", clean: "xin chào" },
    { name: "nothing but blanks is nothing", text: " \u200B\r\n\t ", clean: "" },
  ])("$name", ({ text, clean }) => expect(cleanText(text)).toBe(clean));

  test("cleaning what is clean changes nothing", () => {
    const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(...TROUBLE) }));
    fc.assert(fc.property(anyText, (text) => cleanText(cleanText(text)) === cleanText(text)));
  });
});

const TROUBLE = [
  "e",
  "\u0301",
  "\u200B",
  "\r",
  "\n",
  "\uD83D",
  "\uDE00",
  "\u202E",
  "\u200D",
  "đ",
  " ",
  "\uFEFF",
  "ơ\u0323",
];

const LETTERS = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y À Ả Ã Á Ạ Ằ Ẳ Ẵ Ắ Ặ Đ".split(" ");

describe("folding", () => {
  test.each([
    ["Nguyễn Thị Đào", "nguyen thi dao"],
    ["Nguyễn Thị Đào".normalize("NFD"), "nguyen thi dao"],
    ["hoà bình", "hoa binh"],
    ["hòa bình", "hoa binh"],
    ["thuỷ / thủy", "thuy / thuy"],
    ["ĐỨC đức", "duc duc"],
    ["ưỡn ượt ƯỚT", "uon uot uot"],
    ["don’t", "don't"],
    ["Straße 12", "straße 12"],
    ["😢 buồn", "😢 buon"],
  ])("%s folds to %s", (text, folded) => expect(fold(text)).toBe(folded));

  test("with or without marks, composed or not: all fold alike, and folding twice is folding once", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(" ", ...LETTERS) }), (text) => {
        expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text)).toMatch(/^[a-z ]*$/u);
      }),
    );
  });

  test("search looks for syllables, each once, without signs", () => {
    expect(searchSyllables("Mẹ đánh con. Me ĐÁNH, 2 lần!")).toEqual(["me", "danh", "con", "2", "lan"]);
    expect(searchSyllables("… !!! 😢")).toEqual([]);
  });
});
