import { expect, test } from "vitest";
import { en } from "./en.ts";
import { vi } from "./vi.ts";

const shape = (words: object) =>
  Object.entries(words).map(([key, word]) => [key, typeof word === "function" ? word.length : "text"]);

test("both languages have the same words in the same order, taking the same values", () => {
  expect(shape(en)).toEqual(shape(vi));
});

test("no word is empty, and none of them names the helpline's work in the title", () => {
  expect([...Object.values(vi), ...Object.values(en)].filter((word) => word === "")).toEqual([]);
  expect([vi.title, en.title]).toEqual(["Trang chủ", "Home"]);
});

test("Vietnamese is stored in one normal form", () => {
  const texts = Object.values(vi).filter((word) => typeof word === "string");
  expect(texts.filter((text) => text !== text.normalize("NFC"))).toEqual([]);
});
