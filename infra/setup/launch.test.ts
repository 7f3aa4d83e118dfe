import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runningInstance } from "./instance.ts";
import { OWNER_ROLE, postgresUrl } from "./postgres.ts";
import { becomesTrue, isRunning, type ProcessMark } from "./processes.ts";
import { runProgram } from "./run-program.ts";

const LAUNCH = fileURLToPath(new URL("fixtures/launch-stand-in.ts", import.meta.url));
const RESET = fileURLToPath(new URL("../reset.ts", import.meta.url));

/** A folder with a space in its name, as a clone may have. */
const root = mkdtempSync(join(tmpdir(), "night light "));
const dataFolder = join(root, ".nightlight");
let port: number;
const started: ChildProcess[] = [];

beforeAll(async () => {
  port = await freePort();
});

afterAll(async () => {
  for (const child of started) if (child.exitCode === null) child.kill("SIGTERM");
  await becomesTrue(() => !runningInstance(dataFolder), 15_000);
  rmSync(root, { recursive: true, force: true });
});

describe("the launcher", { timeout: 30_000 }, () => {
  test("starts everything, greets with the demo's sign-ins, and stops it all with code 0", async () => {
    const launcher = await start();
    expect(launcher.greeting).toMatchObject({ address: `http://localhost:${port}`, signIns: [{ username: "lan" }] });
    const processes = recorded();
    expect(processes).toHaveProperty("PostgreSQL");
    expect(processes).toHaveProperty("The server");

    expect(await stop(launcher.child, "SIGINT")).toBe(0);

    expect(Object.values(processes).filter(isRunning)).toEqual([]);
    expect(runningInstance(dataFolder)).toBeUndefined();
  });

  test("refuses a second instance in the same folder, and a reset while it runs", async () => {
    const { child } = await start();
    const second = await run(LAUNCH);
    expect(second).toMatchObject({
      code: 1,
      output: expect.stringMatching(/already runs with the data in .*kill \d+/s),
    });
    const reset = await run(RESET);
    expect(reset.output).toContain("nothing was removed");
    expect(reset.code).toBe(1);
    expect(await isAnswering()).toBe(true);
    await stop(child, "SIGTERM");
  });

  test("keeps an acknowledged row when PostgreSQL is killed, and starts it again", async () => {
    const { child } = await start();
    await query("create table kept (word text)");
    await query("insert into kept values ('acknowledged')");
    const first = recorded()["PostgreSQL"]!;
    process.kill(first.pid, "SIGKILL");
    await becomesTrue(() => recorded()["PostgreSQL"]!.pid !== first.pid, 10_000);
    expect(await query("select word from kept", 10_000)).toEqual([{ word: "acknowledged" }]);
    await stop(child, "SIGTERM");
  });

  test("starts a crashed server again", async () => {
    const { child } = await start();
    const first = recorded()["The server"]!;
    await fetch(`http://127.0.0.1:${port}/crash`).catch(() => undefined);
    await becomesTrue(() => recorded()["The server"]!.pid !== first.pid, 10_000);
    await expect.poll(isAnswering, { timeout: 10_000 }).toBe(true);
    await stop(child, "SIGTERM");
  });

  test("recovers from a launcher that was killed: its orphans are stopped, its data are there", async () => {
    const killed = await start();
    const orphans = Object.values(recorded());
    await stop(killed.child, "SIGKILL");
    expect(orphans.every(isRunning)).toBe(true);

    const { child } = await start();

    expect(orphans.filter(isRunning)).toEqual([]);
    expect(await query("select word from kept")).toEqual([{ word: "acknowledged" }]);
    await stop(child, "SIGTERM");
  });

  test("says which port is in use and how to choose another", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const refused = await run(LAUNCH);
    other.close();
    expect(refused.output).toContain(`PORT=${port + 1} npm start`);
    expect(refused.code).toBe(1);
  });

  test("lists everything wrong with the settings, its own and the server's, with code 78", async () => {
    const own = await run(LAUNCH, { DATABASE_URL: "postgresql://app@db/nightlight", NIGHTLIGHT_REDIS: "maybe" });
    expect(own.output).toMatch(/DATABASE_OWNER_URL.*NIGHTLIGHT_REDIS/s);
    expect(own.code).toBe(78);
    const server = await run(LAUNCH, { LOG_LEVEL: "loud", PORT: "nine" });
    expect(server.output).toMatch(/PORT is "nine".*LOG_LEVEL/s);
    expect(server.code).toBe(78);
  });

  test("does not replace a lost master key while there are data", async () => {
    rmSync(join(dataFolder, "secrets", "master.key"));
    expect((await run(LAUNCH)).output).toContain("master.key is missing");
  });

  test("reset removes what a start made", async () => {
    expect((await run(RESET)).output).toContain("Removed");
    expect((await run(RESET)).output).toContain("nothing to remove");
  });
});

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    PORT: String(port),
    NIGHTLIGHT_DATA_DIR: dataFolder,
    NIGHTLIGHT_VOICE: "off",
    ...more,
  };
}

function run(program: string, more: Record<string, string> = {}) {
  return runProgram([process.execPath, program], { cwd: root, env: environment(more) });
}

async function start(): Promise<{ child: ChildProcess; greeting: unknown }> {
  const child = spawn(process.execPath, [LAUNCH], { cwd: root, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
  await becomesTrue(() => output.endsWith("}\n") || child.exitCode !== null, 20_000);
  if (child.exitCode !== null) throw new Error(`the launcher ended with ${child.exitCode}: ${output}`);
  return { child, greeting: JSON.parse(output) as unknown };
}

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill(signal);
  });
}

function recorded(): Record<string, ProcessMark> {
  return runningInstance(dataFolder)?.processes ?? {};
}

async function isAnswering(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function query(sql: string, waitMs = 0): Promise<unknown[]> {
  const { socketFolder } = JSON.parse(readFileSync(join(dataFolder, "instance.json"), "utf8")) as {
    socketFolder: string;
  };
  const password = readFileSync(join(dataFolder, "secrets", "postgres-owner.password"), "utf8").trim();
  const url = postgresUrl({ sockets: socketFolder, role: OWNER_ROLE, password, database: "nightlight" });
  const deadline = performance.now() + waitMs;
  for (;;) {
    const client = new Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } catch (error) {
      if (performance.now() >= deadline) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
