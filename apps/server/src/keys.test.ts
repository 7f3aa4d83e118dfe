import { childRoutes } from "@nightlight/contracts/child/contact";
import { createClient } from "@nightlight/contracts/client";
import { formatKeyRing, newMasterKey, parseKeyRing } from "@nightlight/database/key/key-ring";
import { asOwner } from "@nightlight/database/migrate";
import { createSealing } from "@nightlight/database/sealing";
import { isPostgresMissing, testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nightlight-keys-"));
const keyFile = join(folder, "master.key");
const MANY = 6_000;

let database: TestDatabase;
let environment: Record<string, string>;
let server: ChildProcess;
let origin: string;

/** Runs a command about keys as an operator does. */
function keys(args: readonly string[], input = ""): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program("keys.ts"), ...args],
      { env: environment },
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
      },
    );
    child.stdin?.end(input);
  });
}

async function serve(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program("main.ts"), "serve,work"], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  await said(child, '"msg":"listening"');
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}

/** Resolves once a program says something; rejects with all it said when it ends before. */
function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const hear = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
      if (output.includes(words)) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", () => {
      reject(new Error(output));
    });
  });
}

/** A child's page. */
async function child(text: string) {
  const headers: Record<string, string> = {};
  const call = createClient({ origin, headers: () => headers, fetch });
  const body = { key: `${randomUUID()}-${randomUUID()}`, language: "vi", safeNow: "yes", text } as const;
  const { token } = await call(childRoutes.begin, { body });
  headers["authorization"] = `Bearer ${token}`;
  return {
    body,
    token,
    call,
    words: async () => (await call(childRoutes.read, {})).messages.map((message) => message.text),
  };
}

const idsInFile = (): string[] => [...createSealing(parseKeyRing(readFileSync(keyFile, "utf8"))).knownKeyIds];

async function contactsPerKey(): Promise<Record<string, number>> {
  const { rows } = await asOwner(database.ownerUrl, (owner) =>
    owner.query<{ id: string; count: number }>(
      "select master_key_id as id, count(*)::int as count from contact_key group by 1",
    ),
  );
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  });
}

describe.skipIf(isPostgresMissing())("the key commands, beside a server that goes on", { timeout: 90_000 }, () => {
  beforeAll(async () => {
    database = await testDatabase();
    writeFileSync(keyFile, formatKeyRing([newMasterKey()]), { mode: 0o400 });
    const port = await freePort();
    origin = `http://127.0.0.1:${String(port)}`;
    environment = {
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      NIGHTLIGHT_MASTER_KEY_FILE: keyFile,
      NIGHTLIGHT_DEMO: "small",
      PORT: String(port),
    };
    await new Promise((resolve) =>
      execFile(process.execPath, [program("main.ts"), "migrate"], { env: environment }, resolve),
    );
    server = await serve();
  });
  afterAll(async () => {
    await stop(server);
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a rotation that is killed half-way is finished by the next one, and the chats never notice", async () => {
    const [oldId = ""] = idsInFile();
    const before = await child("chim sẻ");
    await addContacts(MANY, oldId);

    const killed = spawn(process.execPath, [program("keys.ts"), "rotate"], { env: environment });
    await said(killed, "500 contacts");
    killed.kill("SIGKILL");
    await new Promise((resolve) => killed.once("exit", resolve));

    const [newId = ""] = idsInFile();
    const halfWay = await contactsPerKey();
    expect(halfWay[newId]).toBeGreaterThanOrEqual(500);
    expect(halfWay[oldId]).toBeGreaterThan(0);
    expect((await keys(["status"])).output).toContain("rotation is not finished");
    expect(await before.words()).toEqual(["chim sẻ"]);
    const meanwhile = await child("chim sâu");

    const { code, output } = await keys(["rotate"]);

    expect(output).toContain(`Going on with the rotation to ${newId}`);
    expect(output).toMatch(new RegExp(`Done: ${newId} is in force.*The keys of all ${String(MANY + 2)} open`, "u"));
    expect(code).toBe(0);
    expect(await contactsPerKey()).toEqual({ [newId]: MANY + 2 });
    expect(await before.words()).toEqual(["chim sẻ"]);
    expect(await meanwhile.words()).toEqual(["chim sâu"]);
    const after = await child("chim én");
    expect(await after.words()).toEqual(["chim én"]);
    // A page that repeats its beginning, its answer having been lost, is the same child still.
    const { body, token } = before;
    const repeated = await before.call(childRoutes.begin, { body });
    expect(repeated.token).toBe(token);
  });

  test("an older key goes when nothing needs it; a server that starts with the new one alone opens every word", async () => {
    const [newId = "", oldId = ""] = idsInFile();
    const chat = await child("chim yến");
    expect((await keys(["drop", newId])).output).toContain("is the key in force");
    expect((await keys(["drop", oldId])).code).toBe(0);
    expect(idsInFile()).toEqual([newId]);
    await stop(server);
    server = await serve();
    expect(await chat.words()).toEqual(["chim yến"]);
    expect(JSON.parse((await keys(["status", "--json"])).output)).toMatchObject({
      keys: [{ id: newId, isInForce: true, servers: 1 }],
    });
  });

  test("two of the three sheets make the key file again; one does not; none is ever written over", async () => {
    const out = mkdtempSync(join(folder, "sheets-"));
    expect((await keys(["recovery", "--shares", "3", "--needed", "2", "--out", out])).code).toBe(0);
    const sheets = readdirSync(out).map((name) => join(out, name));
    expect(sheets).toHaveLength(3);
    expect(statSync(sheets[0] ?? "").mode & 0o777).toBe(0o600);
    const target = join(folder, "again.key");
    const alone = await keys(["restore", "--out", target, sheets[0] ?? ""]);
    expect(alone).toMatchObject({ code: 1, output: expect.stringContaining("2 codes are needed, and 1 are there") });
    expect((await keys(["restore", "--out", target, ...sheets.slice(1)])).code).toBe(0);
    expect(parseKeyRing(readFileSync(target, "utf8"))).toEqual(parseKeyRing(readFileSync(keyFile, "utf8")));
    expect(statSync(target).mode & 0o777).toBe(0o400);
    expect((await keys(["restore", "--out", target, ...sheets])).output).toContain("EEXIST");
    const typed = sheets
      .slice(0, 2)
      .map((sheet) => (readFileSync(sheet, "utf8").match(/^ {4}\S+$/gmu) ?? []).join(" "));
    const other = join(folder, "typed.key");
    expect((await keys(["restore", "--out", other], `${typed.join("\n")}\n\n`)).code).toBe(0);
  });

  test("a server whose key file is another's does not start", async () => {
    const foreign = join(folder, "foreign.key");
    writeFileSync(foreign, formatKeyRing([newMasterKey()]), { mode: 0o400 });
    const started = spawn(process.execPath, [program("main.ts")], {
      env: { ...environment, PORT: "0", NIGHTLIGHT_MASTER_KEY_FILE: foreign },
    });
    await said(started, "does not hold the master key");
    expect(await new Promise((resolve) => started.once("exit", resolve))).toBe(78);
  });
});

/** Contacts without a story, for a rotation that takes its time. */
async function addContacts(count: number, keyId: string): Promise<void> {
  const sealing = createSealing(parseKeyRing(readFileSync(keyFile, "utf8")));
  const ids = Array.from({ length: count }, () => randomUUID());
  await asOwner(database.ownerUrl, async (owner) => {
    await owner.query(
      `insert into contact (id, queue_id, channel_id, channel, arrival_key, language, lane, arrived_at, version, state)
         select id, 'default', (select id from channel where kind = 'webchat'), 'webchat', uuid_send(id), 'vi', 'low',
           clock_timestamp(), 1, '{"status": "abandoned"}' from unnest($1::uuid[]) as id`,
      [ids],
    );
    await owner.query(
      "insert into contact_key (contact_id, master_key_id, wrapped_key) select id, $1, w from unnest($2::uuid[], $3::bytea[]) as t(id, w)",
      [keyId, ids, ids.map((id) => sealing.newContactKey(id).wrapped)],
    );
  });
}
