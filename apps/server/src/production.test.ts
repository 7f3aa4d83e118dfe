import { seedDemo } from "@nightlight/database/demo/seed-demo";
import { settleInstallation } from "@nightlight/database/key/installation";
import { APP_ROLE, asOwner } from "@nightlight/database/migrate";
import { migrateJobs } from "@nightlight/jobs/job-queue";
import { isPostgresMissing, testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nightlight-production-"));
const dataFolder = join(folder, "data");
mkdirSync(dataFolder);

const RANDOM_PASSWORD = "kq3Vf0-Zp81mXw_Tn5Lr";
const keyFile = keyFileOf("master.key", randomBytes(32), 0o400);
/** Nobody listens there: what is wrong with the settings is said all the same. */
const SAFE = {
  NIGHTLIGHT_MODE: "production",
  DATABASE_URL: `postgres://nightlight_app:${RANDOM_PASSWORD}@127.0.0.1:1/nightlight`,
  NIGHTLIGHT_MASTER_KEY_FILE: keyFile,
  NIGHTLIGHT_DATA_DIR: dataFolder,
  HOST: "127.0.0.1",
  PORT: "0",
  LOG_LEVEL: "info",
};

function keyFileOf(name: string, key: Buffer, mode: number, inFolder = folder): string {
  const path = join(inFolder, name);
  writeFileSync(path, key.toString("base64"));
  chmodSync(path, mode);
  return path;
}

/** Starts the real program, and stops it once it says that it listens. */
function start(environment: Record<string, string>, roles = "serve,work"): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, roles], { env: environment }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
    });
    child.stdout?.on("data", (text: string) => {
      if (text.includes('"msg":"listening"')) child.kill("SIGTERM");
    });
  });
}

/** The lines that name a problem, without their bullets. */
function problemsIn(output: string): string[] {
  return [...output.matchAll(/^ {2}- (.*)$/gmu)].map(([, line = ""]) => line);
}

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const weakKey = (key: Buffer) => ({
  NIGHTLIGHT_MASTER_KEY_FILE: keyFileOf(`${randomBytes(4).toString("hex")}.key`, key, 0o400),
});
const HTTPS = { HOST: "0.0.0.0", PUBLIC_ORIGIN: "https://help.example", TRUSTED_PROXIES: "10.0.0.5" };
const inData = keyFileOf("inside.key", randomBytes(32), 0o400, dataFolder);
const linked = join(folder, "linked.key");
symlinkSync(inData, linked);

describe("production refuses, with exit code 78 and what to do:", { timeout: 60_000 }, () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ["the demo", { NIGHTLIGHT_DEMO: "1" }, /^NIGHTLIGHT_DEMO: .*production has no demo/u],
    ["a key of all zeros", weakKey(Buffer.alloc(32)), /^NIGHTLIGHT_MASTER_KEY_FILE: key 1 is all zeros.*openssl rand/u],
    ["a key that was typed", weakKey(Buffer.from("den-ngu-2026-den-ngu-2026-den-ng")), /typed text/u],
    ["a key that repeats itself", weakKey(Buffer.alloc(32, "\u0001\u00ff")), /repeats itself/u],
    ["a key file inside the data folder", { NIGHTLIGHT_MASTER_KEY_FILE: inData }, /inside the data folder/u],
    ["a link to a key file inside the data folder", { NIGHTLIGHT_MASTER_KEY_FILE: linked }, /inside the data folder/u],
    [
      "a key file that others may read",
      { NIGHTLIGHT_MASTER_KEY_FILE: keyFileOf("open.key", randomBytes(32), 0o644) },
      /others may read.*chmod 400/u,
    ],
    [
      "a database without a password",
      { DATABASE_URL: "postgres://nightlight_app@db/nightlight" },
      /^DATABASE_URL: has no password/u,
    ],
    [
      "a short password",
      { DATABASE_URL: "postgres://nightlight_app:short@db/n" },
      /^DATABASE_URL: its password is short/u,
    ],
    ["a well-known password", { DATABASE_URL: "postgres://nightlight_app:nightlight-nightlight@db/n" }, /well known/u],
    [
      "an owner who is the server's own role",
      { DATABASE_OWNER_URL: SAFE.DATABASE_URL },
      /^DATABASE_OWNER_URL: .*same role/u,
    ],
    ["an open Redis on another machine", { REDIS_URL: "redis://cache.internal:6379" }, /^REDIS_URL: .*password/u],
    ["plain HTTP beyond this machine", { HOST: "0.0.0.0" }, /^HOST: 0\.0\.0\.0 would speak plain HTTP/u],
    ["a public address without HTTPS", { PUBLIC_ORIGIN: "http://help.example" }, /^PUBLIC_ORIGIN: .*https/u],
    ["telephones whose sound is open", { VOICE_TELEPHONES: "telephone" }, /^VOICE_TELEPHONES: .*in the open/u],
    ["HTTPS with no proxy named", { ...HTTPS, TRUSTED_PROXIES: "" }, /^TRUSTED_PROXIES: is missing/u],
    [
      "a proxy that is half the world",
      { ...HTTPS, TRUSTED_PROXIES: "0.0.0.0/0" },
      /^TRUSTED_PROXIES: 0\.0\.0\.0\/0 trusts half the world/u,
    ],
  ])("%s", async (_, wrong, said) => {
    const { code, output } = await start({ ...SAFE, ...wrong });
    const problems = problemsIn(output);
    expect(
      problems.filter((line) => said.test(line)),
      output,
    ).not.toEqual([]);
    expect(code).toBe(78);
    expect(output).not.toContain(RANDOM_PASSWORD);
  });
});

test("a trial takes the same settings, but never a proxy that is none", async () => {
  const trial = { ...SAFE, NIGHTLIGHT_MODE: "trial", HOST: "0.0.0.0", TRUSTED_PROXIES: "true, 10.0.0.0/33" };
  const { output } = await start(trial);
  expect(problemsIn(output)).toEqual([
    expect.stringContaining("true is no address or network"),
    expect.stringContaining("/33"),
  ]);
});

describe.skipIf(isPostgresMissing())("the database that production is given", { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let environment: Record<string, string>;
  beforeAll(async () => {
    database = await testDatabase();
    await migrateJobs(database.ownerUrl, APP_ROLE);
    const url = new URL(database.appUrl);
    url.password = ""; // on a socket; the test's own password would be refused as too short
    environment = { ...SAFE, DATABASE_URL: url.href, PGPASSWORD: "app" };
  });
  afterAll(() => database.drop());

  test("is taken when nothing speaks against it", async () => {
    const { code, output } = await start({ ...environment, ...HTTPS, HOST: "127.0.0.1" });
    expect(output).toContain('"mode":"production"');
    expect(code).toBe(0);
  });

  test("is refused with demo accounts and the demo's gateway key, together with everything else that is wrong", async () => {
    await seedDemo({ ownerUrl: database.ownerUrl, hashPassword: (password) => Promise.resolve(password) });
    await asOwner(database.ownerUrl, (owner) => settleInstallation(owner, "demo"));
    const { code, output } = await start({ ...environment, HOST: "0.0.0.0", NIGHTLIGHT_DEMO: "1" });
    expect(code).toBe(78);
    const problems = problemsIn(output);
    for (const said of [
      /^NIGHTLIGHT_DEMO/u,
      /^HOST/u,
      /^TRUSTED_PROXIES/u,
      /begun as a demo/u,
      /demo accounts.*lan/u,
    ]) {
      expect(
        problems.filter((line) => said.test(line)),
        String(said),
      ).toHaveLength(1);
    }
    expect(problems.filter((line) => /demo channels|demo's key/u.test(line))).toHaveLength(2);
  });

  test("is refused with the demo's gateway key alone, under whatever name", async () => {
    await asOwner(database.ownerUrl, async (owner) => {
      await owner.query("delete from roster; delete from slot; delete from presence; delete from person");
      await owner.query("delete from channel where key_hash is null");
      // A demo's channels stay a demo's: somebody would have to go about it like this.
      await owner.query("delete from installation");
      await owner.query("update channel set is_demo = false");
      await owner.query("insert into installation (kind) values ('real')");
    });
    const { code, output } = await start(environment);
    expect(problemsIn(output)).toEqual([expect.stringContaining("takes the demo's key")]);
    expect(code).toBe(78);
  });
});
