import { expect, test } from "vitest";
import { named, namedIds } from "./week.ts";

test("people of a shift stand in the order of a register: by given name, Đ after D", () => {
  const names = ["Tô Thị Mai Xuân", "Trần Văn Đạt", "Phan Văn Hào", "Mai Công Hậu", "Lê Thùy Dung"];
  const people = names.map((name, index) => ({ id: String(index), name, counsels: true }));
  const shift = people.map(({ id }) => ({ id, checkedInAt: null }));
  const inOrder = ["Lê Thùy Dung", "Trần Văn Đạt", "Phan Văn Hào", "Mai Công Hậu", "Tô Thị Mai Xuân"];
  expect(named(shift, { people }).map(({ name }) => name)).toEqual(inOrder);
  expect(namedIds(["0", "4", "9"], { people }).map(({ name }) => name)).toEqual([
    "–",
    "Lê Thùy Dung",
    "Tô Thị Mai Xuân",
  ]);
});
