import { describe, expect, test } from "vitest";
import { AUDIENCES } from "../privacy/audience.ts";
import { RISK_QUESTIONS } from "../risk/questions.ts";
import { checkDefinition, wouldOrphan } from "./check-definition.ts";
import { allFieldsOf } from "./conditions.ts";
import { RECORD_DEFINITIONS } from "./default-definition.ts";
import type { Definition, Field } from "./definition.ts";

const newest = RECORD_DEFINITIONS.at(-1) as Definition;
const keysFor = (audience: Field["audience"]): string[] =>
  allFieldsOf(newest).flatMap(({ field, group }) =>
    field.audience === audience ? [group === undefined ? field.key : `${group}.${field.key}`] : [],
  );

describe("the definitions that come with the program", () => {
  test.each(RECORD_DEFINITIONS)("version $version is whole", (definition) => {
    expect(checkDefinition(definition)).toEqual([]);
    expect(checkDefinition(JSON.parse(JSON.stringify(definition)))).toEqual([]);
    expect(wouldOrphan(definition, definition)).toEqual([]);
  });

  test("are numbered in their order", () => {
    expect(RECORD_DEFINITIONS.map(({ version }) => version)).toEqual([1, 2]);
  });

  test("version 1 has the audiences that were declared when there was no other", () => {
    const [first] = RECORD_DEFINITIONS as [Definition];
    const audiences = Object.fromEntries(allFieldsOf(first).map(({ field }) => [field.key, field.audience]));
    expect(audiences).toEqual(AUDIENCES.record);
  });

  test("what stays at the helpline, and what is the informant's, is written out here once more", () => {
    expect(keysFor("helpline")).toEqual([
      "aboutWhom",
      "narrative",
      "safeContact.call",
      "safeContact.text",
      "safeContact.how",
      "consent.share",
      "consent.reason",
      "informant.agreed",
      "person.note",
    ]);
    expect(keysFor("informant")).toEqual([
      "informant.name",
      "informant.relation",
      "informant.phone",
      "informant.address",
    ]);
  });

  test("every question about risk is asked, with its own answers", () => {
    const risk = allFieldsOf(newest).filter(({ field }) => field.key.startsWith("risk."));
    expect(risk.map(({ field }) => field.key)).toEqual(RISK_QUESTIONS.map(({ key }) => `risk.${key}`));
    for (const { field } of risk) expect(newest.codes[field.codes ?? ""]?.length).toBeGreaterThan(1);
  });

  test("whatever is wanted can be answered with not known, or with other", () => {
    for (const { field } of allFieldsOf(newest).filter((each) => each.field.requiredWhen !== undefined)) {
      const codes = newest.codes[field.codes ?? ""] ?? [];
      const hasAWayOut =
        field.type === "place" ||
        field.type === "yes_no_unknown" ||
        codes.some(({ code }) => code === "unknown" || code.endsWith("other"));
      expect([field.key, hasAWayOut]).toEqual([field.key, true]);
    }
  });
});
