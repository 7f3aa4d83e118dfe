import { describe, expect, test } from "vitest";
import { agrees, piecesOf, queryWords, wordsOf, type Word } from "./spelling.ts";

const word = (text: string): Word => {
  const [first] = wordsOf(text);
  if (first === undefined) throw new Error(`${text} holds no word`);
  return first;
};
const plain = (text: string): string =>
  queryWords(text)
    .map((each) => each.plain)
    .join(" ");

describe("one spelling, however it was typed", () => {
  test.each([
    ["Hòa", "Hoà"],
    ["Thủy", "Thuỷ"],
    ["Hòa", "Hòa".normalize("NFD")],
    ["ĐẮK", "đắk"],
    ["M’Drắk", "M'Drắk"],
  ])("%s is %s", (one, other) => {
    expect(wordsOf(one)).toEqual(wordsOf(other));
  });

  test("đ and its letters are folded for finding, and kept for ranking", () => {
    expect(word("Đông")).toEqual({ plain: "dong", letters: "đông", tone: "" });
    expect(word("thuỷ")).toEqual({ plain: "thuy", letters: "thuy", tone: "\u0309" });
  });
});

test.each([
  ["", "hoa", "hòa", true],
  ["a tone that is not typed yet", "tiê", "tiến", true],
  ["the same tone on the other letter", "hoà", "hòa", true],
  ["another tone", "hóa", "hòa", false],
  ["another letter", "dong", "đông", true],
  ["another letter, with marks", "đong", "đông", false],
])("agreement: %s (%s, %s)", (_, typed, name, expected) => {
  expect(agrees(word(typed), word(name))).toBe(expected);
});

test.each([
  ["P.12 Q.Gò Vấp", "phuong12 quan go vap"],
  ["p12 go vap", "phuong12 go vap"],
  ["f7 q3", "phuong7 quan3"],
  ["TP.HCM", "ho chi minh"],
  ["tx sơn tây", "thi xa son tay"],
  ["TT. Ba Chẽ", "thi tran ba che"],
  ["phú quốc", "phu quoc"],
  ["  ", ""],
])("short forms are written out: %s", (typed, expected) => {
  expect(plain(typed)).toBe(expected);
});

test("a name with an apostrophe also comes in pieces", () => {
  expect(piecesOf("Ea H’Leo").map((each) => each.plain)).toEqual(["h", "leo"]);
  expect(piecesOf("Tân Tiến")).toEqual([]);
});
