import fastify from "fastify";
import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { Server } from "socket.io";

/**
 * The floor of routing: the same steps as the product's with nothing around them (no identity, no checks, no clocks, no
 * explanations). What the product takes counts only beside what this takes on the same machine in the same run.
 * Arguments: the database's address and the number of seats. Tells its parent where it listens.
 */
const [databaseUrl = "", seats = "32"] = process.argv.slice(2);

const SCHEMA = `drop schema if exists floor cascade; create schema floor;
  create table floor.contact (id uuid primary key, status text not null, seat integer,
    arrived_at timestamptz not null default clock_timestamp());
  create index on floor.contact (arrived_at) where status = 'queued';
  create table floor.seat (number integer primary key, contact_id uuid, freed_at timestamptz not null default clock_timestamp());
  create table floor.event (seq bigint generated always as identity primary key, contact_id uuid not null,
    type text not null, at timestamptz not null default clock_timestamp());
  create table floor.raw (id integer primary key, n integer not null);
  insert into floor.raw select n, 0 from generate_series(1, 32) n;`;

const ARRIVE = `with c as (insert into floor.contact (id, status) values ($1, 'queued') returning id)
  insert into floor.event (contact_id, type) select id, 'arrived' from c`;

const MATCH = `with c as (select id from floor.contact where status = 'queued' order by arrived_at limit 1 for update skip locked),
  s as (select number from floor.seat where contact_id is null and exists (select from c) order by freed_at limit 1
    for update skip locked),
  taken as (update floor.seat set contact_id = c.id from c, s where seat.number = s.number),
  logged as (insert into floor.event (contact_id, type) select c.id, 'offered' from c, s)
  update floor.contact k set status = 'offered', seat = s.number from c, s where k.id = c.id returning k.id, k.seat`;

const step = (to: string, from: string) => `with c as (update floor.contact set status = '${to}'
    where id = $1 and seat = $2 and status = '${from}' returning id)
  insert into floor.event (contact_id, type) select id, '${to}' from c`;
const SHOW = step("shown", "offered");
const END = step("ended", "active");

const ACCEPT = `with c as (update floor.contact set status = 'active' where id = $1 and seat = $2
    and status in ('offered', 'shown') returning id)
  insert into floor.event (contact_id, type) select id, 'accepted' from c returning contact_id`;

const FINISH = `with c as (update floor.contact set status = 'closed' where id = $1 and seat = $2
    and status in ('active', 'ended') returning id),
  freed as (update floor.seat set contact_id = null, freed_at = clock_timestamp() from c where seat.contact_id = c.id)
  insert into floor.event (contact_id, type) select id, 'closed' from c returning contact_id`;

const pool = new Pool({ connectionString: databaseUrl, max: 10 });
await pool.query(SCHEMA);
await pool.query("insert into floor.seat (number) select n from generate_series(0, $1::integer - 1) n", [seats]);

const run = (name: string, text: string, values: unknown[] = []) => pool.query({ name, text, values });
const app = fastify();
const io = new Server(app.server, { serveClient: false });

io.on("connection", (socket) => {
  void socket.join(`seat:${String(socket.handshake.query["seat"])}`);
  socket.on("show", ({ contactId, seat }: Answer, answer: () => void) => {
    void run("show", SHOW, [contactId, seat]).then(answer);
  });
  socket.on("raw-ping", (answer: () => void) => {
    answer();
  });
});

async function match(): Promise<boolean> {
  const { rows } = await run("match", MATCH);
  for (const { id, seat } of rows as { id: string; seat: number }[])
    io.to(`seat:${seat}`).emit("offer", { contactId: id });
  return rows.length > 0;
}

type Answer = { contactId: string; seat: number };

app.post("/arrive", async () => {
  const contactId = randomUUID();
  await run("arrive", ARRIVE, [contactId]);
  void match();
  return { contactId };
});
app.post<{ Body: Answer }>("/accept", async ({ body: { contactId, seat } }) => {
  const { rowCount } = await run("accept", ACCEPT, [contactId, seat]);
  if (rowCount === 1) io.to(`seat:${seat}`).emit("accepted", { contactId });
  return { isYours: rowCount === 1 };
});
app.post<{ Body: Answer }>("/end", async ({ body: { contactId, seat } }) => {
  await run("end", END, [contactId, seat]);
  return {};
});
app.post<{ Body: Answer }>("/finish", async ({ body: { contactId, seat } }) => {
  await run("finish", FINISH, [contactId, seat]);
  void match();
  return {};
});

// The parts by themselves: a request that does nothing, and one conditional UPDATE on the server's own clock.
app.post("/raw-post", async () => ({}));
app.post<{ Body: { id: number } }>("/raw-update", async ({ body: { id } }) => {
  const from = performance.now();
  await run("raw", "update floor.raw set n = n + 1 where id = $1 and n >= 0", [id]);
  return { ms: performance.now() - from };
});

// A contact that found every seat taken, or locked for a moment, is looked at again.
let isLooking = false;
setInterval(() => void look(), 100).unref();
async function look(): Promise<void> {
  if (isLooking) return;
  isLooking = true;
  while (await match());
  isLooking = false;
}

process.send?.(await app.listen({ host: "127.0.0.1", port: 0 }));
process.on("disconnect", () => process.exit(0));
