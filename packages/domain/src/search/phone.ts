/** A telephone number in its one form (E.164), and what it leads to: a person's own phone, a household's, a line abroad. */
export type Phone = { readonly e164: string; readonly line: "mobile" | "fixed" | "abroad" };

/** Mobile prefixes of eleven digits that ended in 2018, and what became of them. */
const OLD_PREFIXES: Readonly<Record<string, string>> = {
  "0162": "032",
  "0163": "033",
  "0164": "034",
  "0165": "035",
  "0166": "036",
  "0167": "037",
  "0168": "038",
  "0169": "039",
  "0120": "070",
  "0121": "079",
  "0122": "077",
  "0126": "076",
  "0128": "078",
  "0123": "083",
  "0124": "084",
  "0125": "085",
  "0127": "081",
  "0129": "082",
  "0186": "056",
  "0188": "058",
  "0199": "059",
};

const COUNTRY = "84";
const OLD_MOBILE = /^01\d{9}$/u;
const MOBILE = /^0[35789]\d{8}$/u;
const FIXED = /^02\d{9}$/u;
const ABROAD = /^\+[1-9]\d{7,14}$/u;

/**
 * Reads a telephone number however it is written: +84, 84, 0084 or 0 before it, with spaces, dots and brackets, with a
 * mobile prefix of before 2018. Undefined for anything else, short codes such as 111 among it.
 */
export function phoneOf(text: string): Phone | undefined {
  const plain = text.normalize("NFKC").replace(/[\s().\-/]/gu, "");
  if (!/^\+?\d{8,15}$/u.test(plain)) return undefined;
  const national = nationalOf(plain);
  if (national === undefined) return ABROAD.test(plain) ? { e164: plain, line: "abroad" } : undefined;
  const e164 = `+${COUNTRY}${national.slice(1)}`;
  if (MOBILE.test(national)) return { e164, line: "mobile" };
  return FIXED.test(national) ? { e164, line: "fixed" } : undefined;
}

/** Every way in which a number may have been written before it had one form, the one form first. */
export function spellingsOf({ e164 }: Phone): readonly string[] {
  if (!e164.startsWith(`+${COUNTRY}`)) return [e164, e164.slice(1)];
  const rest = e164.slice(COUNTRY.length + 1);
  const old = Object.entries(OLD_PREFIXES).find(([, today]) => `0${rest}`.startsWith(today));
  const bodies = old === undefined ? [rest] : [rest, `${old[0].slice(1)}${rest.slice(2)}`];
  return bodies.flatMap((body) => [`+${COUNTRY}${body}`, `${COUNTRY}${body}`, `0${body}`, `00${COUNTRY}${body}`]);
}

/** The number as it is dialled inside the country, its prefix brought up to date; undefined for a number abroad. */
function nationalOf(plain: string): string | undefined {
  const [, body] = /^(?:\+84|0084|84(?=\d{9,10}$)|0(?!0))0?(\d+)$/u.exec(plain) ?? [];
  if (body === undefined) return undefined;
  const dialled = `0${body}`;
  const today = OLD_MOBILE.test(dialled) ? OLD_PREFIXES[dialled.slice(0, 4)] : undefined;
  return today === undefined ? dialled : `${today}${dialled.slice(4)}`;
}
