import { expect, test } from "vitest";
import { formatKeyRing, nameOfKey, newMasterKey, parseKeyRing, weaknessOf } from "./key-ring.ts";

const [newest, older] = [newMasterKey(), newMasterKey()];

test("a file of one bare key is a ring, and a ring reads back as it was written", () => {
  expect(parseKeyRing(newest.toString("base64"))).toEqual([newest]);
  expect(parseKeyRing(`# kept in the safe\n\n${formatKeyRing([newest, older])}`)).toEqual([newest, older]);
});

test.each([
  ["nothing", "# no key yet\n"],
  ["a key of another length", "c2hvcnQ="],
  ["what is no base64", newest.toString("hex")],
  ["a damaged line behind a good one", `${newest.toString("base64")}\n${older.toString("base64").slice(3)}`],
  ["the same key twice", formatKeyRing([newest, newest])],
])("%s is refused, without showing a key", (_, text) => {
  expect(() => parseKeyRing(text)).toThrow(/32 bytes as base64|same key twice/u);
  expect(() => parseKeyRing(text)).not.toThrow(newest.toString("base64").slice(3, 20));
});

test("a key that nobody drew at random is found, and a random one never", () => {
  expect(weaknessOf(Buffer.alloc(32))).toContain("zeros");
  expect(weaknessOf(Buffer.alloc(32, 200))).toContain("repeats");
  expect(weaknessOf(Buffer.from("correct horse battery staple, ok"))).toContain("typed");
  for (let n = 0; n < 2_000; n += 1) expect(weaknessOf(newMasterKey())).toBeUndefined();
});

test("a key is named without telling it", () => {
  expect(nameOfKey(newest)).toMatch(/^[0-9a-f]{16}$/u);
  expect(nameOfKey(newest)).not.toBe(nameOfKey(older));
  expect(newest.toString("hex")).not.toContain(nameOfKey(newest));
});
