import type { AuthorityKind, AuthorityLevel } from "@nightlight/domain/authority/authority";
import { fullName, isProvince, type Place } from "@nightlight/domain/place/place";
import { fold } from "@nightlight/domain/privacy/text";
import { chanceOf } from "./chance.ts";
import { adultName } from "./names.ts";

/** An office of the demo's directory. */
export type Unit = {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: AuthorityLevel;
  readonly kind: AuthorityKind;
  readonly placeCode: string | null;
  readonly name: string;
};

/** Somebody who signs in for an office. */
export type DemoOfficer = {
  readonly username: string;
  readonly name: string;
  readonly displayName: string;
  readonly unit: string;
};

export type PlaceRow = Pick<Place, "code" | "kind" | "name"> & { readonly province_code: string };

const DIGITS = {
  peoples_committee: "1",
  police: "2",
  health: "3",
  home_affairs: "4",
  education: "5",
  social_work: "6",
} as const satisfies Record<AuthorityKind, string>;

/** The communes whose units the demo knows, in ten provinces; the others show what happens where nobody is known. */
export const DEMO_COMMUNES = ["00004", "09556", "26740", "27163", "25942", "20242", "30307", "30316"].concat([
  ...["19789", "31135", "03006", "04978", "24133", "07699"],
]);

/** Above every province. */
export const MINISTRIES: readonly Unit[] = [
  {
    ...{ id: unitId("health", ""), parentId: null, level: "ministry", kind: "health", placeCode: null },
    name: "Cục Bà mẹ và Trẻ em, Bộ Y tế",
  },
  {
    ...{ id: unitId("police", ""), parentId: null, level: "ministry", kind: "police", placeCode: null },
    name: "Bộ Công an",
  },
];

/** The officers of every demo, also of the small one. */
export const FIRST_OFFICERS: readonly DemoOfficer[] = [
  { username: "can-bo", name: "Nguyễn Thị Mai", displayName: "Chị Mai", unit: unitId("peoples_committee", "00004") },
  { username: "cong-an", name: "Đỗ Văn Hùng", displayName: "Anh Hùng", unit: unitId("police", "00004") },
  { username: "so-y-te", name: "Vũ Thị Ngọc", displayName: "Chị Ngọc", unit: unitId("health", "01") },
  {
    username: "can-bo-sai-gon",
    name: "Lý Minh Khoa",
    displayName: "Anh Khoa",
    unit: unitId("peoples_committee", "26740"),
  },
];

/** The units of a place: committee and police; in the whole demo the offices for health and children too. */
export function unitsOf(place: PlaceRow, isWhole: boolean): readonly Unit[] {
  const { code, province_code: province } = place;
  const full = fullName(place);
  const spoken = full.charAt(0).toLowerCase() + full.slice(1);
  const level = isProvince(place) ? "province" : "commune";
  const unit = (kind: AuthorityKind, parentId: string | null, name: string): Unit => ({
    ...{ id: unitId(kind, code), parentId, level, kind, placeCode: code, name },
  });
  const committee = unitId("peoples_committee", province);
  if (level === "commune") {
    const own = unitId("peoples_committee", code);
    return [
      unit("peoples_committee", committee, `UBND ${spoken}`),
      unit("police", unitId("police", province), `Công an ${spoken}`),
      ...(isWhole
        ? [
            unit("health", unitId("health", province), `Trạm Y tế ${spoken}`),
            unit("social_work", own, `Phòng Văn hóa – Xã hội ${spoken} (bảo vệ trẻ em)`),
          ]
        : []),
    ];
  }
  return [
    unit("peoples_committee", null, `UBND ${spoken}`),
    unit("health", committee, `Sở Y tế ${place.name}`),
    unit("police", unitId("police", ""), `Công an ${spoken}`),
    ...(isWhole ? [unit("social_work", unitId("health", code), `Trung tâm Công tác xã hội ${place.name}`)] : []),
  ];
}

const PREFIX = { peoples_committee: "ubnd", police: "cong-an", health: "y-te", social_work: "tre-em" } as const;

/** An officer for every unit of the communes, and of the provinces that they lie in: `ubnd-ba-dinh`, `y-te-da-nang`. */
export function officersOf(places: readonly PlaceRow[], units: readonly Unit[]): readonly DemoOfficer[] {
  const communes = places.filter(({ code }) => code.length === 5);
  const known = new Set([...communes.map(({ code }) => code), ...communes.map((place) => place.province_code)]);
  const names = new Map(places.map(({ code, name }) => [code, name]));
  const taken = new Set(FIRST_OFFICERS.map(({ unit }) => unit));
  const chance = chanceOf(7);
  return units.flatMap(({ id, kind, placeCode }) => {
    if (placeCode === null || !known.has(placeCode) || !(kind in PREFIX)) return [];
    const name = adultName(chance);
    if (taken.has(id)) return [];
    const called = name.includes(" Thị ") || name.includes(" Ngọc ") ? "Chị" : "Anh";
    return {
      username: `${PREFIX[kind as keyof typeof PREFIX]}-${slugOf(names.get(placeCode) ?? placeCode)}`,
      name,
      displayName: `${called} ${name.split(" ").at(-1) ?? name}`,
      unit: id,
    };
  });
}

/** The same id at every start, made of what the unit is and where. */
export function unitId(kind: AuthorityKind, placeCode: string): string {
  return `0190f000-0000-7000-8001-${DIGITS[kind]}${String(placeCode.length)}${placeCode.padStart(10, "0")}`;
}

/** A number that nobody can have: none in the country begins with 0000. */
export function phoneOf({ placeCode, kind }: Pick<Unit, "placeCode" | "kind">, extension = 0): string {
  return `0000 ${(placeCode ?? "0").padStart(5, "0")} ${DIGITS[kind]}${String(extension)}`;
}

function slugOf(name: string): string {
  return fold(name).replace(/[^a-z0-9]+/gu, "-");
}
