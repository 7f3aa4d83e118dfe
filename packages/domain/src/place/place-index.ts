import { fullName, isProvince, splitName, type FormerPlace, type Place, type PlaceBook } from "./place.ts";
import { isNumbered, piecesOf, unitWords, wordsOf, type Word } from "./spelling.ts";

/** Which name of a place an entry is about: its own of today, or one of before. */
export type Entry = {
  readonly place: Place;
  readonly former: Former | undefined;
  /** Words of the name itself, in order. */
  readonly name: readonly Word[];
  /** The name with the word of its kind before it. */
  readonly full: readonly Word[];
  /** Words of its old district, in order. */
  readonly district: readonly Word[];
  /** Words that only narrow down: kinds, the province. */
  readonly around: readonly Word[];
  /** The place's turn in the alphabet, among namesakes by province. */
  readonly order: number;
};

/** A name of before, as it is told beside what took its place. */
export type Former = {
  readonly name: string;
  readonly district: string | undefined;
  readonly province: string | undefined;
  /** In how many units of today it lies; more than one: it was split, and somebody has to choose. */
  readonly successors: number;
};

/** All names, ready to be searched. */
export type PlaceIndex = {
  readonly entries: readonly Entry[];
  /** Every word that occurs, sorted, with the entries it occurs in. */
  readonly vocabulary: readonly string[];
  readonly postings: readonly (readonly number[])[];
  readonly current: ReadonlyMap<string, Place>;
  readonly ended: ReadonlyMap<string, readonly Place[]>;
  readonly formers: ReadonlyMap<string, readonly FormerPlace[]>;
};

/** Makes the index, once for a book: a few ten thousand words. */
export function indexPlaces({ places, formers }: PlaceBook): PlaceIndex {
  const current = inOrder(places.filter(({ validTo }) => validTo === undefined));
  const ended = places.filter(({ validTo }) => validTo !== undefined);
  const orders = new Map([...current.keys()].map((code, order) => [code, order]));
  const maker: Maker = { current, orderOf: ({ code }) => orders.get(code) ?? 0, words: remembered(wordsOf) };
  const entries = [
    ...[...current.values()].map((place) => entryOf(place, maker)),
    ...ended.flatMap((place) => endedEntries(place, maker)),
    ...formerEntries(formers, maker),
    ...formerProvinces(formers, maker),
  ];
  return {
    entries,
    ...invert(entries),
    current,
    ended: groupBy(ended, ({ code }) => code),
    formers: groupBy(formers, ({ code }) => code),
  };
}

type Maker = {
  readonly current: ReadonlyMap<string, Place>;
  readonly orderOf: (place: Place) => number;
  /** The words of a text; few texts are new, and districts and provinces come by the thousand. */
  readonly words: (text: string) => readonly Word[];
};

function remembered(wordsIn: Maker["words"]): Maker["words"] {
  const known = new Map<string, readonly Word[]>();
  return (text) => {
    const held = known.get(text) ?? wordsIn(text);
    known.set(text, held);
    return held;
  };
}

/** Places by code, in the order of the Vietnamese alphabet: comparing costs more than anything else, so once. */
function inOrder(places: readonly Place[]): Map<string, Place> {
  const alphabet = new Intl.Collator("vi", { numeric: true });
  const provinces = new Map(places.map(({ code, name }) => [code, name]));
  const provinceOf = ({ provinceCode }: Place): string => provinces.get(provinceCode) ?? "";
  const sorted = places.toSorted(
    (one, other) => alphabet.compare(one.name, other.name) || alphabet.compare(provinceOf(one), provinceOf(other)),
  );
  return new Map(sorted.map((place) => [place.code, place]));
}

function entryOf(place: Place, { current, orderOf, words }: Maker): Entry {
  const full = fullName(place);
  // People go on saying "tỉnh" of what became a city, and the other way round.
  const within = isProvince(place) ? [] : words(`Tỉnh Thành phố ${current.get(place.provinceCode)?.name ?? ""}`);
  return {
    place,
    former: undefined,
    name: words(place.name),
    full: words(full),
    district: [],
    around: [...words(splitName(full).kind), ...within, ...piecesOf(place.name)],
    order: orderOf(place),
  };
}

/** A unit that only changed its kind, or was given another code, is found by what it was. */
function endedEntries(place: Place, maker: Maker): Entry[] {
  const { successors } = place;
  const former = { name: fullName(place), district: undefined, province: undefined, successors: successors.length };
  const full = maker.words(former.name);
  return successors.flatMap((code) => {
    const successor = maker.current.get(code);
    if (successor === undefined) return [];
    const entry = entryOf(successor, maker);
    return [{ ...entry, former, name: maker.words(place.name), full, around: [...full, ...entry.around] }];
  });
}

function formerEntries(formers: readonly FormerPlace[], { current, orderOf, words }: Maker): Entry[] {
  const unit = ({ name, district, province }: FormerPlace): string => [name, district, province].join("|");
  const successorsOf = new Map<string, Set<string>>();
  for (const former of formers) {
    successorsOf.set(unit(former), (successorsOf.get(unit(former)) ?? new Set()).add(former.successor));
  }
  return formers.flatMap((former) => {
    const place = current.get(former.successor);
    if (place === undefined) return [];
    const { name, district = "", province } = former;
    const [own, old] = [splitName(name), splitName(district)];
    const today = current.get(place.provinceCode)?.name ?? "";
    return [
      {
        place,
        former: { name, district: former.district, province, successors: successorsOf.get(unit(former))?.size ?? 1 },
        name: unitWords(own, words),
        full: isNumbered(own) ? unitWords(own, words) : words(name),
        district: unitWords(old, words),
        around: [...words(name), ...words(district), ...words(province), ...words(today), ...piecesOf(own.name)],
        order: orderOf(place),
      },
    ];
  });
}

/** Provinces of before that are part of another now: "Bình Dương" leads to Hồ Chí Minh. */
function formerProvinces(formers: readonly FormerPlace[], { current, orderOf, words }: Maker): Entry[] {
  const found = new Map<string, Place>();
  for (const { province, successor } of formers) {
    const today = current.get(current.get(successor)?.provinceCode ?? "");
    if (today !== undefined && !found.has(province)) found.set(province, today);
  }
  return [...found].flatMap(([full, place]) => {
    const { name } = splitName(full);
    if (name === place.name) return [];
    const former = { name: full, district: undefined, province: undefined, successors: 1 };
    const around = [...words(full), ...words(place.name)];
    return [{ place, former, name: words(name), full: words(full), district: [], around, order: orderOf(place) }];
  });
}

function invert(entries: readonly Entry[]): Pick<PlaceIndex, "vocabulary" | "postings"> {
  const found = new Map<string, number[]>();
  for (const [at, { name, district, around }] of entries.entries()) {
    for (const words of [name, district, around]) {
      for (const { plain } of words) {
        const posting = found.get(plain);
        if (posting === undefined) found.set(plain, [at]);
        else if (posting.at(-1) !== at) posting.push(at);
      }
    }
  }
  const vocabulary = [...found.keys()].sort();
  return { vocabulary, postings: vocabulary.map((word) => found.get(word) ?? []) };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = key === undefined ? undefined : groups.get(key);
    if (group !== undefined) group.push(item);
    else if (key !== undefined) groups.set(key, [item]);
  }
  return groups;
}
