import { PLACE_CODE, UNKNOWN_PLACE } from "../place/place.ts";
import { cleanText } from "../privacy/text.ts";
import { accept, refuse, type Result } from "../result.ts";
import { choicesOf } from "./conditions.ts";
import { codesOf, VALUE_LIMIT, type Definition, type Field } from "./definition.ts";
import { type Place } from "./path.ts";

export type ValueRefusal =
  | "value-too-long"
  | "value-unknown-code"
  | "value-not-a-day"
  | "value-day-ahead"
  | "value-not-a-number"
  | "value-out-of-range"
  | "value-not-a-phone"
  | "value-not-a-place";

/** No day before it can be meant. */
const FIRST_DAY = "1900-01-01";

/**
 * Brings what was typed into a field into the form in which it is kept: composed, without control or direction
 * characters, lists in the order of their codes. Empty is always right. Refuses what the field cannot hold.
 * @param today the day at the helpline, yyyy-MM-dd
 */
export function checkValue(
  definition: Definition,
  { field }: Place,
  typed: string,
  today: string,
): Result<string, ValueRefusal> {
  // Before anything is done with it: a text of a megabyte is not worth cleaning.
  if (typed.length > 2 * VALUE_LIMIT) return refuse("value-too-long");
  const value = cleanText(typed);
  if (value === "") return accept("");
  if (field === undefined) return value === "yes" ? accept(value) : refuse("value-unknown-code");
  if (value.length > limitOf(field)) return refuse("value-too-long");
  return checkType(definition, field, value, today);
}

/** The longest value of a field, in UTF-16 units. */
export function limitOf(field: Field): number {
  return field.limit ?? (field.type === "text" || field.type === "phone" ? 500 : VALUE_LIMIT);
}

function checkType(definition: Definition, field: Field, value: string, today: string): Result<string, ValueRefusal> {
  switch (field.type) {
    case "text":
      return accept(value.replace(/\s*\n\s*/gu, " "));
    case "long_text":
      return accept(value);
    case "choice":
    case "yes_no_unknown":
      return codesOf(definition, field).some(({ code }) => code === value)
        ? accept(value)
        : refuse("value-unknown-code");
    case "choices":
      return checkChoices(definition, field, value);
    case "date":
      return checkDay(field, value, today);
    case "number":
      return checkNumber(field, value);
    case "phone":
      return /^\+?[\d\s().-]{3,30}$/u.test(value) && /^(?:\D*\d){3,15}\D*$/u.test(value)
        ? accept(value)
        : refuse("value-not-a-phone");
    case "place":
      return value === UNKNOWN_PLACE || PLACE_CODE.test(value) ? accept(value) : refuse("value-not-a-place");
  }
}

function checkChoices(definition: Definition, field: Field, value: string): Result<string, ValueRefusal> {
  const chosen = new Set(choicesOf(value));
  const known = codesOf(definition, field).flatMap(({ code }) => (chosen.has(code) ? [code] : []));
  const isAList = JSON.stringify(choicesOf(value)) === value.replace(/\s/gu, "");
  if (!isAList || known.length !== chosen.size) return refuse("value-unknown-code");
  return accept(known.length === 0 ? "" : JSON.stringify(known));
}

function checkDay(field: Field, value: string, today: string): Result<string, ValueRefusal> {
  if (!isDay(value) || value < FIRST_DAY) return refuse("value-not-a-day");
  return field.isPast === true && value > today ? refuse("value-day-ahead") : accept(value);
}

function checkNumber(field: Field, value: string): Result<string, ValueRefusal> {
  if (!/^\d{1,9}$/u.test(value)) return refuse("value-not-a-number");
  const number = Number(value);
  const isWithin = number >= (field.from ?? 0) && number <= (field.to ?? Number.MAX_SAFE_INTEGER);
  return isWithin ? accept(String(number)) : refuse("value-out-of-range");
}

/** Whether a text names a day of the calendar, as yyyy-MM-dd. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
