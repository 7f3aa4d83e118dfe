import { expect, expectTypeOf, test } from "vitest";
import { flawOf, type AuditEntry } from "./audit-entry.ts";
import { AUDIT_ACTS, AUDIT_CODES, detailKind } from "./vocabulary.ts";

test("every act, and every code of a detail, fits into the log", () => {
  for (const [action, details] of Object.entries(AUDIT_ACTS)) {
    const filled = Object.fromEntries(Object.keys(details).map((key) => [key, 1]));
    expect(flawOf({ action, details: filled })).toBeUndefined();
  }
  for (const codes of Object.values(AUDIT_CODES)) {
    for (const code of codes) expect(code).toMatch(/^[\w.-]+$/u);
  }
});

test("an act or a detail that is not declared does not compile", () => {
  expectTypeOf<{ action: "person.suspended"; details: { sessions: 1 } }>().toExtend<AuditEntry>();
  expectTypeOf<{ action: "person.vanished" }>().not.toExtend<AuditEntry>();
  expectTypeOf<{ action: "pin.set"; subject: { kind: "kitchen"; id: "1" } }>().not.toExtend<AuditEntry>();
  // @ts-expect-error: this act has no such detail
  const entry: AuditEntry = { action: "person.suspended", details: { why: "x" } };
  expect(detailKind(entry.action, "sessions")).toBe("count");
});

test("what another build wrote has no kind", () => {
  expect(detailKind("person.vanished", "sessions")).toBeUndefined();
  expect(detailKind("pin.set", "constructor")).toBeUndefined();
});
