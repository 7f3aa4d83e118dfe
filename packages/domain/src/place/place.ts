/** The kinds of units after 1 July 2025: two tiers, no district. The first two are provinces, the others communes. */
export const PLACE_KINDS = ["city", "province", "ward", "commune", "special_zone"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A province or commune as it stands, or stood, for a time. Days are yyyy-MM-dd, half-open. */
export type Place = {
  /** Two digits for a province, five for a commune, by the statistics office. */
  readonly code: string;
  readonly kind: PlaceKind;
  /** Without the word of its kind: "Tân Tiến". */
  readonly name: string;
  /** A province's own code when it is one. */
  readonly provinceCode: string;
  readonly validFrom: string;
  /** The first day on which it was not so any more. */
  readonly validTo: string | undefined;
  /** What took its place; its own code when it only changed its kind or name. */
  readonly successors: readonly string[];
};

/** An old ward, commune or district of before, in one of its successors. A unit that was split has several. */
export type FormerPlace = {
  readonly id: number;
  /** Its code of then. Most are codes of today too, of another unit perhaps: a code alone does not tell. */
  readonly code: string | undefined;
  /** With the word of its kind: "Phường 12", "Thị trấn Ba Chẽ". */
  readonly name: string;
  readonly district: string | undefined;
  readonly province: string;
  readonly successor: string;
  readonly validTo: string;
};

/** Everything that is known of places, those in force and those of before. */
export type PlaceBook = { readonly places: readonly Place[]; readonly formers: readonly FormerPlace[] };

/** What a record holds where somebody was asked and does not know, or does not say. */
export const UNKNOWN_PLACE = "unknown";

/** The form of a place's code: a province's two digits, or a commune's five. Whether there is one is another question. */
export const PLACE_CODE = /^(?:\d{2}|\d{5})$/u;

const KIND_WORDS = {
  city: "Thành phố",
  province: "Tỉnh",
  ward: "Phường",
  commune: "Xã",
  special_zone: "Đặc khu",
} as const satisfies Record<PlaceKind, string>;

/** The name as officials write it: "Phường Tân Tiến", "Thành phố Huế". */
export function fullName({ kind, name }: Pick<Place, "kind" | "name">): string {
  return `${KIND_WORDS[kind]} ${name}`;
}

/** Whether a unit is a province (or a city of that rank), and not a commune. */
export function isProvince({ kind }: Pick<Place, "kind">): boolean {
  return kind === "city" || kind === "province";
}

/** Splits "Phường 12" into the word of its kind and its name. A name without such a word has no kind. */
export function splitName(full: string): { readonly kind: string; readonly name: string } {
  const [, kind = "", name = full] =
    /^(Phường|Xã|Thị trấn|Đặc khu|Quận|Huyện|Thị xã|Thành phố|Tỉnh)\s+(.+)$/u.exec(full) ?? [];
  return { kind, name };
}
