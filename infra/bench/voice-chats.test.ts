import { expect, test } from "vitest";
import type { LoadResult } from "./load-process.ts";
import { addUp, areAllServed } from "./voice-chats.ts";

const SEEN: LoadResult = {
  ...{ acknowledged: ["a", "b", "c"], arrivalToOffer: [5, 7], acceptToAssigned: [3], doubled: [], failures: {} },
  ...{ lost: [], late: [], raw: undefined, freedToOffer: [], closed: 0, offered: [] },
};
const WELL = { lost: [], open: [], doubled: [] };

test("all at their end in time, by the database's word", () => {
  const result = addUp(SEEN, WELL);
  expect(result).toMatchObject({ arrived: 3, closed: 3, late: 0, lost: 0, doubled: 0, arrivalToOffer: { p50: 5 } });
  expect(areAllServed(result)).toBe(true);
});

test("whoever had to wait longer and was served is late, and not lost", () => {
  const result = addUp({ ...SEEN, late: ["b"] }, WELL);
  expect(result).toMatchObject({ closed: 3, late: 1, lost: 0 });
  expect(areAllServed(result)).toBe(true);
});

test("whoever still waits when nobody waits for them any more is late and not closed", () => {
  const result = addUp({ ...SEEN, late: ["b", "c"], lost: ["c"] }, { ...WELL, lost: ["c"], open: ["c"] });
  expect(result).toMatchObject({ arrived: 3, closed: 2, late: 2, lost: 0 });
  expect(areAllServed(result)).toBe(false);
});

test("what the database does not have, and what was never acknowledged, is lost, whatever a screen has seen", () => {
  const failures = { "arrival: no answer": 2, "show: the offer was gone": 4 };
  const result = addUp({ ...SEEN, failures }, { ...WELL, lost: ["a"] });
  expect(result).toMatchObject({ arrived: 5, closed: 2, lost: 3 });
  expect(areAllServed(result)).toBe(false);
});

test("a chat that two had is doubled once, by whoever saw it", () => {
  const result = addUp({ ...SEEN, doubled: ["a"] }, { ...WELL, doubled: ["a"] });
  expect(result.doubled).toBe(1);
  expect(areAllServed(result)).toBe(false);
});
