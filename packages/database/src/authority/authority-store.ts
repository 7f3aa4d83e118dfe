import type { AuthorityStore } from "@nightlight/commands/authority/authority-store";
import type { Authority, AuthorityKind, AuthorityLevel } from "@nightlight/domain/authority/authority";
import { onDutyAt } from "@nightlight/domain/authority/duty";
import type { Query } from "../connection.ts";

type Row = {
  id: string;
  parent_id: string | null;
  level: AuthorityLevel;
  kind: AuthorityKind;
  place_code: string | null;
  name: string;
  phone: string | null;
  email: string | null;
  valid_from: Date;
  valid_to: Date | null;
  successor_ids: string[];
  verified_at: Date | null;
};

type DutyRow = {
  person_id: string | null;
  name: string;
  phone: string;
  weekdays: number[];
  from_local: string;
  duration_minutes: number;
  time_zone: string;
  now: Date;
};

const AUTHORITY = `a.id, a.parent_id, a.level, a.kind, a.place_code, a.name, a.phone, a.email, a.valid_from, a.valid_to,
  a.successor_ids, a.verified_at`;

const IN_FORCE = "a.valid_from <= clock_timestamp() and (a.valid_to is null or clock_timestamp() < a.valid_to)";

/** The directory of authorities in PostgreSQL. */
export function authorityStore(query: Query): AuthorityStore {
  return {
    async around(placeCode) {
      const text = `with recursive near (id, parent_id) as (
          select a.id, a.parent_id from authority a
            where a.level = 'ministry' or a.place_code = $1
              or a.place_code = (select p.province_code from place p where p.code = $1 and p.valid_to is null)
          union select a.id, a.parent_id from authority a join near n on a.id = n.parent_id)
        select ${AUTHORITY} from authority a where a.id in (select id from near) and ${IN_FORCE} order by a.name, a.id`;
      return (await query<Row>("authorities-around", text, [placeCode ?? null])).map(authorityOf);
    },
    async find(id) {
      const text = `select ${AUTHORITY} from authority a where a.id = $1`;
      const [row] = await query<Row>("authority-find", text, [id]);
      return row && authorityOf(row);
    },
    async dutyNow(id, barred) {
      const text = `select person_id, name, phone, weekdays, from_local, duration_minutes, time_zone,
          clock_timestamp() as now from authority_duty where authority_id = $1`;
      const rows = await query<DutyRow>("authority-duty", text, [id]);
      const [first] = rows;
      if (first === undefined) return undefined;
      const duties = rows.map((row) => ({
        personId: row.person_id ?? undefined,
        name: row.name,
        phone: row.phone,
        weekdays: row.weekdays,
        fromLocal: row.from_local,
        durationMinutes: row.duration_minutes,
        timeZone: row.time_zone,
      }));
      return onDutyAt(duties, barred, first.now);
    },
    async list() {
      const text = `select ${AUTHORITY} from authority a where ${IN_FORCE} order by a.name, a.id`;
      return (await query<Row>("authorities", text, [])).map(authorityOf);
    },
  };
}

function authorityOf(row: Row): Authority {
  return {
    id: row.id,
    parentId: row.parent_id ?? undefined,
    level: row.level,
    kind: row.kind,
    placeCode: row.place_code ?? undefined,
    name: row.name,
    phone: row.phone ?? undefined,
    email: row.email ?? undefined,
    validFrom: row.valid_from,
    validTo: row.valid_to ?? undefined,
    successorIds: row.successor_ids,
    verifiedAt: row.verified_at ?? undefined,
  };
}
