import { expect, test } from "vitest";
import { youngestBand } from "./age.ts";

const TODAY = "2026-11-22";

test.each([
  ["nothing is known", [{}], undefined],
  ["a band that is not known", [{ ageBand: "unknown" }], undefined],
  ["a band", [{ ageBand: "14-15" }], "14-15"],
  ["years", [{ age: "5" }], "3-5"],
  ["six years", [{ age: "6" }], "6-10"],
  ["fifteen years", [{ age: "15" }], "14-15"],
  ["sixteen years", [{ age: " 16 " }], "16-17"],
  ["grown up", [{ age: "18" }], "18+"],
  ["words instead of years", [{ age: "mười" }], undefined],
  ["the day before the sixth birthday", [{ birthDate: "2020-11-23" }], "3-5"],
  ["the sixth birthday", [{ birthDate: "2020-11-22" }], "6-10"],
  ["born today", [{ birthDate: TODAY }], "0-2"],
  ["a birthday that lies ahead", [{ birthDate: "2026-11-23" }], undefined],
  ["no date at all", [{ birthDate: "22/11/2020" }], undefined],
  ["several children: the youngest", [{ ageBand: "16-17" }, { age: "4" }, {}], "3-5"],
  ["band against years: the younger", [{ ageBand: "11-13", age: "5" }], "3-5"],
] as const)("%s", (_, children, band) => {
  expect(youngestBand(children, TODAY)).toBe(band);
});
