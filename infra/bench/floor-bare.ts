import fastify from "fastify";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";
import { Server } from "socket.io";

/**
 * The floor of the supervisor's floor: one commit, one notice, one row's text changed, with nothing around it (no reading
 * of who is next, no order kept, no access, no lists that sort). As many rows, as many changes a second.
 * Arguments: the database's address, rows, changes a second. Tells its parent where it listens.
 */
const [databaseUrl = "", rows = "2500", perSecond = "50"] = process.argv.slice(2);

const SCHEMA = `drop schema if exists bare_floor cascade; create schema bare_floor;
  create table bare_floor.contact (id integer primary key, version integer not null default 0);
  insert into bare_floor.contact (id) select n from generate_series(0, ${String(Number(rows) - 1)}) n;`;

const CHANGE = `update bare_floor.contact set version = version + 1 where id = $1
  returning version, (extract(epoch from clock_timestamp()) * 1000)::float8 as at`;

/** A page that shows every row and notes when the frame with a change was painted. */
const PAGE = `<!doctype html><title>bare</title><style>div{height:20px;contain:strict}</style><main></main>
<script src="/socket.io/socket.io.js"></script>
<script>
  const main = document.querySelector("main");
  for (let n = 0; n < ${String(Number(rows))}; n += 1) main.append(Object.assign(document.createElement("div"), { textContent: n }));
  const seen = (globalThis.bare = []);
  io({ transports: ["websocket"] }).on("change", ({ id, version, at }) => {
    main.children[id].textContent = id + " " + version;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => seen.push(performance.timeOrigin + performance.now() - at);
      port2.postMessage(0);
    });
  });
</script>`;

const pool = new Pool({ connectionString: databaseUrl, max: 4 });
await pool.query(SCHEMA);
const delay = monitorEventLoopDelay({ resolution: 10 });
const app = fastify();
const io = new Server(app.server);

app.get("/", (_, reply) => reply.type("text/html").send(PAGE));
app.get("/delay", () => ({ p99: delay.percentile(99) / 1e6 }));
app.post<{ Querystring: { seconds: string } }>("/run", async ({ query: { seconds } }) => {
  delay.enable();
  const start = performance.now();
  for (let number = 0; number < Number(seconds) * Number(perSecond); number += 1) {
    await sleep(Math.max(0, start + (number * 1000) / Number(perSecond) - performance.now()));
    const id = (number * 37) % Number(rows);
    const changed = await pool.query<{ version: number; at: number }>({ name: "change", text: CHANGE, values: [id] });
    io.emit("change", { id, ...changed.rows[0] });
  }
  delay.disable();
  return {};
});

process.send?.(await app.listen({ host: "127.0.0.1", port: 0 }));
process.on("disconnect", () => process.exit(0));
