import { describe, expect, test } from "vitest";
import { ALARMING_PHRASES, ALARMING_PHRASES_WITHOUT_MARKS, isAlarming, laneAfterWords } from "./keywords.ts";

describe("alarming words", () => {
  test.each([
    "Con muốn chết",
    "em nghĩ đến tự tử nhiều lần",
    "TỰ TỬ",
    "bố đánh em hoài",
    "cứu em!!!",
    "chị ơi…tự\ntử",
    "tự tử",
    "muon chet qua",
    "em dinh tu tu",
    "con bi danh o nha",
    "cuu em voi",
    "ho bao dua em sang campuchia",
  ])("are found in: %s", (text) => {
    expect(isAlarming(text)).toBe(true);
  });

  test.each([
    "từ từ thôi ạ",
    "em đi từ từ",
    "tu tu thoi",
    "di tu tu",
    "em bị bận",
    "em bi ban roi",
    "dành em một phần",
    "danh em mot phan",
    "đại hiệp",
    "hiep si",
    "em hiệp",
    "cứu em bé mèo thế nào ạ".replace("cứu em", "cứu một em"),
    // One mark anywhere: the message is written with marks, and is taken at its word.
    "em di tu tu, dạ",
    "muon chet cười",
    "xin chào",
    "",
    "🙂",
  ])("are not found in: %s", (text) => {
    expect(isAlarming(text)).toBe(false);
  });

  test("without marks are phrases of two words or more, and hold no mark", () => {
    for (const phrase of ALARMING_PHRASES_WITHOUT_MARKS) {
      expect(phrase.split(" ").length).toBeGreaterThanOrEqual(2);
      expect([phrase, isAlarming(phrase)]).toEqual([phrase, true]);
      expect(phrase).toMatch(/^[a-z ]+$/u);
    }
    for (const phrase of ALARMING_PHRASES) expect([phrase, isAlarming(phrase)]).toEqual([phrase, true]);
  });

  test("hang at no point on a message of the greatest length", () => {
    expect(isAlarming("tự ".repeat(300_000))).toBe(false);
  });
});

test("alarming words raise to high at most, and nothing lowers", () => {
  const after = (["immediate", "high", "normal", "low"] as const).map((lane) => laneAfterWords(lane, "con muốn chết"));
  expect(after).toEqual(["immediate", "high", "high", "high"]);
  expect(laneAfterWords("low", "xin chào")).toBe("low");
});
