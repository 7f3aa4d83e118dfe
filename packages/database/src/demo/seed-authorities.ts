import type { Client } from "pg";
import {
  DEMO_COMMUNES,
  FIRST_OFFICERS,
  MINISTRIES,
  officersOf,
  phoneOf,
  unitsOf,
  type DemoOfficer,
  type PlaceRow,
  type Unit,
} from "./authorities.ts";

/** Two tiers since that day (Resolution 202/2025/QH15). */
const VALID_FROM = "2025-07-01T00:00:00+07:00";

/**
 * Puts authorities in place for the demo: ministries, every province, some communes, and whom to ring there. Their names
 * are real, their numbers cannot be. Repeatable; gives the officers who are to sign in for them.
 */
export async function seedAuthorities(
  client: Client,
  isWhole: boolean,
): Promise<{ readonly officers: readonly DemoOfficer[]; readonly units: readonly Unit[] }> {
  const { rows: places } = await client.query<PlaceRow>(
    `select code, kind, name, province_code from place
     where valid_to is null and (length(code) = 2 or code = any ($1)) order by length(code), code`,
    [DEMO_COMMUNES],
  );
  const units = [...MINISTRIES, ...places.flatMap((place) => unitsOf(place, isWhole))];
  const column = <Value>(of: (unit: Unit) => Value): Value[] => units.map(of);
  await client.query(UNITS, [
    column(({ id }) => id),
    column(({ parentId }) => parentId),
    column(({ level }) => level),
    column(({ kind }) => kind),
    column(({ placeCode }) => placeCode),
    column(({ name }) => name),
    column((unit) => phoneOf(unit)),
    VALID_FROM,
  ]);
  const duties = units.map((unit) => ({ ...unit, always: unit.kind === "police" || unit.level !== "commune" }));
  await client.query(DUTIES, [
    duties.map(({ id }) => id.replace("-8001-", "-8002-")),
    duties.map(({ id }) => id),
    duties.map(({ always }) => (always ? "Trực ban" : "Cán bộ bảo vệ trẻ em")),
    duties.map((unit) => phoneOf(unit, 1)),
    duties.map(({ always }) => always),
  ]);
  return { officers: isWhole ? [...FIRST_OFFICERS, ...officersOf(places, units)] : FIRST_OFFICERS, units };
}

const UNITS = `insert into authority (id, parent_id, level, kind, place_code, name, phone, valid_from, verified_at, is_demo)
  select id, parent_id, level, kind, place_code, name, phone, $8, clock_timestamp(), true
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    as u(id, parent_id, level, kind, place_code, name, phone) on conflict (id) do nothing`;

/** In office hours somebody at the desk; the police, and whoever stands above a commune, at any hour. */
const DUTIES = `insert into authority_duty
    (id, authority_id, name, phone, weekdays, from_local, duration_minutes, time_zone)
  select id, authority_id, name, phone, case when always then '{1,2,3,4,5,6,7}' else '{1,2,3,4,5}' end::smallint[],
    case when always then '00:00' else '07:30' end, case when always then 1440 else 570 end, 'Asia/Ho_Chi_Minh'
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[])
    as d(id, authority_id, name, phone, always) on conflict (id) do nothing`;
