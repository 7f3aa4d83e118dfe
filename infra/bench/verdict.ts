import { Client } from "pg";

/** What the database says of a load, whatever the clients saw. */
export type Verdict = {
  /** Acknowledged contacts that are missing or not closed. */
  readonly lost: readonly string[];
  /** Contacts accepted twice, or offered to two people at overlapping times. */
  readonly doubled: readonly string[];
};

/** Asks the product's database, as its owner, what became of the contacts that were acknowledged. */
export async function askDatabase(ownerUrl: string, acknowledged: readonly string[]): Promise<Verdict> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const ids = async (text: string): Promise<string[]> => {
      const { rows } = await client.query<{ id: string }>(text, [acknowledged]);
      return rows.map(({ id }) => id);
    };
    return { lost: await ids(LOST), doubled: await ids(DOUBLED) };
  } finally {
    await client.end();
  }
}

const LOST = `select a.id from unnest($1::uuid[]) as a(id) left join contact c on c.id = a.id
  where c.status is distinct from 'closed'`;

const DOUBLED = `with o as (select o.id, o.contact_id, o.status, o.made_at, coalesce(o.ended_at, 'infinity') as ended_at
    from offer o where o.contact_id = any ($1::uuid[]))
  select contact_id as id from o where status = 'accepted' group by contact_id having count(*) > 1
  union select a.contact_id from o a join o b on a.contact_id = b.contact_id and a.id < b.id
    where a.made_at < b.ended_at and b.made_at < a.ended_at`;
