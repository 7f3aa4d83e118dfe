import { expect, test } from "vitest";
import { plantBare } from "./plants/repository.ts";
import { findMisspelled, misspelledIn } from "./spelling.ts";

test.each([
  ["Sức khoẻ", "khoẻ: the house writes khỏe"],
  ["toà án", "toà: the house writes tòa"],
  ["TOÀ", "TOÀ: the house writes TÒA"],
  ["uỷ ban", "uỷ: the house writes ủy"],
  ["loé", "loé: the house writes lóe"],
  ["Lí do", "Lí: the house writes lý"],
  ["tỉ lệ", "tỉ lệ: the house writes tỷ lệ"],
  ["bác sỹ", "bác sỹ: the house writes bác sĩ"],
])("%s", (text, message) => {
  expect(misspelledIn("a.ts", `fine\n${text}`)).toEqual([
    { file: "a.ts", rule: "spelling", message: `line 2: ${message}` },
  ]);
});

test.each(["khỏe, tòa, ủy ban", "hoàn toàn, khoảng, hoạt động", "quý, quỹ, quỳ", "lý do, kỹ năng", "tỉnh, lính"])(
  "fine: %s",
  (text) => {
    expect(misspelledIn("a.ts", text)).toEqual([]);
  },
);

test.each([
  ["apps/console/src/locales/vi.json", "của cơ sở mình", 1],
  ["apps/server/src/plugins/move-messages.ts", "Giám sát viên khác giữ hồ sơ này", 2],
  ["apps/console/src/locales/vi.json", "Quản lý hồ sơ; trung học cơ sở; sống trong cơ sở nuôi dưỡng", 0],
  ["packages/database/src/demo/stories/a.ts", "hồ sơ, cơ sở", 0],
])("in %s a thing has the glossary's word: %s", (file, text, count) => {
  expect(misspelledIn(file, text)).toHaveLength(count);
});

test("letters that are put together of two are found", () => {
  expect(misspelledIn("a.md", "Hòa".normalize("NFD"))).toHaveLength(1);
});

test("texts of the product are read; what people typed in a test is theirs", async () => {
  const text = "Sức khoẻ\n";
  using repository = plantBare({ "apps/a/vi.json": text, "apps/a/b.test.ts": text, "docs/a.png": text });
  expect((await findMisspelled(repository.root)).problems.map(({ file }) => file)).toEqual(["apps/a/vi.json"]);
});
