/** Digits and a plus sign alone reach the trunk: no more than E.164 allows, no fewer than a national number has. */
const DIALABLE = /^\+?\d{8,15}$/u;
/** What people write between digits. */
const BETWEEN = /[\s().\u2010-\u2015-]/gu;

/** A number as it is dialled; undefined for anything that is none, so that nothing else ever reaches the trunk. */
export function dialable(number: string): string | undefined {
  const bare = number.normalize("NFKC").replace(BETWEEN, "");
  return DIALABLE.test(bare) ? bare : undefined;
}
