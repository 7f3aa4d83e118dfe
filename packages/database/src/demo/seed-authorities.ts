import type { AuthorityKind, AuthorityLevel } from "@nightlight/domain/authority/authority";
import { fullName, isProvince, type Place } from "@nightlight/domain/place/place";
import type { Client } from "pg";

type Unit = {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: AuthorityLevel;
  readonly kind: AuthorityKind;
  readonly placeCode: string | null;
  readonly name: string;
};

const DIGITS = {
  peoples_committee: "1",
  police: "2",
  health: "3",
  home_affairs: "4",
  education: "5",
  social_work: "6",
} as const satisfies Record<AuthorityKind, string>;

/** The communes whose units the demo knows, in ten provinces; the others show what happens where nobody is known. */
const COMMUNES = ["00004", "09556", "26740", "27163", "25942", "20242", "30307", "30316"].concat([
  "19789",
  "31135",
  "03006",
  "04978",
  "24133",
  "07699",
]);

/** Two tiers since that day (Resolution 202/2025/QH15). */
const VALID_FROM = "2025-07-01T00:00:00+07:00";

const HEALTH_MINISTRY: Unit = {
  ...{ id: unitId("health", ""), parentId: null, level: "ministry", kind: "health", placeCode: null },
  name: "Cục Bà mẹ và Trẻ em, Bộ Y tế",
};
const POLICE_MINISTRY: Unit = {
  ...{ id: unitId("police", ""), parentId: null, level: "ministry", kind: "police", placeCode: null },
  name: "Bộ Công an",
};

/** The officers of the demo: who they are, and which unit they work for. */
export const DEMO_OFFICERS = [
  { username: "can-bo", name: "Nguyễn Thị Mai", displayName: "Chị Mai", unit: unitId("peoples_committee", "00004") },
  { username: "cong-an", name: "Đỗ Văn Hùng", displayName: "Anh Hùng", unit: unitId("police", "00004") },
  { username: "so-y-te", name: "Vũ Thị Ngọc", displayName: "Chị Ngọc", unit: unitId("health", "01") },
  {
    username: "can-bo-sai-gon",
    name: "Lý Minh Khoa",
    displayName: "Anh Khoa",
    unit: unitId("peoples_committee", "26740"),
  },
] as const;

/**
 * Puts authorities in place for the demo: ministries, every province, some communes, and whom to ring there. Their names
 * are real, their numbers cannot be: nobody has one that begins with 0000. Repeatable.
 */
export async function seedAuthorities(client: Client): Promise<void> {
  const { rows } = await client.query<Pick<Place, "code" | "kind" | "name"> & { province_code: string }>(
    `select code, kind, name, province_code from place
     where valid_to is null and (length(code) = 2 or code = any ($1)) order by length(code), code`,
    [COMMUNES],
  );
  const units = rows.flatMap((place) => unitsOf(place, place.province_code));
  for (const unit of [HEALTH_MINISTRY, POLICE_MINISTRY, ...units]) {
    await client.query(
      `insert into authority (id, parent_id, level, kind, place_code, name, phone, valid_from, verified_at, is_demo)
       values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), true) on conflict (id) do nothing`,
      [
        ...[unit.id, unit.parentId, unit.level, unit.kind, unit.placeCode, unit.name],
        ...[phoneOf(unit.placeCode, unit.kind), VALID_FROM],
      ],
    );
    await seedDuty(client, unit);
  }
}

function unitsOf(place: Pick<Place, "code" | "kind" | "name">, province: string): readonly Unit[] {
  const { code } = place;
  const full = fullName(place);
  const spoken = full.charAt(0).toLowerCase() + full.slice(1);
  const level = isProvince(place) ? "province" : "commune";
  const unit = (kind: AuthorityKind, parentId: string | null, name: string): Unit => ({
    ...{ id: unitId(kind, code), parentId, level, kind, placeCode: code, name },
  });
  const committee = unitId("peoples_committee", province);
  if (level === "commune") {
    return [
      unit("peoples_committee", committee, `UBND ${spoken}`),
      unit("police", unitId("police", province), `Công an ${spoken}`),
    ];
  }
  return [
    unit("peoples_committee", null, `UBND ${spoken}`),
    unit("health", committee, `Sở Y tế ${place.name}`),
    unit("police", POLICE_MINISTRY.id, `Công an ${spoken}`),
  ];
}

/** In office hours somebody at the desk; the police, and whoever stands above a commune, at any hour. */
async function seedDuty(client: Client, { id, kind, level, placeCode }: Unit): Promise<void> {
  const always = kind === "police" || level !== "commune";
  await client.query(
    `insert into authority_duty
       (id, authority_id, name, phone, weekdays, from_local, duration_minutes, time_zone)
     values ($1, $2, $3, $4, $5, $6, $7, 'Asia/Ho_Chi_Minh') on conflict (id) do nothing`,
    [
      ...[
        id.replace("-8001-", "-8002-"),
        id,
        always ? "Trực ban" : "Cán bộ bảo vệ trẻ em",
        phoneOf(placeCode, kind, 1),
      ],
      ...(always ? [[1, 2, 3, 4, 5, 6, 7], "00:00", 1440] : [[1, 2, 3, 4, 5], "07:30", 570]),
    ],
  );
}

/** The same id at every start, made of what the unit is and where. */
function unitId(kind: AuthorityKind, placeCode: string): string {
  return `0190f000-0000-7000-8001-${DIGITS[kind]}${String(placeCode.length)}${placeCode.padStart(10, "0")}`;
}

/** A number that nobody can have. */
function phoneOf(placeCode: string | null, kind: AuthorityKind, extension = 0): string {
  return `0000 ${(placeCode ?? "0").padStart(5, "0")} ${DIGITS[kind]}${String(extension)}`;
}
