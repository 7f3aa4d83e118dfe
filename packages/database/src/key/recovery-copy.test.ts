import { describe, expect, test } from "vitest";
import { newMasterKey } from "./key-ring.ts";
import { makeRecoveryCodes, recoverMasterKey } from "./recovery-copy.ts";

const key = newMasterKey();
const codes = await makeRecoveryCodes(key, { shares: 3, needed: 2 });
const at = (index: number): string => codes[index] ?? "";

test.each([
  [0, 1],
  [1, 2],
  [2, 0],
])("codes %i and %i give the key back, and so do all three", async (one, other) => {
  expect(await recoverMasterKey([at(one), at(other)])).toEqual(key);
  expect(await recoverMasterKey(codes)).toEqual(key);
});

test("a code is typed in small letters, without dashes, with letters that look like digits", async () => {
  const typed = at(0).toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
  expect(await recoverMasterKey([typed, at(1)])).toEqual(key);
});

test("one code alone is not enough, and holds nothing of the key", async () => {
  await expect(recoverMasterKey([at(0)])).rejects.toThrow("2 codes are needed, and 1 are there");
  await expect(recoverMasterKey([at(0), at(0)])).rejects.toThrow("twice");
  await expect(recoverMasterKey([])).rejects.toThrow("no recovery code");
  // Two copies of one key have no code in common: every copy is drawn anew.
  const again = await makeRecoveryCodes(key, { shares: 3, needed: 2 });
  expect(codes.filter((code) => again.includes(code))).toEqual([]);
});

test("any single mistake in typing is found, and which code it is in", async () => {
  for (let place = 0; place < at(1).length; place += 1) {
    const letter = at(1)[place] === "7" ? "8" : "7";
    if (at(1)[place] === "-" || place === at(1).length - 1) continue; // the last letter is padded
    const mistyped = at(1).slice(0, place) + letter + at(1).slice(place + 1);
    await expect(recoverMasterKey([at(0), mistyped])).rejects.toThrow("Code 2 is mistyped");
  }
  await expect(recoverMasterKey([at(0), at(1).slice(0, -6)])).rejects.toThrow("Code 2 is mistyped");
  await expect(recoverMasterKey([at(0), `${at(1)}U`])).rejects.toThrow("Code 2 is mistyped");
});

describe("codes that do not belong together", () => {
  test("of another key", async () => {
    const [foreign = ""] = await makeRecoveryCodes(newMasterKey(), { shares: 3, needed: 2 });
    await expect(recoverMasterKey([at(0), foreign])).rejects.toThrow("Code 2 belongs to another key");
  });

  test("of another copy of the same key", async () => {
    const other = await makeRecoveryCodes(key, { shares: 3, needed: 2 });
    await expect(recoverMasterKey([at(0), other[1] ?? ""])).rejects.toThrow(/different copies|twice/u);
  });
});

test.each([
  [3, 1],
  [2, 3],
  [1, 1],
  [17, 2],
  [2.5, 2],
])("%d shares of which %d are needed make no sense", async (shares, needed) => {
  await expect(makeRecoveryCodes(key, { shares, needed })).rejects.toThrow(/^Between 2 and 16/u);
});
