import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";

export type Words = { readonly [key: string]: string | Words };

/** What the parser makes of a message, as far as these tests look at it. */
type Element = {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
  readonly children?: readonly Element[];
};

const LITERAL = 0;

/** Holds two files of words to each other. `alike` are the keys whose words are the same in both: names and bare marks. */
export function holdLocales(vi: Words, en: Words, alike: readonly string[] = []): void {
  const [vietnamese, english] = [flat(vi), flat(en)];

  test("both languages have the same keys with the same arguments", () => {
    expect(argumentsOf(english, "en")).toEqual(argumentsOf(vietnamese, "vi"));
  });

  test("no word is empty, and none is left in the other language", () => {
    const same = [...english].filter(([key, word]) => vietnamese.get(key) === word).map(([key]) => key);
    expect([...english.values(), ...vietnamese.values()].filter((word) => word.trim() === "")).toEqual([]);
    expect(same).toEqual(alike);
  });

  test("Vietnamese is written in NFC", () => {
    for (const word of vietnamese.values()) expect(word).toBe(word.normalize("NFC"));
  });
}

/** Every message by its whole key, with the arguments that it takes. */
function argumentsOf(words: ReadonlyMap<string, string>, language: string): [key: string, names: string][] {
  return [...words].map(([key, word]) => [key, [...namesIn(elementsOf(word, language))].toSorted().join(" ")]);
}

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

function flat(words: Words, path = ""): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, word]): [string, string][] =>
      typeof word === "string" ? [[path + key, word]] : [...flat(word, `${path}${key}.`)],
    ),
  );
}
