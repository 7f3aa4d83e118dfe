import { describe, expect, test } from "vitest";
import { foldUsername, lookOf, newUsername } from "./username.ts";

describe("a new user name", () => {
  test.each(["lan", "minh.tran", "quan-tri", "ca_dem_2", "Lan", " lan "])("%s is taken", (typed) => {
    expect(newUsername(typed)).toEqual({ ok: true, value: typed.trim().toLowerCase() });
  });

  test.each([
    ["Cyrillic а in the middle", "lаn"],
    ["Greek omicron", "minhοanh"],
    ["full-width letters", "ｌａｎ"],
    ["a ligature", "oﬃcer"],
    ["mathematical letters", "𝗹𝗮𝗻"],
    ["another script throughout", "лан"],
    ["Han characters", "蘭"],
  ])("%s looks like another name and is refused", (_, typed) => {
    expect(newUsername(typed)).toEqual({ ok: false, refusal: "username-look-alike" });
  });

  test.each([
    ["marks", "lân"],
    ["a blank", "lan anh"],
    ["an invisible joiner", "la\u200Dn"],
    ["a direction character", "\u202Elan"],
    ["two dots", "lan..anh"],
    ["an edge dot", ".lan"],
    ["markup", "<lan>"],
    ["a combining mark by itself", "lan\u0323"],
  ])("%s is refused", (_, typed) => {
    expect(newUsername(typed).ok).toBe(false);
  });

  test("one letter is too short, forty-one are too long", () => {
    expect(newUsername("l")).toEqual({ ok: false, refusal: "username-length" });
    expect(newUsername("l".repeat(40)).ok).toBe(true);
    expect(newUsername("l".repeat(41))).toEqual({ ok: false, refusal: "username-length" });
  });
});

test("however it is typed, it finds one account", () => {
  expect(foldUsername(" LAN ")).toBe("lan");
  expect(foldUsername("Ｌan")).toBe("lan");
  expect(foldUsername("\u0000l\u0007an\u0000")).toBe("lan");
  expect(newUsername("la\u0000n").ok).toBe(false);
});

test.each([
  ["lan", "1an"],
  ["lan", "Ian"],
  ["minh", "rninh"],
  ["hoa", "h0a"],
  ["lan.anh", "lananh"],
  ["sao", "5ao"],
])("%s and %s look the same", (one, other) => {
  expect(lookOf(one)).toBe(lookOf(other));
});

test("different names look different", () => {
  expect(new Set(["lan", "minh", "ha", "quan-tri", "giam-sat"].map(lookOf)).size).toBe(5);
});
