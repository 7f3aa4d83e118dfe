import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { OWNER_ROLE, postgresUrl, startPostgres, type PostgresOptions } from "./postgres.ts";
import { findPostgres } from "./postgres-programs.ts";
import { isRunning } from "./processes.ts";
import { chooseServiceAccount } from "./service-account.ts";
import { makeSocketFolder } from "./socket-folder.ts";

let folder: string;
let options: PostgresOptions;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nightlight-postgres-"));
  const home = join(folder, "postgres");
  mkdirSync(home);
  const programs = findPostgres();
  const account = chooseServiceAccount({ home, program: programs.postgres });
  const sockets = makeSocketFolder(account);
  const logFile = join(folder, "postgres.log");
  options = { programs, account, home, sockets, ownerPassword: "it's a secret", logFile, durable: false };
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(options.sockets, { recursive: true, force: true });
});

test("takes the owner's password only, and compares text the same on every machine", async () => {
  const running = await startPostgres(options);
  try {
    const [row] = await queryAs(
      "it's a secret",
      "select upper('đêm') as upper, current_setting('server_encoding') as encoding",
    );
    expect(row).toEqual({ upper: "ĐÊM", encoding: "UTF8" });
    await expect(queryAs("a guess", "select 1")).rejects.toThrow("password authentication failed");
  } finally {
    await running.stop();
  }
});

test("starts over a pid file whose number now belongs to another program", async () => {
  const first = await startPostgres(options);
  const pidFile = join(options.home, "data", "postmaster.pid");
  await first.stop();
  writeFileSync(pidFile, `${process.pid}\n${join(options.home, "data")}\n1\n5432\n\n\n\nready\n`);

  const second = await startPostgres(options);

  expect(isRunning(second.mark)).toBe(true);
  await second.stop();
});

test("takes the place of one that outlived its launcher", async () => {
  const orphan = await startPostgres(options);
  const next = await startPostgres(options);
  expect([isRunning(orphan.mark), isRunning(next.mark)]).toEqual([false, true]);
  await next.stop();
});

test("an interrupted first start leaves nothing that the next one would take for a cluster", async () => {
  mkdirSync(join(options.home, "data.new"));
  writeFileSync(join(options.home, "data.new", "PG_VERSION"), "18\n");
  const running = await startPostgres(options);
  expect(isRunning(running.mark)).toBe(true);
  await running.stop();
});

test("data of another PostgreSQL are left alone, and it is said what to do: newer and older ones", async () => {
  const first = await startPostgres(options);
  await first.stop();
  const version = join(options.home, "data", "PG_VERSION");
  const own = readFileSync(version, "utf8");
  writeFileSync(version, "99\n");
  await expect(startPostgres(options)).rejects.toThrow(/PostgreSQL 99[^]*Nothing was changed[^]*newer Nightlight/u);
  writeFileSync(version, "15\n");
  await expect(startPostgres(options)).rejects.toThrow(
    /PostgreSQL 15[^]*Nothing was changed[^]*operators\/running.md/u,
  );
  writeFileSync(version, own);
  const again = await startPostgres(options);
  expect(isRunning(again.mark)).toBe(true);
  await again.stop();
});

async function queryAs(password: string, sql: string): Promise<unknown[]> {
  const url = postgresUrl({ sockets: options.sockets, role: OWNER_ROLE, password, database: "nightlight" });
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
