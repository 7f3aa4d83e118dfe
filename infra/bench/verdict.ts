import { Client } from "pg";

/** What the database says of a load, whatever the clients saw. */
export type Verdict = {
  /** Acknowledged contacts that are missing or not closed. */
  readonly lost: readonly string[];
  /** Of those, the ones that are in somebody's hands or wait for somebody: late, and gone for nobody. */
  readonly open: readonly string[];
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
    return { lost: await ids(LOST), open: await ids(OPEN), doubled: await ids(DOUBLED) };
  } finally {
    await client.end();
  }
}

/** How many chats there are at all, and how many of them are not at their end. */
export async function countChats(ownerUrl: string): Promise<{ readonly open: number; readonly all: number }> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ open: number; all: number }>(CHATS);
    return rows[0] ?? { open: 0, all: 0 };
  } finally {
    await client.end();
  }
}

const CHATS = `select count(*)::int as "all", (count(*) filter (where status not in ('closed', 'abandoned')))::int as open
  from contact where channel <> 'phone'`;

const LOST = `select a.id from unnest($1::uuid[]) as a(id) left join contact c on c.id = a.id
  where c.status is distinct from 'closed'`;

const OPEN = `select c.id from contact c where c.id = any ($1::uuid[]) and c.status not in ('closed', 'abandoned')`;

const DOUBLED = `with o as (select o.id, o.contact_id, o.status, o.made_at, coalesce(o.ended_at, 'infinity') as ended_at
    from offer o where o.contact_id = any ($1::uuid[]))
  select contact_id as id from o where status = 'accepted' group by contact_id having count(*) > 1
  union select a.contact_id from o a join o b on a.contact_id = b.contact_id and a.id < b.id
    where a.made_at < b.ended_at and b.made_at < a.ended_at`;
