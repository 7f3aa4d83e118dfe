import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDefinition, wouldOrphan } from "./check-definition.ts";
import type { Definition, Field } from "./definition.ts";

const label = { vi: "Tên", en: "Name" };
const name: Field = { key: "name", type: "text", label, audience: "shared", sensitivity: "sensitive" };
const kind: Field = { ...name, key: "kind", type: "choice", codes: "kinds" };

function form(fields: readonly object[], more: object = {}): Definition {
  const codes = { kinds: [{ code: "a", label }] };
  const parts = fields.map((field) => ({ field }));
  return { version: 3, codes, sections: [{ key: "all", label, parts }], ...more } as Definition;
}

const faultsOf = (candidate: unknown): string[] =>
  checkDefinition(candidate).map(({ fault, at }) => `${fault} ${at}`.trim());

describe("a definition", () => {
  test("that is whole has no fault", () => {
    expect(faultsOf(form([name, kind]))).toEqual([]);
  });

  test.each([
    ["two fields of one key", form([name, name]), ["duplicate-key name"]],
    ["a key that no path can hold", form([{ ...name, key: "full name" }]), ["bad-key full name"]],
    ["a key of three parts", form([{ ...name, key: "a.b.c" }]), ["bad-key a.b.c"]],
    ["the key that marks removal", form([{ ...name, key: "removed" }]), ["bad-key removed"]],
    ["a type that nobody draws", form([{ ...name, type: "fax" }]), ["unknown-type name"]],
    ["an audience that nobody is", form([{ ...name, audience: "press" }]), ["unknown-audience name"]],
    ["a list that is not there", form([{ ...kind, codes: "colours" }]), ["unknown-code-list kind"]],
    ["a list with a prototype's name", form([{ ...kind, codes: "constructor" }]), ["unknown-code-list kind"]],
    ["a choice without a list", form([{ ...name, type: "choices" }]), ["unknown-code-list name"]],
    ["a label in one language", form([{ ...name, label: { vi: "Tên", en: " " } }]), ["missing-label name"]],
    [
      "a condition that points nowhere",
      form([{ ...name, visibleWhen: { anyOf: [{ field: "kind", is: ["a"] }] } }]),
      ["condition-points-nowhere name"],
    ],
    [
      "a code twice",
      form([kind], {
        codes: {
          kinds: [
            { code: "a", label },
            { code: "a", label },
          ],
        },
      }),
      ["duplicate-code kinds: a"],
    ],
  ])("with %s says so", (_, candidate, faults) => {
    expect(faultsOf(candidate)).toEqual(faults);
  });

  test.each([
    ["nothing", null],
    ["a list", []],
    ["no sections", { version: 3, codes: {} }],
    ["a version of zero", form([name], { version: 0 })],
    ["a field without a key", form([{ ...name, key: "" }])],
    ["a condition without a question", form([{ ...name, requiredWhen: { field: "kind" } }])],
    ["codes that are no list", form([name], { codes: { kinds: "a" } })],
  ])("made of %s is broken", (_, candidate) => {
    expect(faultsOf(candidate)).toEqual(["broken"]);
  });

  test("of any JSON at all is judged, and never throws", () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => checkDefinition(json).length > 0));
  });
});

describe("a new definition after an old one", () => {
  const old = form([name, kind, { ...name, key: "told", audience: "informant" }]);
  test.each([
    [
      "with a field more",
      form([name, kind, { ...name, key: "told", audience: "informant" }, { ...name, key: "more" }]),
      [],
    ],
    ["without a field", form([kind, { ...name, key: "told", audience: "informant" }]), ["name"]],
    [
      "with another type",
      form([{ ...name, type: "date" }, kind, { ...name, key: "told", audience: "informant" }]),
      ["name"],
    ],
    ["that shows the informant's to others", form([name, kind, { ...name, key: "told" }]), ["told"]],
    [
      "without a code",
      form([name, kind, { ...name, key: "told", audience: "informant" }], { codes: { kinds: [{ code: "b", label }] } }),
      ["kind: a"],
    ],
  ])("%s", (_, after, orphans) => {
    expect(wouldOrphan(old, after).map(({ at }) => at)).toEqual(orphans);
  });
});
