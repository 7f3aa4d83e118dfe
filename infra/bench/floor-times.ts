/** Something that happened to a contact, by the database's clock. */
export type Change = { readonly contactId: string; readonly version: number; readonly at: number };

/** What a screen was told by one reading of the floor: which versions of which contacts, and which are gone. */
export type Told = {
  readonly number: number;
  readonly versions: ReadonlyMap<string, number>;
  readonly gone: ReadonlySet<string>;
};

/** The frame in which a reading was first on screen. */
export type Painted = { readonly number: number; readonly at: number };

/**
 * For each change the time until the frame that shows a reading which holds it, in milliseconds; NaN when no frame did.
 * All times are of one machine's clock.
 */
export function timesToPixel(
  changes: readonly Change[],
  told: readonly Told[],
  painted: readonly Painted[],
): readonly number[] {
  const tellingOf = new Map<string, { readonly number: number; readonly version: number }[]>();
  const note = (contactId: string, number: number, version: number): void => {
    tellingOf.set(contactId, [...(tellingOf.get(contactId) ?? []), { number, version }]);
  };
  for (const { number, versions, gone } of told.toSorted((one, other) => one.number - other.number)) {
    for (const [contactId, version] of versions) note(contactId, number, version);
    for (const contactId of gone) note(contactId, number, Infinity);
  }
  const frames = painted.toSorted((one, other) => one.number - other.number);
  return changes.map(({ contactId, version, at }) => {
    const telling = tellingOf.get(contactId)?.find((each) => each.version >= version);
    const frame = telling && frames.find(({ number }) => number >= telling.number);
    return frame === undefined ? Number.NaN : frame.at - at;
  });
}
