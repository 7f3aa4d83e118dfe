import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameOf } from "./called.ts";
import { checkValue } from "./check-value.ts";
import { isShown, missingPaths } from "./conditions.ts";
import { contradictions } from "./contradictions.ts";
import { RECORD_DEFINITIONS } from "./default-definition.ts";
import { singleFieldsOf, type Definition } from "./definition.ts";
import { FIRST_ITEM, newItem, parsePath, type Place } from "./path.ts";
import { redactRecord, sharedRows, wordsAt } from "./shared.ts";

const form = RECORD_DEFINITIONS.at(-1) as Definition;
const TODAY = "2026-11-22";

function check(path: string, value: string): string {
  const checked = checkValue(form, parsePath(form, path) as Place, value, TODAY);
  return checked.ok ? checked.value : checked.refusal;
}

describe("a path", () => {
  test.each(["narrative", "informant.name", "consent.share", "child.a1b2c3d4.name", "person.00000000.removed"])(
    "%s leads somewhere",
    (path) => {
      expect(parsePath(form, path)?.path).toBe(path);
    },
  );
  test.each([
    "name",
    "child",
    "child.name",
    "child.short.name",
    "child.A1B2C3D4.name",
    "child.a1b2c3d4.name.more",
    "child.a1b2c3d4.colour",
    "informant.a1b2c3d4.name",
    "risk.dangerNow.x",
    "constructor",
    "__proto__",
    "child.a1b2c3d4.__proto__",
  ])("%s leads nowhere", (path) => {
    expect(parsePath(form, path)).toBeUndefined();
  });

  test("new items are items, and sort in the order in which they were made", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1.7e9, max: 2.1e9 }),
        fc.nat(1e6),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (at, more, chance) => {
          const [one, other] = [newItem(new Date(at * 1000), chance), newItem(new Date((at + more + 1) * 1000), 0)];
          expect(parsePath(form, `child.${one}.name`)).toBeDefined();
          expect(FIRST_ITEM < one && one < other).toBe(true);
        },
      ),
    );
  });
});

describe("a value", () => {
  test.each([
    ["narrative", "  xin\r\nchào \u202E", "xin\nchào"],
    ["child.00000000.name", "Bé\nNa 👧🏽", "Bé Na 👧🏽"],
    ["narrative", "a".repeat(20_000), "a".repeat(20_000)],
    ["narrative", "a".repeat(20_001), "value-too-long"],
    ["narrative", "a".repeat(1_048_576), "value-too-long"],
    ["child.00000000.name", "a".repeat(201), "value-too-long"],
    ["aboutWhom", "self", "self"],
    ["aboutWhom", "Self", "value-unknown-code"],
    ["reasons", '["violence.bullying","violence.physical"]', '["violence.physical","violence.bullying"]'],
    ["reasons", "[]", ""],
    ["reasons", "violence.physical", "value-unknown-code"],
    ["reasons", '["violence.physical",7]', "value-unknown-code"],
    ["reasons", '["violence.physical"', "value-unknown-code"],
    ["safeContact.call", "unknown", "unknown"],
    ["safeContact.call", "maybe", "value-unknown-code"],
    ["child.00000000.birthDate", "2014-02-28", "2014-02-28"],
    ["child.00000000.birthDate", TODAY, TODAY],
    ["child.00000000.birthDate", "2026-11-23", "value-day-ahead"],
    ["child.00000000.birthDate", "2014-02-29", "value-not-a-day"],
    ["child.00000000.birthDate", "28/02/2014", "value-not-a-day"],
    ["child.00000000.birthDate", "0014-02-28", "value-not-a-day"],
    ["child.00000000.age", "012", "12"],
    ["child.00000000.age", "121", "value-out-of-range"],
    ["child.00000000.age", "-1", "value-not-a-number"],
    ["informant.phone", "+84 39 234-5678", "+84 39 234-5678"],
    ["informant.phone", "không có", "value-not-a-phone"],
    ["child.00000000.homePlace", "00004", "00004"],
    ["child.00000000.homePlace", "unknown", "unknown"],
    ["child.00000000.homePlace", "Hà Nội", "value-not-a-place"],
    ["child.00000000.removed", "yes", "yes"],
    ["child.00000000.removed", "no", "value-unknown-code"],
  ])("%s takes %j as %j", (path, typed, kept) => {
    expect(check(path, typed)).toBe(kept);
  });

  test("that was checked is right as it stands, whatever was typed", () => {
    const paths = fc.constantFrom(
      "narrative",
      "child.00000000.name",
      "reasons",
      "child.00000000.age",
      "informant.phone",
    );
    fc.assert(
      fc.property(paths, fc.string({ unit: "binary" }), (path, typed) => {
        const place = parsePath(form, path) as Place;
        const once = checkValue(form, place, typed, TODAY);
        if (once.ok) expect(checkValue(form, place, once.value, TODAY)).toEqual(once);
      }),
    );
  });
});

describe("an age", () => {
  test.each([
    [{ age: "12", birthDate: "2014-05-01", ageBand: "11-13" }, []],
    [{ age: "13", birthDate: "2014-05-01", ageBand: "11-13" }, []],
    [{ age: "15", birthDate: "2014-05-01" }, [["age", "age-against-birth-date"]]],
    [{ age: "11", birthDate: "2014-05-01" }, [["age", "age-against-birth-date"]]],
    [{ birthDate: "2014-05-01", ageBand: "16-17" }, [["ageBand", "band-against-birth-date"]]],
    [{ age: "5", ageBand: "6-10" }, [["ageBand", "band-against-age"]]],
    [{ age: "mười", ageBand: "unknown" }, []],
  ])("of %j contradicts itself in %j", (said, found) => {
    expect([...contradictions(said, TODAY)]).toEqual(found);
  });
});

describe("what is shown and wanted", () => {
  const nobody = { level: undefined };
  const how = singleFieldsOf(form).find(({ key }) => key === "safeContact.how");
  test("follows the answers; what holds something stays in sight", () => {
    if (how === undefined) throw new Error("There is no such field");
    expect(isShown(how, {}, nobody)).toBe(false);
    expect(isShown(how, { "safeContact.call": "unknown" }, nobody)).toBe(false);
    expect(isShown(how, { "safeContact.call": "yes" }, nobody)).toBe(true);
    expect(isShown(how, { "safeContact.how": "qua cô giáo" }, nobody)).toBe(true);
  });

  test("depends on how urgent it is: nothing before, more from P3 on; not known is an answer", () => {
    expect(missingPaths(form, {}, nobody)).toEqual([]);
    expect(missingPaths(form, {}, { level: "P4" })).toEqual(["reasons"]);
    const wanted = missingPaths(form, {}, { level: "P2" });
    expect(wanted).toEqual([
      "child.00000000.ageBand",
      "child.00000000.incidentPlace",
      "reasons",
      "risk.dangerNow",
      "risk.safeAdult",
      "consent.share",
    ]);
    const answered = Object.fromEntries(wanted.map((path) => [path, "unknown"]));
    expect(missingPaths(form, answered, { level: "P2" })).toEqual([]);
    expect(missingPaths(form, { ...answered, "child.a1b2c3d4.name": "Na" }, { level: "P2" })).toEqual([
      "child.a1b2c3d4.ageBand",
      "child.a1b2c3d4.incidentPlace",
    ]);
  });

  test("asks nothing of a child that was removed", () => {
    expect(missingPaths(form, { "child.00000000.removed": "yes" }, { level: "P2" })[0]).toBe("reasons");
  });
});

describe("what may go out", () => {
  const values = {
    aboutWhom: "about_child",
    narrative: "chỉ của Tổng đài",
    reasons: '["violence.physical","violence.neglect"]',
    "informant.name": "Bà Tư",
    "informant.phone": "0912345678",
    "child.00000000.name": "Na",
    "child.00000000.birthDate": "2014-05-01",
    "child.b0000000.name": "Bi",
    "child.c0000000.name": "đã bỏ",
    "child.c0000000.removed": "yes",
    "person.00000000.note": "ghi riêng",
    "person.00000000.relation": "neighbour",
    favouriteColour: "blue",
  };

  test("is shared, of nobody removed, and declared", () => {
    expect(Object.keys(redactRecord(form, values, "authority"))).toEqual([
      "child.00000000.name",
      "child.00000000.birthDate",
      "child.b0000000.name",
      "reasons",
      "person.00000000.relation",
    ]);
    expect(redactRecord(form, values, "other_side")).toEqual({});
    expect(redactRecord(form, values, "helpline")).toEqual(values);
  });

  test("is told in words, under its heading", () => {
    expect(sharedRows(form, values).map(({ heading, words }) => [heading.vi, words.vi])).toEqual([
      ["Trẻ em 1", "Na"],
      ["Trẻ em 1", "01/05/2014"],
      ["Trẻ em 2", "Bi"],
      ["Chuyện gì", "Bạo lực thể chất; Bỏ mặc, sao nhãng"],
      ["Người liên quan", "Hàng xóm, người quen"],
    ]);
    expect(wordsAt(form, "risk.dangerNow", "yes")).toEqual({ vi: "Có", en: "Yes" });
    expect(wordsAt(form, "nowhere", "yes")).toBeUndefined();
  });

  test("a record is called by its name, or by its first child's", () => {
    expect(nameOf({ name: " Nhi " })).toBe("Nhi");
    expect(nameOf(values)).toBe("Na");
    expect(nameOf({ "child.c0000000.name": "x", "child.c0000000.removed": "yes" })).toBe("");
  });
});
