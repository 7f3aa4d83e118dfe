import type { Carried, Named, PeopleStore } from "@nightlight/commands/person/people-store";
import { ROLES } from "@nightlight/domain/access/access";
import type { Person } from "@nightlight/domain/person/person";
import type { Query } from "../connection.ts";
import { languagesOf } from "../contact/contact-row.ts";

type Row = {
  id: string;
  username: string;
  name: string;
  display_name: string;
  roles: string[];
  languages: string[];
  spoken_languages: string[];
  skills: string[];
  centre_id: string | null;
  authority_id: string | null;
  is_demo: boolean;
  can_sign_in: boolean;
  suspended_at: Date | null;
  offboarded_at: Date | null;
  version: number;
};

const PERSON = `p.id, p.username, p.name, p.display_name, p.roles, p.languages, p.spoken_languages, p.skills, p.centre_id, p.authority_id,
  p.is_demo, can_sign_in(p.id) as can_sign_in, p.suspended_at, p.offboarded_at, p.version`;

const FUTURE = `select r.shift_id, s.starts_at from roster r join shift s on s.id = r.shift_id
  where r.counsellor_id = $1 and s.ends_at > clock_timestamp()`;

/** People in PostgreSQL. Row-level security and guards of migration 0006 say the same as the commands. */
export function peopleStore(query: Query): PeopleStore {
  return {
    ...people(query),
    ...legacy(query),
    ...lists(query),
  };
}

type People = Pick<
  PeopleStore,
  "list" | "lock" | "administrators" | "create" | "save" | "equip" | "endSessions" | "forgetSignIn" | "recallSignIn"
>;

function people(query: Query): People {
  return {
    async list() {
      const rows = await query<Row>("people-list", `select ${PERSON} from person p order by p.name, p.id`, []);
      return rows.map(personOf);
    },
    async lock(id) {
      const text = `select ${PERSON} from person p where p.id = $1 for update`;
      const [row] = await query<Row>("person-lock", text, [id]);
      return row && personOf(row);
    },
    async administrators() {
      // Of two who take each other's access at once, the second has to see what the first did.
      await query("administrators-lock", "select pg_advisory_xact_lock(hashtext('working_administrators'))", []);
      const rows = await query<{ id: string }>("administrators", "select id from working_administrators() w(id)", []);
      return rows.map(({ id }) => id);
    },
    async create(person) {
      await query(
        "person-create",
        `insert into person (id, username, name, display_name, roles, languages, spoken_languages, skills, centre_id,
           authority_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [person.id, person.username, ...fieldsOf(person)],
      );
    },
    async save(person) {
      await query(
        "person-save",
        `update person set name = $2, display_name = $3, roles = $4, languages = $5, spoken_languages = $6, skills = $7,
           centre_id = $8, authority_id = $9, suspended_at = $10, offboarded_at = $11, version = version + 1 where id = $1`,
        [person.id, ...fieldsOf(person), person.suspendedAt ?? null, person.offboardedAt ?? null],
      );
    },
    async equip(id, chatPlaces) {
      await query("person-equip", "select equip_counsellor($1, $2)", [id, chatPlaces]);
    },
    async endSessions(id) {
      const rows = await query<{ id: string }>("person-sessions-end", "select id from end_sessions_of($1) s(id)", [id]);
      return rows.map((row) => row.id);
    },
    async forgetSignIn(id) {
      await query("person-sign-in-forget", "select forget_sign_in_of($1, clock_timestamp())", [id]);
    },
    async recallSignIn(id, seconds) {
      const text = "select recall_sign_in_of($1, clock_timestamp() - make_interval(secs => $2)) as is_back";
      const [row] = await query<{ is_back: boolean }>("person-sign-in-recall", text, [id, seconds]);
      return row?.is_back === true;
    },
  };
}

function legacy(query: Query): Pick<PeopleStore, "carriedBy" | "openForHandOver" | "futurePlaces" | "handOverPlaces"> {
  return {
    async carriedBy(id) {
      const text = "select contact_id, status from carried_by($1)";
      const rows = await query<{ contact_id: string; status: Carried["status"] }>("carried-by", text, [id]);
      return rows.map((row) => ({ contactId: row.contact_id, status: row.status }));
    },
    async openForHandOver(contactId) {
      const text = "select open_for_handover($1) as is_open";
      const [row] = await query<{ is_open: boolean }>("open-for-handover", text, [contactId]);
      return row?.is_open === true;
    },
    async futurePlaces(id) {
      const text = `${FUTURE} order by s.starts_at`;
      const rows = await query<{ shift_id: string; starts_at: Date }>("future-places", text, [id]);
      return rows.map((row) => ({ shiftId: row.shift_id, startsAt: row.starts_at }));
    },
    async handOverPlaces(from, to) {
      await query(
        "hand-over-places",
        `with place as (${FUTURE}),
           given as (insert into roster (shift_id, counsellor_id)
             select shift_id, $2::uuid from place where $2 is not null on conflict do nothing)
         delete from roster where counsellor_id = $1 and shift_id in (select shift_id from place)`,
        [from, to ?? null],
      );
    },
  };
}

function lists(
  query: Query,
): Pick<
  PeopleStore,
  "centres" | "addCentre" | "renameCentre" | "skills" | "spokenLanguages" | "addNamed" | "changeNamed"
> {
  const named = async (table: "skill" | "spoken_language"): Promise<Named[]> => {
    const text = `select code, name_vi, name_en, is_retired from ${table} order by name_vi`;
    type Row = { code: string; name_vi: string; name_en: string; is_retired: boolean };
    const rows = await query<Row>(`list-${table}`, text, []);
    return rows.map((row) => ({
      code: row.code,
      name: { vi: row.name_vi, en: row.name_en },
      isRetired: row.is_retired,
    }));
  };
  const TABLES = { skills: "skill", spokenLanguages: "spoken_language" } as const;
  return {
    centres: () => query("centre-list", "select id, name from centre order by name", []),
    async addCentre({ id, name }) {
      const text = "insert into centre (id, name) values ($1, $2) on conflict do nothing returning id";
      return (await query("centre-add", text, [id, name])).length > 0;
    },
    async renameCentre({ id, name }) {
      const text = `update centre set name = $2 where id = $1
        and not exists (select from centre o where o.name = $2 and o.id <> $1) returning id`;
      return (await query("centre-rename", text, [id, name])).length > 0;
    },
    skills: () => named(TABLES.skills),
    spokenLanguages: () => named(TABLES.spokenLanguages),
    async addNamed(list, { code, name, isRetired }) {
      const text = `insert into ${TABLES[list]} (code, name_vi, name_en, is_retired) values ($1, $2, $3, $4)
        on conflict do nothing returning code`;
      return (await query(`${list}-add`, text, [code, name.vi, name.en, isRetired])).length > 0;
    },
    async changeNamed(list, { code, name, isRetired }) {
      const text = `update ${TABLES[list]} set name_vi = $2, name_en = $3, is_retired = $4 where code = $1 returning code`;
      return (await query(`${list}-change`, text, [code, name.vi, name.en, isRetired])).length > 0;
    },
  };
}

function fieldsOf(
  person: Omit<Person, "id" | "version" | "isDemo" | "canSignIn" | "suspendedAt" | "offboardedAt" | "username">,
): unknown[] {
  const { name, displayName, roles, languages, spokenLanguages, skills, centreId, authorityId } = person;
  return [name, displayName, roles, languages, spokenLanguages, skills, centreId ?? null, authorityId ?? null];
}

function personOf(row: Row): Person {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    displayName: row.display_name,
    roles: ROLES.filter((role) => row.roles.includes(role)),
    languages: languagesOf(row.languages),
    spokenLanguages: row.spoken_languages,
    skills: row.skills,
    centreId: row.centre_id ?? undefined,
    authorityId: row.authority_id ?? undefined,
    isDemo: row.is_demo,
    canSignIn: row.can_sign_in,
    suspendedAt: row.suspended_at ?? undefined,
    offboardedAt: row.offboarded_at ?? undefined,
    version: row.version,
  };
}
