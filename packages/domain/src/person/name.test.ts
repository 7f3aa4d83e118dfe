import { expect, test } from "vitest";
import { byGivenName, byName, givenName, initials } from "./name.ts";

const sorted = (...names: string[]) =>
  names
    .map((name) => ({ name }))
    .toSorted(byGivenName)
    .map(({ name }) => name);

test("people are listed by the name they are called by, not by their family's", () => {
  expect(sorted("Nguyễn Văn Tú", "Trần Thị Anh", "Lê Hoàng Lan")).toEqual([
    "Trần Thị Anh",
    "Lê Hoàng Lan",
    "Nguyễn Văn Tú",
  ]);
});

test("of the same given name, the family name decides, then the middle names", () => {
  expect(sorted("Vũ Thị Lan", "Lê Thị Lan", "Lê Hoàng Lan")).toEqual(["Lê Hoàng Lan", "Lê Thị Lan", "Vũ Thị Lan"]);
});

test("units are listed as an index has them: Đ after D, the ninth before the tenth", () => {
  const units = ["Xã Ý Yên", "Xã Đông Anh", "Xã Dân Tiến", "Phường 10", "Phường 9", "Xã Ea Kar"].map((name) => ({
    name,
  }));
  expect(units.toSorted(byName).map(({ name }) => name)).toEqual([
    "Phường 9",
    "Phường 10",
    "Xã Dân Tiến",
    "Xã Đông Anh",
    "Xã Ea Kar",
    "Xã Ý Yên",
  ]);
});

test("Đ is a letter after D; marks come after the bare letter, whatever their spelling in bytes", () => {
  expect(sorted("Lê Đạt", "Lê Dũng", "Lê Em", "Lê Duy")).toEqual(["Lê Dũng", "Lê Duy", "Lê Đạt", "Lê Em"]);
  expect(sorted("Trần Ấn", "Trần An", "Trần Ân", "Trần Ăn")).toEqual(["Trần An", "Trần Ăn", "Trần Ân", "Trần Ấn"]);
  expect(byGivenName({ name: "Lê Hà" }, { name: "Lê Hà".normalize("NFD") })).toBe(0);
});

test.each([
  ["Nguyễn Thị Hoàng Lan", "Lan", "NL"],
  ["  Đặng   Ánh ", "Ánh", "ĐÁ"],
  ["Minh", "Minh", "M"],
  ["", "", ""],
])("%j is called %j, in short %j", (name, given, short) => {
  expect(givenName(name)).toBe(given);
  expect(initials(name)).toBe(short);
});
