import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { Client } from "pg";
import { uuidv7 } from "../world.ts";
import type { DemoOfficer } from "./authorities.ts";
import { CENTRES, type DemoPerson } from "./people.ts";

/** Somebody of the demo as the database knows them. */
export type SeededPerson = DemoPerson & { readonly id: string };

type NewPerson = Pick<
  DemoPerson,
  "username" | "name" | "displayName" | "roles" | "languages" | "spokenLanguages" | "skills"
> & {
  readonly centre: string | null;
  readonly unit: string | null;
};

/** Adds whoever is missing, all with one password: everybody knows it, so one hash does for all. Gives the staff with their ids. */
export async function seedPeople(
  client: Client,
  { staff, officers }: { readonly staff: readonly DemoPerson[]; readonly officers: readonly DemoOfficer[] },
  hashPassword: () => Promise<string>,
): Promise<readonly SeededPerson[]> {
  await client.query(
    "insert into centre (id, name) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing",
    [CENTRES.map(({ id }) => id), CENTRES.map(({ name }) => name)],
  );
  const everybody: readonly NewPerson[] = [
    ...staff.map((person) => ({ ...person, unit: null })),
    ...officers.map((officer) => ({ ...officer, ...OFFICER })),
  ];
  const known = await idsOf(client, everybody);
  const missing = everybody.filter(({ username }) => !known.has(username));
  if (missing.length > 0) await add(client, missing, await hashPassword());
  const ids = await idsOf(client, staff);
  return staff.flatMap((person) => {
    const id = ids.get(person.username);
    return id === undefined ? [] : [{ ...person, id }];
  });
}

const OFFICER = {
  roles: ["officer"],
  languages: ["vi"],
  spokenLanguages: ["vi"],
  skills: [],
  centre: null,
} as const;

async function idsOf(
  client: Client,
  people: readonly { readonly username: string }[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ username: string; id: string }>(
    "select username, id from person where is_demo and username = any ($1)",
    [people.map(({ username }) => username)],
  );
  return new Map(rows.map(({ username, id }) => [username, id]));
}

async function add(client: Client, people: readonly NewPerson[], passwordHash: string): Promise<void> {
  const rows = people.map(
    ({ username, name, displayName, roles, languages, spokenLanguages, skills, centre, unit }) => ({
      ...{ id: uuidv7(), username, name, roles, languages, skills, centre, unit },
      display_name: displayName,
      spoken_languages: spokenLanguages,
    }),
  );
  await client.query(ADD, [JSON.stringify(rows), passwordHash, STANDARD_POLICY.chatSlots]);
}

const ADD = `with given as (select * from jsonb_to_recordset($1::jsonb) as g(id uuid, username text, name text,
      display_name text, roles text[], languages text[], spoken_languages text[], skills text[], centre text, unit uuid)),
  made as (insert into person
      (id, username, name, display_name, roles, languages, spoken_languages, skills, centre_id, authority_id, is_demo)
    select g.id, username, g.name, display_name, roles, languages, spoken_languages, skills, c.id, unit, true
    from given g left join centre c on c.name = g.centre on conflict do nothing returning id, roles),
  keyed as (insert into credential (person_id, password_hash) select id, $2 from made),
  present as (insert into presence (counsellor_id, intent, intent_since)
    select id, 'off', clock_timestamp() from made where 'counsellor' = any (roles))
  insert into slot (counsellor_id, kind, ordinal)
    select id, 'chat', n from made cross join generate_series(1, $3::integer) n where 'counsellor' = any (roles)
    union all select id, 'voice', 1 from made where 'counsellor' = any (roles)`;
