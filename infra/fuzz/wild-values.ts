import type { Chance } from "./chance.ts";

const ZALGO = "e\u0301\u0323\u0327".repeat(40);

/** Text that has broken programs before: forms of Unicode, controls, directions, quotes, markup, templates, paths. */
const TEXTS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "\u0000\u0001\u0007\u001b[31m",
  "\u202Egnirts\u202C",
  "\uFEFF\u200B\u2060",
  "\uD800",
  "\uDFFF\uD800",
  "Nguyễn Thị Ánh".normalize("NFD"),
  "Nguyễn Thị Ánh".normalize("NFC"),
  "ﬁ Ⅷ ① ｆｕｌｌ",
  "lаn", // the second letter is Cyrillic
  "LAN\u0130ı",
  "ß".toUpperCase(),
  ZALGO,
  "👨‍👩‍👧‍👦".repeat(50),
  "a".repeat(4_001),
  "\\",
  '"',
  "'; drop table contact; --",
  "1 or 1=1",
  "${7*7}{{7*7}}<%= 7*7 %>#{7*7}",
  "<script>alert(1)</script>",
  "=cmd|' /C calc'!A0",
  "../../../../etc/passwd",
  "..\\..\\windows\\win.ini",
  "%00",
  "%2e%2e%2f",
  "\r\nSet-Cookie: nightlight-session=x",
  "NaN",
  "null",
  "undefined",
  "true",
  "-0",
  "1e309",
  "0x10",
  "٣",
  "__proto__",
  "constructor",
  "toString",
  "[object Object]",
  "nightlight.actor_id",
];

const NUMBERS: readonly number[] = [
  -1, 0, -0, 0.5, 1, 2, 2_147_483_647, 2_147_483_648, 9_007_199_254_740_992, 1e99, -1e99,
];

/** Names of fields that must never be taken from outside, and of what JavaScript has in every object. */
const EXTRA_FIELDS: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "id",
  "ownerId",
  "owner_id",
  "contactId",
  "personId",
  "counsellorId",
  "actor",
  "roles",
  "role",
  "isAdmin",
  "isDemo",
  "status",
  "state",
  "lane",
  "version",
  "sessionId",
  "barred",
  "suspendedAt",
  "passwordHash",
  "$where",
  "",
];

/** Any value where another was expected. */
export function wildValue(chance: Chance, ids: readonly string[]): unknown {
  switch (chance.below(8)) {
    case 0:
      return null;
    case 1:
      return chance.is(0.5);
    case 2:
      return chance.pick(NUMBERS);
    case 3:
      return [];
    case 4:
      return { [chance.pick(EXTRA_FIELDS)]: chance.pick(TEXTS) };
    case 5:
      return [chance.pick(TEXTS), chance.pick(NUMBERS)];
    case 6:
      return wildId(chance, ids);
    default:
      return wildText(chance);
  }
}

/** Text that is not what it seems. */
export function wildText(chance: Chance): string {
  const text = chance.pick(TEXTS);
  return chance.is(0.15) ? text + chance.pick(TEXTS) : text;
}

/** An id of somebody else, of nothing, or almost one. */
export function wildId(chance: Chance, ids: readonly string[]): string {
  const id = chance.pick(ids);
  switch (chance.below(10)) {
    case 0:
      return id.toUpperCase();
    case 1:
      return id.slice(0, -1);
    case 2:
      return `${id}0`;
    case 3:
      return `{${id}}`;
    case 4:
      return id.replaceAll("-", "");
    case 5:
      return `${id}' or '1'='1`;
    default:
      return id;
  }
}

/** Puts one field too many into an object, or takes it for a prototype's. */
export function addField(chance: Chance, value: object, ids: readonly string[]): object {
  const name = chance.pick(EXTRA_FIELDS);
  const extra = chance.is(0.4)
    ? chance.pick([["administrator"], "administrator", true, { isAdmin: true }])
    : wildValue(chance, ids);
  return Object.defineProperty({ ...value }, name, {
    value: extra,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
