import { isDisplay } from "../call/caller-display.ts";
import { interpretersOf } from "../call/interpreters.ts";
import { cleanText } from "../privacy/text.ts";
import type { TextRow } from "./row.ts";

/** A number as it is dialled: digits, grouped or with the sign of a country. */
const DIALLED = /^\+?\d(?: ?\d){2,14}$/u;

/** Whether words fit in a line of the policy: something, not too long, in one line, and nothing that hides or turns text. */
export function isLine({ shape, max }: Pick<TextRow, "shape" | "max">, text: string): boolean {
  if (text.length === 0 || text.length > max || text !== cleanText(text) || /\s{2}|[\n\t]/u.test(text)) return false;
  switch (shape) {
    case "words":
      return true;
    case "phone":
      return DIALLED.test(text);
    case "interpreters":
      return interpretersOf(text) !== undefined;
    case "display":
      return isDisplay(text);
  }
}
