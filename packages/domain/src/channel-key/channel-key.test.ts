import { expect, test } from "vitest";
import { isKeyAlive } from "./channel-key.ts";

const now = new Date("2026-03-02T08:00:00Z");
const later = new Date("2026-03-02T08:00:01Z");

test.each([
  ["with no end", undefined, undefined, true],
  ["before its end", later, undefined, true],
  ["at its end", now, undefined, false],
  ["revoked before its end", later, now, false],
])("a key %s is alive: %s", (_, endsAt, revokedAt, isAlive) => {
  expect(isKeyAlive({ endsAt, revokedAt }, now)).toBe(isAlive);
});
