import { describe, expect, test } from "vitest";
import { createCanaryFinder, makeCanary, makePhoneCanary } from "./canaries.ts";

const narrative = makeCanary("narrative", (digits) => "0123456789abcdef".slice(0, digits));
const phone = makePhoneCanary("phone", () => "12345678");
const find = createCanaryFinder([narrative, phone]);

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

describe("a canary is found", () => {
  test.each<[string, (text: string) => string]>([
    ["as it is", (text) => text],
    ["in capitals", (text) => text.toUpperCase()],
    ["without accents", fold],
    ["as JSON within JSON", (text) => JSON.stringify(JSON.stringify({ text }))],
    ["in an address", encodeURIComponent],
    ["with every byte escaped", (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join("")],
    ["as base64", (text) => Buffer.from(text).toString("base64")],
    ["as base64, one byte later", (text) => Buffer.from(`.${text}`).toString("base64")],
    ["as base64, two bytes later", (text) => Buffer.from(`..${text}`).toString("base64")],
    ["as base64url", (text) => Buffer.from(text).toString("base64url")],
    ["as hex", (text) => Buffer.from(text).toString("hex")],
    ["mirrored", (text) => Array.from(text).reverse().join("")],
  ])("%s", (_name, encode) => {
    expect(find(`{"before":1}${encode(narrative.text)}after`)).toEqual(["narrative"]);
    expect(find(encode(phone.text))).toEqual(["phone"]);
  });

  test("as a phone number with separators, with or without the country code", () => {
    expect(find("091 234 5678")).toEqual(["phone"]);
    expect(find("+84 91-234-5678")).toEqual(["phone"]);
  });
});

test("and nothing is found where there is none", () => {
  expect(find("Bí mật của đứa trẻ: qz00, +84912345679")).toEqual([]);
  expect(createCanaryFinder([])("anything")).toEqual([]);
});
