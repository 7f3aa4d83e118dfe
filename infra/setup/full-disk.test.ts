import { spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { freePort } from "./free-port.ts";
import { keepRunning, type KeptService } from "./keep-running.ts";
import { APP_ROLE, DATABASE, OWNER_ROLE, postgresUrl, startPostgres } from "./postgres.ts";
import { findPostgres } from "./postgres-programs.ts";
import { migrate, startServer } from "./server-program.ts";
import { chooseServiceAccount } from "./service-account.ts";
import type { RunningService } from "./service.ts";
import { makeSocketFolder } from "./socket-folder.ts";

const DISK_MB = 160;
const GATEWAY_KEY = "demo-gateway-key-not-for-production";
const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "nightlight-full-"));
const disk = join(folder, "disk");
mkdirSync(disk);
/** Only root may mount, and not everywhere. */
const isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${String(DISK_MB)}m`, "tmpfs", disk]).status === 0;
if (!isMounted) console.log("Skipped: the tests of a full disk, for none can be mounted here.");

describe.skipIf(!isMounted)("a disk without room", { timeout: 120_000 }, () => {
  const said: string[] = [];
  const filler = join(disk, "filler");
  let database: KeptService;
  let server: RunningService;
  let origin: string;
  let ownerUrl: string;
  let openClient: Client;

  beforeAll(async () => {
    const home = join(disk, "postgres");
    mkdirSync(home);
    const programs = findPostgres();
    const account = chooseServiceAccount({ home, program: programs.postgres });
    const sockets = makeSocketFolder(account);
    const logFile = join(folder, "postgres.log");
    const options = { programs, account, home, sockets, ownerPassword: "owner", logFile, durable: false };
    database = await keepRunning(
      "PostgreSQL",
      () => startPostgres(options),
      (line) => said.push(line),
    );
    const url = (role: string, password: string) => postgresUrl({ sockets, role, password, database: DATABASE });
    ownerUrl = url(OWNER_ROLE, "owner");
    const keyFile = join(folder, "master.key");
    writeFileSync(keyFile, randomBytes(32).toString("base64"), { mode: 0o600 });
    const port = await freePort();
    origin = `http://127.0.0.1:${String(port)}`;
    const environment = {
      PATH: process.env["PATH"],
      DATABASE_URL: url(APP_ROLE, "app"),
      NIGHTLIGHT_MASTER_KEY_FILE: keyFile,
      NIGHTLIGHT_DEMO: "small",
      PORT: String(port),
      LOG_LEVEL: "error",
    };
    const program = join(root, "apps", "server", "src", "main.ts");
    await migrate({ program, cwd: root, environment: { ...environment, DATABASE_OWNER_URL: ownerUrl } });
    server = await startServer({
      ...{ program, cwd: root, environment, roles: "serve,work", address: origin },
      logFile: join(folder, "server.log"),
      warn: () => undefined,
      spawned: () => undefined,
      signal: new AbortController().signal,
    });
    openClient = new Client({ connectionString: ownerUrl });
    openClient.on("error", () => undefined);
    await openClient.connect();
  });
  afterAll(async () => {
    rmSync(filler, { force: true });
    await openClient.end().catch(() => undefined);
    await server.stop();
    await database.stop();
    spawnSync("umount", ["-l", disk]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** A letter of some length from a gateway, under its key. */
  const send = async (key: string) => {
    const reply = await fetch(`${origin}/api/carriers/contacts`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${GATEWAY_KEY}`,
        "idempotency-key": key,
      },
      body: JSON.stringify({ text: randomBytes(3000).toString("base64"), language: "vi" }),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  };
  const ready = async () => (await fetch(`${origin}/readyz`)).json() as Promise<{ status: string }>;
  /** Takes all the room there is, but for so many bytes. */
  const fill = (but: number): void => {
    rmSync(filler, { force: true });
    const { bavail, bsize } = statfsSync(disk);
    spawnSync("fallocate", ["-l", String(bavail * bsize - but), filler]);
  };

  test("is said in words to whoever writes; what was acknowledged is kept, and with room everything goes on", async () => {
    const first = `before-it-is-full-${randomUUID()}`;
    expect((await send(first)).status).toBe(201);
    fill(64 * 1024);
    let refused: { key: string; body: Record<string, unknown> } | undefined;
    const taken: string[] = [first];
    for (let n = 0; n < 2_000 && refused === undefined; n += 1) {
      const key = `while-it-fills-${String(n)}-${randomUUID()}`;
      const { status, body } = await send(key);
      if (status === 201) taken.push(key);
      else refused = { key, body };
    }
    expect(refused?.body).toMatchObject({
      status: 503,
      code: "storage-full",
      detail: expect.stringContaining("hết chỗ lưu") as unknown,
      retryAfter: 3,
    });
    expect((await ready()).status).toBe("storage full");
    expect(await (await fetch(`${origin}/metrics`)).text()).toContain("nightlight_storage_full 1");

    // Not even its own log has room: PostgreSQL falls over, and cannot come back by itself.
    await openClient.query("select pg_switch_wal()").catch(() => undefined);
    await openClient.query("create table room (n integer)").catch(() => undefined);
    await openClient.query("select pg_switch_wal()").catch(() => undefined);
    await openClient.query("create table more_room (n integer)").catch(() => undefined);
    await vi.waitFor(() => expect(said.join("\n")).toMatch(/The disk of .* is full .*Make room/u), 30_000);
    expect((await send("while-it-is-away")).body).toMatchObject({ status: 503 });

    rmSync(filler);
    await vi.waitFor(() => expect(said).toContain("PostgreSQL is back"), { timeout: 30_000, interval: 100 });
    await vi.waitFor(async () => expect((await send(refused?.key ?? "")).status).toBe(201), {
      timeout: 20_000,
      interval: 200,
    });
    expect((await ready()).status).toBe("ready");
    for (const key of taken) expect((await send(key)).body).toMatchObject({ repeated: true });
  });
});
