import { describe, expect, test } from "vitest";
import { indexPlaces } from "./place-index.ts";
import { fullName, type FormerPlace, type Place, type PlaceKind } from "./place.ts";
import { answerCode, searchPlaces } from "./search-places.ts";

const place = (code: string, kind: PlaceKind, name: string, over?: Partial<Place>): Place => ({
  code,
  kind,
  name,
  provinceCode: code.length === 2 ? code : "75",
  validFrom: "2025-07-01",
  validTo: undefined,
  successors: [],
  ...over,
});
const inCity = { provinceCode: "79" };
const OVER = "2025-07-01";
let ids = 0;
const former = (name: string, district: string, province: string, successor: string, code?: string): FormerPlace => ({
  id: (ids += 1),
  code,
  name,
  district,
  province,
  successor,
  validTo: OVER,
});
const HCM = "Thành phố Hồ Chí Minh";

const INDEX = indexPlaces({
  places: [
    place("75", "province", "Đồng Nai", { validTo: "2026-04-30", successors: ["75"] }),
    place("75", "city", "Đồng Nai", { validFrom: "2026-04-30" }),
    place("79", "city", "Hồ Chí Minh"),
    place("68", "province", "Lâm Đồng"),
    place("25318", "commune", "Tân Tiến"),
    place("07699", "ward", "Tân Tiến", { provinceCode: "68" }),
    place("26485", "commune", "Nhơn Trạch", { validTo: "2026-04-30", successors: ["26485"] }),
    place("26485", "ward", "Nhơn Trạch", { validFrom: "2026-04-30" }),
    place("26068", "ward", "Biên Hòa"),
    place("24700", "commune", "Hoa Lư", { provinceCode: "68" }),
    place("24701", "commune", "Đồng Nai Thượng", { provinceCode: "68" }),
    place("24702", "ward", "B’Lao", { provinceCode: "68" }),
    place("26882", "ward", "An Hội Tây", inCity),
    place("26878", "ward", "An Hội Đông", inCity),
    place("26740", "ward", "Sài Gòn", inCity),
  ],
  formers: [
    former("Phường 12", "Quận Gò Vấp", HCM, "26882", "26881"),
    former("Phường 1", "Quận Gò Vấp", HCM, "26878", "26890"),
    former("Phường 13", "Quận Gò Vấp", HCM, "26882"),
    former("Phường 13", "Quận Gò Vấp", HCM, "26878"),
    former("Phường Bến Nghé", "Quận 1", HCM, "26740", "26740"),
    former("Phường Dĩ An", "Thành phố Dĩ An", "Tỉnh Bình Dương", "26740", "25942"),
    former("Xã Tân Tiến", "Huyện Đồng Phú", "Tỉnh Bình Phước", "25318"),
  ],
});

const found = (typed: string, province?: string): string[] =>
  searchPlaces(INDEX, { typed, province, limit: 20 }).map(
    ({ place: each, province: within, former: was }) =>
      `${fullName(each)}${within === undefined ? "" : `, ${within.name}`}${was === undefined ? "" : ` (${was.name})`}`,
  );

describe("by its name", () => {
  test.each([
    ["without marks", "bien hoa"],
    ["with the tone on the first letter", "Biên Hòa"],
    ["with the tone on the second", "Biên Hoà"],
    ["in the form that some keyboards send", "Biên Hòa".normalize("NFD")],
    ["half of it", "biê"],
    ["in capitals, with its kind", "PHƯỜNG BIÊN HOÀ"],
  ])("%s", (_, typed) => {
    expect(found(typed)[0]).toBe("Phường Biên Hòa, Đồng Nai");
  });

  test("namesakes are told apart by their province, and by their kind", () => {
    expect(found("tan tien")).toEqual(["Phường Tân Tiến, Lâm Đồng", "Xã Tân Tiến, Đồng Nai"].toSorted(byProvince));
    expect(found("tan tien dong nai")).toEqual(["Xã Tân Tiến, Đồng Nai"]);
    expect(found("phường tân tiến")[0]).toBe("Phường Tân Tiến, Lâm Đồng");
    expect(found("tân tiến", "75")).toEqual(["Xã Tân Tiến, Đồng Nai"]);
  });

  test("marks that were typed come first, then what is written alike", () => {
    expect(found("hòa")).toEqual(["Phường Biên Hòa, Đồng Nai", "Xã Hoa Lư, Lâm Đồng"]);
    expect(found("hoa")[0]).toBe("Xã Hoa Lư, Lâm Đồng");
  });

  test("a province is one answer, not each of its communes", () => {
    expect(found("dong nai").slice(0, 2)).toEqual(["Thành phố Đồng Nai", "Xã Đồng Nai Thượng, Lâm Đồng"]);
    expect(found("tp hcm")[0]).toBe("Thành phố Hồ Chí Minh");
  });

  test.each(["blao", "b'lao", "b’lao", "b lao"])("an apostrophe, or none: %s", (typed) => {
    expect(found(typed)).toEqual(["Phường B’Lao, Lâm Đồng"]);
  });
});

describe("by what it was", () => {
  test("an old ward leads to what took its place; a number is that number", () => {
    expect(found("phường 12 gò vấp")).toEqual(["Phường An Hội Tây, Hồ Chí Minh (Phường 12)"]);
    expect(found("p12 q. go vap")).toEqual(["Phường An Hội Tây, Hồ Chí Minh (Phường 12)"]);
    expect(found("phuong 1 go vap")).toEqual(["Phường An Hội Đông, Hồ Chí Minh (Phường 1)"]);
    expect(found("ben nghe")).toEqual(["Phường Sài Gòn, Hồ Chí Minh (Phường Bến Nghé)"]);
  });

  test("a ward that was split offers the choice, and says so", () => {
    const hits = searchPlaces(INDEX, { typed: "phuong 13 go vap", limit: 5 });
    expect(hits.map((hit) => hit.former?.successors)).toEqual([2, 2]);
    expect(hits.map((hit) => hit.place.code).sort()).toEqual(["26878", "26882"]);
  });

  test("an old district offers everything it became, an old province the one it is in", () => {
    expect(found("quan go vap").map((each) => each.split(",")[0])).toEqual(["Phường An Hội Đông", "Phường An Hội Tây"]);
    expect(found("quận 1")).toEqual(["Phường Sài Gòn, Hồ Chí Minh (Phường Bến Nghé)"]);
    expect(found("binh duong")[0]).toBe("Thành phố Hồ Chí Minh (Tỉnh Bình Dương)");
  });

  test("a name that is the same today needs no word about before; another kind is told", () => {
    expect(found("nhon trach")).toEqual(["Phường Nhơn Trạch, Đồng Nai"]);
    expect(found("xã nhơn trạch")).toEqual(["Phường Nhơn Trạch, Đồng Nai (Xã Nhơn Trạch)"]);
  });
});

test("nothing typed lists provinces, or what lies in one", () => {
  expect(found("")).toEqual(["Thành phố Đồng Nai", "Thành phố Hồ Chí Minh", "Tỉnh Lâm Đồng"].toSorted(byName));
  expect(found(" ", "75")[0]).toBe("Thành phố Đồng Nai");
  expect(found("", "75")).toHaveLength(4);
});

test.each(["xã", "quận", "zzz", "???", "%", "tân tiến zzz", "1".repeat(100)])("no answer: %s", (typed) => {
  expect(found(typed)).toEqual([]);
});

describe("a code", () => {
  test("in force is itself", () => {
    expect(answerCode(INDEX, "26485")).toMatchObject({ place: { name: "Nhơn Trạch", kind: "ward" }, successors: [] });
  });
  test("that is over leads to its successors", () => {
    expect(answerCode(INDEX, "26881")).toMatchObject({
      place: undefined,
      was: { name: "Phường 12" },
      successors: [{ code: "26882" }],
    });
  });
  test("that never was is no answer", () => {
    expect(answerCode(INDEX, "00000")).toBeUndefined();
  });
});

function byProvince(one: string, other: string): number {
  return new Intl.Collator("vi").compare(one.split(", ")[1] ?? "", other.split(", ")[1] ?? "");
}

function byName(one: string, other: string): number {
  const bare = (full: string): string => full.replace(/^(?:Thành phố|Tỉnh) /u, "");
  return new Intl.Collator("vi").compare(bare(one), bare(other));
}
