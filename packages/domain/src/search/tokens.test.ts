import { describe, expect, test } from "vitest";
import { closenessOf, isAskedFor } from "./match.ts";
import { excerptOf } from "./excerpt.ts";
import { strengthOf } from "./match-strength.ts";
import { searchKindOf } from "./searchable.ts";
import { tokensOf, wantedName, wantedPhone, wantedSimilar, wantedWords, type Wanted } from "./tokens.ts";

/** Whether an entry with these tokens would be a candidate. */
const finds = (wanted: Wanted | undefined, value: string): boolean => {
  if (wanted === undefined) return false;
  const there = tokensOf(wanted.kind, value);
  return (
    wanted.every.every((token) => there.includes(token)) &&
    wanted.some.filter((token) => there.includes(token)).length >= wanted.atLeast
  );
};

describe("people", () => {
  const NAME = "Nguyễn Thị Minh Ánh";
  test.each(["nguyen thi minh anh", "Minh Ánh", "minh an", "ngu", "n", "ANH", "Nguyễn Thị Minh Ánh", "ánh minh"])(
    "%s finds her, with marks and without, by beginnings and in any order",
    (typed) => {
      expect(finds(wantedName(typed), NAME)).toBe(true);
      expect(closenessOf("person", typed, NAME)).not.toBe(undefined);
    },
  );
  test.each(["Lan", "Minh Anh Tú", "inh"])("%s does not", (typed) => {
    expect(finds(wantedName(typed), NAME)).toBe(false);
    expect(closenessOf("person", typed, NAME)).not.toBe("same");
  });
  test("composed and decomposed marks are the same", () => {
    expect(closenessOf("person", "Đức", "Trần Đức".normalize("NFD"))).toBe("same");
    expect(closenessOf("person", "Hòa", "Trần Hoà")).toBe("same");
  });
  test.each([
    ["Phuogn", "Trần Thị Phương"],
    ["nguyn van", "Nguyễn Văn"],
    ["Trần Phượn", "Trần Phượng"],
  ])("%s is near to %s", (typed, name) => {
    expect(wantedSimilar(typed).some((wanted) => finds(wanted, name))).toBe(true);
    expect(closenessOf("person", typed, name)).not.toBe(undefined);
  });
  test("two wrong syllables are somebody else", () => {
    expect(closenessOf("person", "Phuogn Nguynx", "Trần Thị Phương")).toBeUndefined();
  });
});

describe("phones", () => {
  test.each(["0392345678", "+84 39 234 5678", "01692345678", "345678", "2345678", "39 234 5678"])(
    "%s finds a number that was kept in its old form",
    (typed) => {
      expect(finds(wantedPhone(typed), "0169 234 5678")).toBe(true);
      expect(closenessOf("phone", typed, "0169 234 5678")).toBe("same");
    },
  );
  test.each(["0392345679", "445678", "45678"])("%s does not", (typed) => {
    expect(closenessOf("phone", typed, "0392345678") === undefined || !finds(wantedPhone(typed), "0392345678")).toBe(
      true,
    );
  });
  test("a chat's identity is found whole", () => {
    expect(finds(wantedPhone("zalo:AB-12345"), "zalo:ab12345")).toBe(true);
    expect(closenessOf("phone", "zalo:AB-12345", "zalo:ab12345")).toBe("same");
    expect(wantedPhone("An")).toBeUndefined();
    expect(wantedPhone("bé An")).toBeUndefined();
  });
  test("ends that agree are not enough when more was typed", () => {
    expect(finds(wantedPhone("99345678"), "0912345678")).toBe(true);
    expect(closenessOf("phone", "99345678", "0912345678")).toBeUndefined();
  });
});

describe("words", () => {
  const NOTE = "Cha dượng đánh cháu nhiều lần, cháu không dám về nhà.";
  test("are found without marks, all of them in one field", () => {
    expect(finds(wantedWords("cha duong danh"), NOTE)).toBe(true);
    expect(closenessOf("word", "cha duong danh", NOTE)).toBe("same");
    expect(closenessOf("word", "dượng", NOTE)).toBe("same");
    expect(finds(wantedWords("cha dượng bỏ"), NOTE)).toBe(false);
    expect(wantedWords(" … ")).toBeUndefined();
  });
  test("a false hash is seen through", () => {
    expect(closenessOf("word", "mẹ", NOTE)).toBeUndefined();
  });
  test("the excerpt stands around them and marks them", () => {
    const long = `${"Cuộc gọi bình thường. ".repeat(20)}${NOTE} ${"Hết. ".repeat(60)}`;
    const excerpt = excerptOf(long, (syllable) => isAskedFor("word", "cha duong", syllable));
    expect(excerpt.text.length).toBeLessThan(180);
    expect(excerpt.marks.map(([from, to]) => excerpt.text.slice(from, to))).toEqual(["Cha", "dượng"]);
    expect(excerptOf(NOTE, () => false)).toEqual({ text: NOTE, marks: [] });
  });
});

test("what a field is found by is what its definition says", () => {
  expect(searchKindOf("name")).toBe("person");
  expect(searchKindOf("child.ab12cd34.mother")).toBe("person");
  expect(searchKindOf("informant.phone")).toBe("phone");
  expect(searchKindOf("narrative")).toBe("word");
  expect(searchKindOf("child.ab12cd34.gender")).toBeUndefined();
  expect(searchKindOf("child.ab12cd34.removed")).toBeUndefined();
  expect(searchKindOf("constructor")).toBeUndefined();
});

test("an account says more than a phone, and a phone more than a line", () => {
  expect([strengthOf("zalo-123456"), strengthOf("0912345678"), strengthOf("024 3633 2111")]).toEqual([
    "account",
    "own_phone",
    "shared_line",
  ]);
});
