import { fold } from "../privacy/text.ts";

export type PasswordObjection = "password-short" | "password-long" | "password-has-name" | "password-common";

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** What passwords of at least twelve characters are made of when they are guessed first (English and Vietnamese). */
const COMMON = [
  "password",
  "passw0rd",
  "matkhau",
  "qwerty",
  "azerty",
  "asdfgh",
  "zxcvbn",
  "iloveyou",
  "anhyeuem",
  "emyeuanh",
  "toiyeu",
  "vietnam",
  "nightlight",
  "denngu",
  "tongdai",
  "treem",
  "admin",
  "administrator",
  "quantri",
  "welcome",
  "letmein",
  "changeme",
  "trustno",
  "dragon",
  "monkey",
  "football",
  "baseball",
  "sunshine",
  "princess",
  "superman",
  "hanoi",
  "saigon",
  "hochiminh",
  "secret",
  "abcdef",
  "abcabc",
  "login",
  "guest",
  "master",
  "test",
] as const;

const ROWS = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"] as const;

/** The fewest characters that have to be left once what everybody guesses is taken away. */
const SHORTEST_REST = 5;
const FEWEST_DIFFERENT = 5;

/**
 * What speaks against a password, or undefined. Length counts, not kinds of characters (NIST SP 800-63B, 5.1.1.2):
 * refused are short ones, the person's own name, and what is tried first: common words and rows of keys with a few
 * characters around them, and repetition.
 */
export function objectionToPassword(password: string, username: string): PasswordObjection | undefined {
  const letters = Array.from(password.normalize("NFKC"));
  if (letters.length < SHORTEST_PASSWORD) return "password-short";
  if (letters.length > LONGEST_PASSWORD) return "password-long";
  // The two replacements that everybody knows fool no guesser.
  const plain = fold(password).replaceAll("@", "a").replaceAll("$", "s");
  const bare = plain.replace(/[^\p{L}\p{N}]/gu, "");
  const name = fold(username).replace(/[^\p{L}\p{N}]/gu, "");
  if (name.length >= 3 && bare.includes(name)) return "password-has-name";
  if (new Set(letters).size < FEWEST_DIFFERENT) return "password-common";
  return restOf(bare).length < SHORTEST_REST ? "password-common" : undefined;
}

/** What is left of a password without common words, rows of keys (either way), repeats and years. */
function restOf(bare: string): string {
  let rest = [...COMMON].sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ""), bare);
  for (const row of ROWS.flatMap((keys) => [keys, Array.from(keys).reverse().join("")])) rest = withoutRuns(rest, row);
  return rest.replace(/(?:19|20)\d\d/gu, "").replace(/(.{1,4}?)\1+/gu, "$1");
}

/** Takes out every piece of at least three neighbours of a row of keys. */
function withoutRuns(text: string, row: string): string {
  for (let length = row.length; length >= 3; length -= 1) {
    for (let at = 0; at + length <= row.length; at += 1) text = text.replaceAll(row.slice(at, at + length), "");
  }
  return text;
}

/** Whether a PIN is among the first that anybody would try: one digit only, digits in a row, or a pair repeated. */
export function isGuessablePin(pin: string): boolean {
  if (/^(\d{1,3})\1+$/u.test(pin)) return true;
  const [up, down] = ["01234567890123456789", "98765432109876543210"];
  return up.includes(pin) || down.includes(pin);
}
