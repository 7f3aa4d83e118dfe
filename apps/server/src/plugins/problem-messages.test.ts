import { expect, test } from "vitest";
import { MESSAGES } from "./problem-messages.ts";

test.each(Object.entries(MESSAGES))("%s is said in both languages, as a sentence", (_code, { title, vi, en }) => {
  for (const words of [title, vi, en]) expect(words.trim()).not.toBe("");
  for (const words of [vi, en]) expect(words).toMatch(/[.!?…]$/u);
  expect(vi).not.toBe(en);
  expect(vi).toBe(vi.normalize("NFC"));
  // A Vietnamese sentence of this length without one mark was written in the wrong language.
  expect(vi.normalize("NFD")).toMatch(/\p{M}/u);
});
