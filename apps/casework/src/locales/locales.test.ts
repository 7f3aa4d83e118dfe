import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import en from "./en.json";
import vi from "./vi.json";

type Messages = { readonly [key: string]: string | Messages };

function flat(messages: Messages, path = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
}

const argumentsOf = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}|<(\w+)>/gu)].map(([, name, tag]) => name ?? tag ?? "").sort();

test("both languages hold the same keys with the same arguments, and every word can be formatted", () => {
  const [vietnamese, english] = [new Map(flat(vi)), new Map(flat(en))];
  expect([...english.keys()].sort()).toEqual([...vietnamese.keys()].sort());
  for (const [key, text] of vietnamese) {
    expect([key, argumentsOf(english.get(key) ?? "")]).toEqual([key, argumentsOf(text)]);
    expect(() => [
      new IntlMessageFormat(text, "vi"),
      new IntlMessageFormat(english.get(key) ?? "", "en"),
    ]).not.toThrow();
  }
});
