import { describe, expect, test } from "vitest";
import { LoadBook } from "./load-book.ts";

/** A contact from its arrival at 0 ms to its end, at the first seat. */
function served(book: LoadBook, contactId: string, isMeasured = true): void {
  book.offered(contactId, 1, 5);
  book.acknowledged(contactId, 0, isMeasured);
  book.accepted(contactId, 2);
  book.finished(contactId, 1);
}

describe("a load's book", () => {
  test("times a contact from sending it, also when its offer came before the acknowledgement", () => {
    const book = new LoadBook();
    served(book, "a");
    expect(book.report()).toMatchObject({ arrivalToOffer: [5], acceptToAssigned: [2], lost: [], doubled: [] });
    expect(book.isDone()).toBe(true);
  });

  test("counts what was served before the measurement, but does not time it", () => {
    const book = new LoadBook();
    served(book, "a", false);
    expect(book.report()).toMatchObject({ arrivalToOffer: [], acceptToAssigned: [], acknowledged: ["a"] });
  });

  test("times the first offer, not one that followed a missed one", () => {
    const book = new LoadBook();
    book.acknowledged("a", 0, true);
    book.offered("a", 1, 5);
    book.withdrawn("a", 1);
    book.offered("a", 2, 90);
    expect(book.report()).toMatchObject({ arrivalToOffer: [5], doubled: [] });
  });

  test("has lost an acknowledged contact that nobody finished", () => {
    const book = new LoadBook();
    served(book, "a");
    book.acknowledged("b", 0, true);
    book.offered("c", 1, 0);
    expect(book.isDone()).toBe(false);
    expect(book.report().lost).toEqual(["b"]);
  });

  test.each([
    ["two seats have an offer of it at once", (book: LoadBook) => book.offered("a", 2, 6)],
    ["it is accepted twice", (book: LoadBook) => book.accepted("a", 3)],
    [
      "it is offered again after its end",
      (book: LoadBook) => {
        book.finished("a", 1);
        book.offered("a", 2, 6);
      },
    ],
  ])("calls a contact doubled when %s", (_, happen) => {
    const book = new LoadBook();
    book.acknowledged("a", 0, true);
    book.offered("a", 1, 5);
    book.accepted("a", 2);
    happen(book);
    expect(book.report().doubled).toEqual(["a"]);
  });

  test("adds up what went wrong otherwise", () => {
    const book = new LoadBook();
    book.failed("arrival: no answer");
    book.failed("arrival: no answer");
    expect(book.report().failures).toEqual({ "arrival: no answer": 2 });
  });
});
