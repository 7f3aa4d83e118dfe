import fastify from "fastify";
import { Pool } from "pg";

/**
 * The floor of autosave: a saved field with nothing around it (no identity, no form, no sealing, no level of risk, no
 * notice). One request, one transaction, one commit, as in the product: the contact is locked and gets an event the first
 * time, the field gets a new version over the one that was seen.
 * Arguments: the database's address and the number of counsellors. Tells its parent where it listens.
 */
const [databaseUrl = "", seats = "32"] = process.argv.slice(2);

const SCHEMA = `drop schema if exists autosave cascade; create schema autosave;
  create table autosave.contact (id integer primary key, version integer not null default 0);
  create table autosave.event (seq bigint generated always as identity primary key, contact_id integer not null,
    type text not null, at timestamptz not null default clock_timestamp());
  create table autosave.field (contact_id integer not null, field text not null, version integer not null,
    value text not null, saved_at timestamptz not null default clock_timestamp(), primary key (contact_id, field, version));
  insert into autosave.contact (id) select n from generate_series(0, ${String(Number(seats) - 1)}) n;`;

const BEGIN = `with c as (update autosave.contact set version = 1 where id = $1 and version = 0 returning id)
  insert into autosave.event (contact_id, type) select id, 'record_begun' from c`;

const SAVE = `insert into autosave.field (contact_id, field, version, value)
  select $1, $2, $3 + 1, $4
  where $3 = coalesce((select max(version) from autosave.field where contact_id = $1 and field = $2), 0)
  returning version`;

const pool = new Pool({ connectionString: databaseUrl, max: 10 });
await pool.query(SCHEMA);
const app = fastify();

type Body = { seat: number; field: string; value: string; version: number };

app.put<{ Body: Body }>("/save", async ({ body: { seat, field, value, version } }) => {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query({
      name: "lock",
      text: "select version from autosave.contact where id = $1 for update",
      values: [seat],
    });
    await client.query({ name: "begun", text: BEGIN, values: [seat] });
    const saved = await client.query<{ version: number }>({
      name: "save",
      text: SAVE,
      values: [seat, field, version, value],
    });
    await client.query("commit");
    return { version: saved.rows[0]?.version ?? 0 };
  } finally {
    client.release();
  }
});

process.send?.(await app.listen({ host: "127.0.0.1", port: 0 }));
process.on("disconnect", () => process.exit(0));
