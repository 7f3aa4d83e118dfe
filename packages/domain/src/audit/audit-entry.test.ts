import { expect, test } from "vitest";
import { canonicalEntry, CHAIN_START, flawOf } from "./audit-entry.ts";

const ENTRY = {
  id: 7,
  at: "2026-03-02T08:00:00.000000Z",
  actorKind: "staff",
  actorId: "0190f000-0000-7000-8000-000000000001",
  action: "person.suspended",
  subjectKind: "person",
  subjectId: "p1",
  details: { shifts: 2, contacts: 3, urgent: true },
  prevHash: CHAIN_START,
} as const;

test("the hashed form has sorted keys and no spaces, whatever the order they were given in", () => {
  expect(canonicalEntry(ENTRY)).toBe(
    `{"action":"person.suspended","actorId":"0190f000-0000-7000-8000-000000000001","actorKind":"staff","at":"2026-03-02T08:00:00.000000Z","details":{"contacts":3,"shifts":2,"urgent":true},"id":7,"prevHash":"${CHAIN_START}","subjectId":"p1","subjectKind":"person"}`,
  );
  const { id, ...rest } = ENTRY;
  expect(canonicalEntry({ ...rest, id })).toBe(canonicalEntry(ENTRY));
});

test.each([
  [
    "codes and counts",
    { action: "person.created", details: { roles: "counsellor,auditor", count: 3, ok: true } },
    true,
  ],
  ["a subject", { action: "person.created", subject: { kind: "person", id: "0190f000-0000-7000-8000-1" } }, true],
  ["an action in words", { action: "Suspended a person" }, false],
  ["a name with an accent", { action: "person.created", details: { name: "Hoàng Thị Lan" } }, false],
  ["a text", { action: "person.created", details: { why: "x".repeat(201) } }, false],
  ["a fraction", { action: "person.created", details: { share: 0.5 } }, false],
  ["a key that is no name", { action: "person.created", details: { "a b": 1 } }, false],
  ["a subject in words", { action: "person.created", subject: { kind: "person", id: "Lan Hoang" } }, false],
])("an entry with %s", (_, entry, isGood) => {
  expect(flawOf(entry) === undefined).toBe(isGood);
});
