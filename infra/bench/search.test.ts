import { bookedContact, foldedText, type BookPlan } from "@nightlight/simulation/search/search-book";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, test } from "vitest";
import "../vitest/provided.ts";
import { questionsOf, SEARCHES } from "./search-questions.ts";
import { benchSearch } from "./search.ts";
import type { Stops } from "./services.ts";

const PLAN: BookPlan = {
  contacts: 500,
  busyCounsellors: 2,
  counsellors: 8,
  until: new Date("2026-11-22T00:00:00Z"),
  days: 100,
};

describe("the book", () => {
  test("is the same every time, oldest first, and everybody has some of it", () => {
    const book = Array.from({ length: PLAN.contacts }, (_, index) => bookedContact(PLAN, index));
    expect(bookedContact(PLAN, 7)).toEqual(book[7]);
    expect(book.map(({ arrivedAt }) => arrivedAt.getTime())).toEqual(
      book.map(({ arrivedAt }) => arrivedAt.getTime()).sort((a, b) => a - b),
    );
    expect(new Set(book.map(({ owner }) => owner)).size).toBe(PLAN.counsellors);
    expect(new Set(book.map(({ note }) => note)).size).toBeGreaterThan(490);
  });

  test.each(SEARCHES)("asks for %s that are there, each time the same", (within) => {
    const questions = [...questionsOf(PLAN, 3, within, 60)];
    expect([...questionsOf(PLAN, 3, within, 60)]).toEqual(questions);
    expect(new Set(questions.map(({ whose }) => whose)).size).toBe(within === "words" ? 2 : 3);
    const book = Array.from({ length: PLAN.contacts }, (_, index) => bookedContact(PLAN, index));
    for (const { by, number, text, search, similar } of questions) {
      const own = book.filter(({ owner }) => by === "leads" || owner === number);
      const plain = own.map(({ name, phone, note }) => `${foldedText(name)} ${phone} ${foldedText(note)}`).join(" ");
      if (search === "similar") expect(/w\b/u.test(text), text).toBe(!similar);
      const typed = foldedText(text)
        .split(" ")
        .filter((syllable) => !syllable.endsWith("w"));
      expect(plain, text).toContain(within === "phones" ? text.replace(/\D/gu, "").slice(-6) : typed.at(-1));
    }
  });
});

test.skipIf(inject("services").postgres === undefined)(
  "the whole bench, small: everything that is there is found, over the real route",
  async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "nl-bench-"));
    const stops: Stops = [];
    try {
      const root = fileURLToPath(new URL("../..", import.meta.url));
      const options = { root, dataFolder, contacts: 2_000, questions: 12, say: () => undefined };
      const result = await benchSearch(options, stops);
      expect(result.missed).toBe(0);
      for (const within of SEARCHES) {
        expect(result.product[within].p95).toBeGreaterThan(0);
        expect(result.floor[within].p95).toBeGreaterThan(0);
      }
    } finally {
      for (const stop of stops.reverse()) await stop();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
  120_000,
);
