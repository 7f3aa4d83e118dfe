import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import en from "./en.json";
import vi from "./vi.json";

type Words = { readonly [key: string]: string | Words };

/** Every message by its whole key, with the arguments that it takes. */
function argumentsOf(words: Words, language: string, path = ""): [key: string, names: string][] {
  return Object.entries(words).flatMap(([key, word]): [string, string][] =>
    typeof word === "string"
      ? [[path + key, [...namesIn(elementsOf(word, language))].toSorted().join(" ")]]
      : argumentsOf(word, language, `${path}${key}.`),
  );
}

/** What the parser makes of a message, as far as this test looks at it. */
type Element = {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
  readonly children?: readonly Element[];
};

const LITERAL = 0;

function elementsOf(word: string, language: string): readonly Element[] {
  return new IntlMessageFormat(word, language).getAst();
}

function namesIn(elements: readonly Element[]): Set<string> {
  const names = new Set<string>();
  for (const { type, value, options = {}, children = [] } of elements) {
    if (type !== LITERAL && value !== undefined) names.add(value);
    const inner = [...children, ...Object.values(options).flatMap((option) => option.value)];
    for (const name of namesIn(inner)) names.add(name);
  }
  return names;
}

test("both languages have the same keys with the same arguments", () => {
  expect(argumentsOf(en, "en")).toEqual(argumentsOf(vi, "vi"));
});

test("no word is empty, and none is left in the other language", () => {
  const [english, vietnamese] = [flat(en), flat(vi)];
  const same = [...english].filter(([key, word]) => vietnamese.get(key) === word).map(([key]) => key);
  expect([...english.values(), ...vietnamese.values()].filter((word) => word.trim() === "")).toEqual([]);
  // Names and bare marks are the same everywhere.
  expect(same).toEqual([
    "words.channel.zalo",
    "words.channel.messenger",
    "offer.other",
    "record.form.numbered",
    "danger.title",
  ]);
});

test("Vietnamese is written in NFC", () => {
  for (const word of flat(vi).values()) expect(word).toBe(word.normalize("NFC"));
});

function flat(words: Words, path = ""): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, word]): [string, string][] =>
      typeof word === "string" ? [[path + key, word]] : [...flat(word, `${path}${key}.`)],
    ),
  );
}
