import { expect, test } from "vitest";
import { placeOf, queryOf } from "./audit-filter.ts";

test("days of the address become instants of the helpline's zone, the last day included", () => {
  expect(queryOf(placeOf({ from: "2026-03-02", to: "2026-03-02", action: "person" }))).toEqual({
    action: "person",
    from: "2026-03-01T17:00:00.000Z",
    to: "2026-03-02T17:00:00.000Z",
  });
});

test("what does not look like a filter is left out", () => {
  const filter = { from: "yesterday", to: "2026-13-45", actorId: "lan", action: "Khóa ai đó", subjectId: "<script>" };
  expect(queryOf(placeOf(filter))).toEqual({});
});
