import compile from "icu-minify/compile";
import format from "icu-minify/format";
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
const NUMBER = 2;
const SELECT = 5;
const PLURAL = 6;
const TAG = 8;

/** Enough to reach each choice of a plural in either language. */
const COUNTS = [0, 1, 2, 1234];

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

  test("a message says the same compiled, as a built app carries it, as it does where it stands", () => {
    for (const [language, words] of [["vi", vietnamese] as const, ["en", english] as const]) {
      for (const [key, word] of words) {
        for (const values of samplesFor(elementsOf(word, language))) {
          const standing = new IntlMessageFormat(word, language).format(values);
          const compiled = format(compile(word), language, values, { formatters: FORMATTERS });
          expect([key, compiled]).toEqual([key, standing]);
        }
      }
    }
  });

  test("Vietnamese is written in NFC", () => {
    for (const word of vietnamese.values()) expect(word).toBe(word.normalize("NFC"));
  });
}

type Value = string | number | ((chunks: readonly unknown[]) => string);

const FORMATTERS = {
  getDateTimeFormat: (...rest: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...rest),
  getNumberFormat: (...rest: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...rest),
  getPluralRules: (...rest: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...rest),
};

/** Values for every argument of a message, in as many turns as its widest choice has answers. */
function samplesFor(elements: readonly Element[]): Record<string, Value>[] {
  const answers = new Map<string, readonly Value[]>();
  const gather = (parts: readonly Element[]): void => {
    for (const { type, value, options = {}, children = [] } of parts) {
      if (type !== LITERAL && value !== undefined) answers.set(value, answersTo(type, value, Object.keys(options)));
      gather([...children, ...Object.values(options).flatMap((option) => option.value)]);
    }
  };
  gather(elements);
  const turns = Math.max(1, ...[...answers.values()].map(({ length }) => length));
  return Array.from({ length: turns }, (_, turn) =>
    Object.fromEntries([...answers].map(([name, values]) => [name, values[turn % values.length] ?? ""])),
  );
}

function answersTo(type: number, name: string, options: readonly string[]): readonly Value[] {
  if (type === TAG) return [(chunks) => `[${chunks.join("")}]`];
  if (type === SELECT) return options;
  if (type === PLURAL) return COUNTS;
  return type === NUMBER ? [1234.5] : [`«${name}»`];
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
