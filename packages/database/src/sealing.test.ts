import { searchSyllables } from "@nightlight/domain/privacy/text";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSealing, open, seal } from "./sealing.ts";

const MASTER = Buffer.alloc(32, 7);
const OTHER = Buffer.alloc(32, 8);
const sealing = createSealing(MASTER);
const { key, wrapped } = sealing.newContactKey("c1");

test("what was sealed opens again, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(open(key, seal(key, text, "message:m1"), "message:m1")).toBe(text);
    }),
  );
});

test("the same words are sealed differently every time", () => {
  expect(seal(key, "xin chào", "message:m1").equals(seal(key, "xin chào", "message:m1"))).toBe(false);
});

test("a sealed text cannot be moved to another row", () => {
  expect(() => open(key, seal(key, "xin chào", "message:m1"), "message:m2")).toThrow();
});

test("not a bit of it can be changed, and nothing cut off", () => {
  const sealed = seal(key, "xin chào", "message:m1");
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => open(key, changed, "message:m1")).toThrow();
  }
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => open(key, sealed.subarray(0, length), "message:m1")).toThrow();
  }
});

describe("a contact's key", () => {
  test("opens for its own contact only, under its own master key only", () => {
    expect(sealing.unwrapKey("c1", wrapped, sealing.masterKeyId).equals(key)).toBe(true);
    expect(() => sealing.unwrapKey("c2", wrapped, sealing.masterKeyId)).toThrow();
    const other = createSealing(OTHER);
    expect(() => other.unwrapKey("c1", wrapped, sealing.masterKeyId)).toThrow(/not in the key file/u);
    expect(() => other.unwrapKey("c1", wrapped, other.masterKeyId)).toThrow();
  });

  test("is another for every contact, and opens nobody else's words", () => {
    const second = sealing.newContactKey("c2");
    expect(second.key.equals(key)).toBe(false);
    expect(() => open(second.key, seal(key, "xin chào", "message:m1"), "message:m1")).toThrow();
  });

  test("is not to be found in what is kept of it", () => {
    expect(wrapped.includes(key.subarray(0, 8))).toBe(false);
    expect(wrapped.includes(MASTER.subarray(0, 8))).toBe(false);
  });
});

describe("a ring of several master keys", () => {
  const later = createSealing([OTHER, MASTER]);

  test("opens what each of them wrapped, and wraps with the newest", () => {
    expect(later.unwrapKey("c1", wrapped, sealing.masterKeyId).equals(key)).toBe(true);
    expect(later.masterKeyId).toBe(createSealing(OTHER).masterKeyId);
    const rewrapped = later.wrapKey("c1", later.unwrapKey("c1", wrapped, sealing.masterKeyId));
    expect(createSealing(OTHER).unwrapKey("c1", rewrapped, later.masterKeyId).equals(key)).toBe(true);
  });

  test("finds by the same hashes as before, and takes other keys while it runs", () => {
    expect(later.searchHashes(["an"])).toEqual(sealing.searchHashes(["an"]));
    const running = createSealing(MASTER);
    running.useKeys([OTHER, MASTER]);
    expect(running.knownKeyIds).toEqual(later.knownKeyIds);
    expect(running.exactHash("x").equals(sealing.exactHash("x"))).toBe(true);
  });

  test("a secret of the installation opens in its own place and in no other installation", () => {
    const sealed = sealing.sealSecret("second_factor:p1", "JBSWY3DPEHPK3PXP");
    expect(later.openSecret("second_factor:p1", sealed)).toBe("JBSWY3DPEHPK3PXP");
    expect(() => sealing.openSecret("second_factor:p2", sealed)).toThrow();
    expect(() => createSealing(OTHER).openSecret("second_factor:p1", sealed)).toThrow();
  });
});

describe("search over sealed text", () => {
  test("finds a syllable with and without marks, and nothing under another master key", () => {
    const [an] = sealing.searchHashes(["an"]);
    expect(sealing.searchHashes(searchSyllables("bé Ân, ẤN"))).toContain(an);
    expect(createSealing(Buffer.alloc(32, 8)).searchHashes(["an"])).not.toContain(an);
  });

  test("keeps no syllable itself", () => {
    expect(sealing.searchHashes(["an"]).join()).toMatch(/^-?\d+$/u);
    expect(sealing.exactHash("+84901234567").toString("latin1")).not.toContain("84901");
  });
});

test("a master key is named without telling it, and has thirty-two bytes", () => {
  expect(createSealing(MASTER).masterKeyId).toBe(sealing.masterKeyId);
  expect(createSealing(Buffer.alloc(32, 8)).masterKeyId).not.toBe(sealing.masterKeyId);
  expect(MASTER.toString("hex")).not.toContain(sealing.masterKeyId);
  for (const bytes of [0, 16, 31, 33]) expect(() => createSealing(Buffer.alloc(bytes))).toThrow(/not 32/u);
});
