import { checkValue } from "@nightlight/domain/record/check-value";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import { parsePath } from "@nightlight/domain/record/path";
import { expect, test } from "vitest";
import { writtenAt } from "./written-record.ts";

test("everything that is written is taken by the form, most of it is the narrative, and it changes each time", () => {
  const form = RECORD_DEFINITIONS.at(-1);
  const savings = Array.from({ length: 90 }, (_, step) => writtenAt(step));
  const last = new Map<string, string>();
  for (const { field, value } of savings) {
    const place = form === undefined ? undefined : parsePath(form, field);
    if (form === undefined || place === undefined) throw new Error(`no such field: ${field}`);
    expect(checkValue(form, place, value, "2026-11-22"), field).toMatchObject({ ok: true });
    if (field === "narrative") expect(value).not.toBe(last.get(field));
    last.set(field, value);
  }
  expect(savings.filter(({ field }) => field === "narrative")).toHaveLength(60);
  expect([...last.keys()]).toContain("child.00000000.incidentPlace");
});
