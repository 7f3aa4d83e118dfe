import { dialableOutside } from "./outside-party.ts";

/** Somebody who interprets, by the language as it is called in the house. */
export type Interpreter = { readonly language: string; readonly number: string };

/** One of the list: a name, a colon, a number. */
const ENTRY = /^(?<language>[^:;]{2,40}):\s*(?<number>\+?[\d ().-]{3,20})$/u;

/**
 * The interpreters of a line of the policy, such as `H'Mông: 0912 345 678; Khmer: 0987 654 321`; undefined where it is no
 * such list. A single dash is a list of nobody.
 */
export function interpretersOf(line: string): readonly Interpreter[] | undefined {
  if (line === NOBODY) return [];
  const found = line.split(";").map((entry) => {
    const { language, number } = ENTRY.exec(entry.trim())?.groups ?? {};
    return language === undefined || dialableOutside(number) === undefined
      ? undefined
      : { language: language.trim(), number: number?.trim() ?? "" };
  });
  const known = found.filter((each) => each !== undefined);
  const isUnique = new Set(known.map(({ language }) => language.toLowerCase())).size === known.length;
  return known.length === found.length && isUnique ? known : undefined;
}

export const NOBODY = "–";
