import type { Client } from "pg";

/** Tables whose rows belong to a contact, and the column that says to which. */
const OF_CONTACT = `select c.table_name as name, c.column_name as column from information_schema.columns c
  join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
    and (c.column_name = 'contact_id' or (c.table_name = 'contact' and c.column_name = 'id')
      or (c.table_name = 'event' and c.column_name = 'subject_id'))
    -- That somebody asked is written down on purpose, also when they got nothing.
    and c.table_name not in ('access_log', 'opening')`;

/** What people sign in with, and what they are. */
const OF_PEOPLE = `select md5(string_agg(row::text, '' order by row::text)) as print from (
  select p.id, p.username, p.name, p.display_name, p.roles, p.suspended_at, c.password_hash, s.ended_at
  from person p left join credential c on c.person_id = p.id left join session s on s.person_id = p.id
  where p.id in (select distinct owner_id from contact where id = any ($1))) as row`;

/** A number for everything that is stored about some contacts and the people who own them. */
export type Fingerprint = () => Promise<Readonly<Record<string, string>>>;

/** Prepares the fingerprint over every table there is: a new one is part of it without being named. */
export async function createFingerprint(owner: Client, contactIds: readonly string[]): Promise<Fingerprint> {
  const { rows: tables } = await owner.query<{ name: string; column: string }>(OF_CONTACT);
  return async () => {
    const prints: Record<string, string> = {};
    for (const { name, column } of tables) {
      const { rows } = await owner.query<{ print: string | null }>(
        `select md5(string_agg(row::text, '' order by row::text)) as print from ${name} as row where ${column} = any ($1)`,
        [contactIds],
      );
      prints[name] = rows[0]?.print ?? "";
    }
    const { rows } = await owner.query<{ print: string | null }>(OF_PEOPLE, [contactIds]);
    return { ...prints, people: rows[0]?.print ?? "" };
  };
}

/** The tables in which two prints differ. */
export function differences(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(before).filter((name) => before[name] !== after[name]);
}
