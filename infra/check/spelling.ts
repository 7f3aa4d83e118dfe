import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Findings, Problem } from "./step.ts";
import { ownFiles } from "./tree.ts";

const TEXTS = /\.(tsx?|json|sql|html|md|sh|yaml|yml)$/;
/** What people type is spelled as they like; these hold it on purpose, or explain it. */
const AS_TYPED = /(\.test\.tsx?$|^packages\/testkit\/|^packages\/simulation\/src\/search\/|\/spelling\.ts$)/;

type House = { readonly found: RegExp; readonly rather: (found: string) => string };

const OLD: Readonly<Record<string, string>> = {
  ...pairs("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
  ...pairs("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
  ...pairs("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
};

/** One spelling of each word: decision 46 says why these. Whole words only, in any case of letters. */
const HOUSE: readonly House[] = [
  {
    // The tone of oa, oe, uy stands on the first vowel when nothing follows; after q the u is no vowel.
    found: /\p{L}*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\p{L})/giu,
    rather: (word) => word.slice(0, -2) + withCase(word.slice(-2)),
  },
  ...(
    [
      ["lí", "lý"],
      ["kĩ", "kỹ"],
      ["mĩ", "mỹ"],
      ["kí", "ký"],
      ["kì", "kỳ"],
      ["tỉ lệ", "tỷ lệ"],
      ["bác sỹ", "bác sĩ"],
      ["qui định", "quy định"],
      ["qui tắc", "quy tắc"],
    ] as const
  ).map(([word, rather]) => ({
    found: new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "giu"),
    rather: () => rather,
  })),
];

/** What staff read; here a thing has the word that the glossary gives it. */
const STAFF_TEXTS =
  /(\/locales\/vi\.json|-messages\.ts|\/policy\/rows-[a-z]+\.ts|^docs\/(?:counsellors|supervisors)\/.*\.md)$/;
const GLOSSARY: readonly House[] = (
  [
    [/(?<!trung học )(?<!\p{L})cơ sở(?! nuôi dưỡng)/giu, "trung tâm"],
    [/(?<!\p{L})giám sát viên/giu, "giám sát"],
    [/(?<!quản lý )(?<!\p{L})hồ sơ/giu, "ghi chép (a case will be a hồ sơ)"],
    [/(?<!\p{L})ca nặng/giu, "lượt nặng (a ca is a shift)"],
    [/(?<!\p{L})nhân viên tư vấn/giu, "tư vấn viên"],
  ] as const
).map(([found, rather]) => ({ found, rather: () => rather }));

/** Vietnamese of ours that is spelled in another way than the house does, or not in composed letters (NFC). */
export function findMisspelled(root: string): Promise<Findings> {
  const files = ownFiles(root).filter((path) => TEXTS.test(path) && !AS_TYPED.test(path));
  const problems = files.flatMap((file) => misspelledIn(file, readFileSync(join(root, file), "utf8")));
  return Promise.resolve({ problems, lookedAt: `${files.length} files` });
}

/** What is misspelled in one text, by line, with what to write instead. */
export function misspelledIn(file: string, text: string): Problem[] {
  return text.split("\n").flatMap((line, index) => {
    const at = (message: string) => ({ file, rule: "spelling", message: `line ${index + 1}: ${message}` });
    const house = STAFF_TEXTS.test(file) ? [...HOUSE, ...GLOSSARY] : HOUSE;
    const words = house.flatMap(({ found, rather }) =>
      Array.from(line.matchAll(found), ([word]) => at(`${word}: the house writes ${rather(word)}`)),
    );
    return /[aeiouyAEIOUYdD][\u0300-\u036F]/u.test(line) ? [...words, at("letters are not composed (NFC)")] : words;
  });
}

function pairs(from: string, to: string): Record<string, string> {
  const rather = to.split(" ");
  return Object.fromEntries(from.split(" ").map((found, index) => [found, rather[index] ?? found]));
}

function withCase(vowels: string): string {
  const rather = OLD[vowels.toLowerCase()] ?? vowels;
  return vowels === vowels.toUpperCase() ? rather.toUpperCase() : rather;
}
