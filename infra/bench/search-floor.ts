import type { BookedContact } from "@nightlight/simulation/search/search-book";
import { Client } from "pg";

/**
 * The floor of search: the same contacts as plain text in one table of their own, partitioned by 90 days, with PostgreSQL's
 * trigrams and full text. No sealing, no question of who asks. Newest 20, partition by partition until there are as many.
 */
export type SearchFloor = {
  people(folded: string): Promise<number>;
  phones(digits: string): Promise<number>;
  words(folded: string): Promise<number>;
  similar(folded: string): Promise<number>;
  close(): Promise<void>;
};

type FloorPlan = {
  readonly ownerUrl: string;
  readonly contacts: number;
  readonly contactAt: (index: number) => BookedContact;
  readonly fold: (text: string) => string;
};

const BATCH = 5_000;
const PARTITION_DAYS = 90;
const DAY_MS = 86_400_000;
const NEWEST = 20;

/** Builds the floor's table. */
export async function seedFloor({ ownerUrl, contacts, contactAt, fold }: FloorPlan): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("set synchronous_commit = off; set maintenance_work_mem = '1GB'");
    await client.query("create extension if not exists pg_trgm; create schema floor");
    await client.query(
      "create table floor.contact (at timestamptz not null, name text, phone text, note text) partition by range (at)",
    );
    const first = contactAt(0).arrivedAt.getTime();
    const last = contactAt(contacts - 1).arrivedAt.getTime();
    const tables: string[] = [];
    for (let from = first; from <= last; from += PARTITION_DAYS * DAY_MS) {
      const table = `floor.contact_${String(tables.length)}`;
      const until = new Date(from + PARTITION_DAYS * DAY_MS).toISOString();
      await client.query(
        `create table ${table} partition of floor.contact for values from ('${new Date(from).toISOString()}') to ('${until}')`,
      );
      tables.push(table);
    }
    for (let from = 0; from < contacts; from += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, contacts - from) }, (_, index) => contactAt(from + index));
      await client.query(
        "insert into floor.contact select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[])",
        [
          rows.map(({ arrivedAt }) => arrivedAt),
          rows.map(({ name }) => fold(name)),
          rows.map(({ phone }) => phone),
          rows.map(({ note }) => fold(note)),
        ],
      );
    }
    for (const table of tables) {
      await client.query(`create index on ${table} using gin (name gin_trgm_ops)`);
      await client.query(`create index on ${table} (right(phone, 6), at desc)`);
      await client.query(`create index on ${table} using gin (to_tsvector('simple', note))`);
    }
    await client.query("vacuum analyze floor.contact");
  } finally {
    await client.end();
  }
}

/** Connects to the floor. Each question answers with the number of rows that it found. */
export async function openFloor(ownerUrl: string): Promise<SearchFloor> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'floor.contact'::regclass",
  );
  const newestFirst = rows.map(({ name }) => name).sort((a, b) => numberOf(b) - numberOf(a));
  const ask = async (where: string, value: string): Promise<number> => {
    let found = 0;
    for (const table of newestFirst) {
      const text = `select at, name, phone, note from ${table} where ${where} order by at desc limit ${String(NEWEST)}`;
      found += (await client.query({ name: `${table} ${where.slice(0, 20)}`, text, values: [value] })).rows.length;
      if (found >= NEWEST) break;
    }
    return found;
  };
  return {
    people: (folded) => ask("name like '%' || $1 || '%'", folded),
    phones: (digits) => ask("right(phone, 6) = right($1, 6)", digits),
    similar: (folded) => ask("name % $1", folded),
    words: (folded) => ask("to_tsvector('simple', note) @@ plainto_tsquery('simple', $1)", folded),
    close: () => client.end(),
  };
}

function numberOf(table: string): number {
  return Number(table.slice(table.lastIndexOf("_") + 1));
}
