import type { AuthorityStore } from "@nightlight/commands/authority/authority-store";
import type { Authority } from "@nightlight/domain/authority/authority";
import type { AuthorityAct } from "@nightlight/domain/authority/change-authority";
import { onDutyAt } from "@nightlight/domain/authority/duty";
import type { Query } from "../connection.ts";
import {
  AUTHORITY_COLUMNS,
  authorityOf,
  DUTY_COLUMNS,
  dutyOf,
  keptOf,
  type AuthorityRow,
  type DutyRow,
  type KeptJson,
} from "./authority-row.ts";
import { keepAuthority } from "./keep-authority.ts";

type ChangeRow = { act: AuthorityAct; made_by: string; at: Date; before: KeptJson | null; after: KeptJson };

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
        select ${AUTHORITY_COLUMNS} from authority a where a.id in (select id from near) and ${IN_FORCE} order by a.name, a.id`;
      return (await query<AuthorityRow>("authorities-around", text, [placeCode ?? null])).map(authorityOf);
    },
    async find(id) {
      const text = `select ${AUTHORITY_COLUMNS} from authority a where a.id = $1`;
      const [row] = await query<AuthorityRow>("authority-find", text, [id]);
      return row && authorityOf(row);
    },
    async dutyNow(id, barred) {
      const text = `select ${DUTY_COLUMNS}, clock_timestamp() as now from authority_duty where authority_id = $1`;
      const rows = await query<DutyRow & { now: Date }>("authority-duty", text, [id]);
      const [first] = rows;
      if (first === undefined) return undefined;
      return onDutyAt(rows.map(dutyOf), barred, first.now);
    },
    async list() {
      const text = `select ${AUTHORITY_COLUMNS} from authority a where ${IN_FORCE} order by a.name, a.id`;
      return (await query<AuthorityRow>("authorities", text, [])).map(authorityOf);
    },
    whole: () => whole(query),
    async lockDirectory() {
      await query("authorities-lock", "select pg_advisory_xact_lock(hashtext('directory of authorities'))", []);
      return whole(query);
    },
    async kept(id) {
      const text = `select ${AUTHORITY_COLUMNS}, a.version from authority a where a.id = $1`;
      const [row] = await query<AuthorityRow & { version: number }>("authority-kept", text, [id]);
      if (row === undefined) return undefined;
      const list = `select ${DUTY_COLUMNS} from authority_duty where authority_id = $1
        order by from_local, duration_minutes, name, id`;
      const duties = await query<DutyRow>("authority-duties", list, [id]);
      return { unit: authorityOf(row), duties: duties.map(dutyOf), version: row.version };
    },
    keep: (change) => keepAuthority(query, change),
    async history(id) {
      const text = `select act, made_by, at, before, after from authority_change where authority_id = $1
        order by version desc`;
      return (await query<ChangeRow>("authority-history", text, [id])).map((row) => ({
        act: row.act,
        by: row.made_by,
        at: row.at,
        before: row.before === null ? undefined : keptOf(row.before),
        after: keptOf(row.after),
      }));
    },
  };
}

async function whole(query: Query): Promise<readonly Authority[]> {
  const text = `select ${AUTHORITY_COLUMNS} from authority a order by a.name, a.id`;
  return (await query<AuthorityRow>("authorities-whole", text, [])).map(authorityOf);
}
