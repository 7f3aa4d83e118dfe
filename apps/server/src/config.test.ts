import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig, SettingsError } from "./config.ts";

const folder = mkdtempSync(join(tmpdir(), "nightlight-config-"));
const keyFile = join(folder, "master.key");
writeFileSync(keyFile, Buffer.alloc(32, 7).toString("base64"));
const good = { DATABASE_URL: "postgres://nightlight_app@localhost/nightlight", NIGHTLIGHT_MASTER_KEY_FILE: keyFile };

function problemsOf(roles: string, environment: Record<string, string>): readonly string[] {
  try {
    readConfig(roles, environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

test("reads good settings, with loopback and demo off as defaults", () => {
  expect(readConfig("serve,work", good)).toMatchObject({ roles: ["serve", "work"], host: "127.0.0.1", isDemo: false });
});

test("lists everything that is wrong at once", () => {
  const problems = problemsOf("serve,fly", { PORT: "99999", DATABASE_URL: "mysql://x", LOG_LEVEL: "loud" });
  expect(problems.map((line) => line.split(":")[0])).toEqual(
    expect.arrayContaining(["PORT", "DATABASE_URL", "LOG_LEVEL", "NIGHTLIGHT_MASTER_KEY_FILE", "roles"]),
  );
});

test("an empty value counts as missing", () => {
  expect(problemsOf("serve", { ...good, DATABASE_URL: "" })).toEqual(["DATABASE_URL: is missing"]);
});

test("migrating needs the owner's address", () => {
  expect(problemsOf("migrate", good)).toEqual([expect.stringContaining("DATABASE_OWNER_URL")]);
});

test("a master key of another length is refused", () => {
  const short = join(folder, "short.key");
  writeFileSync(short, "c2hvcnQ=");
  expect(problemsOf("serve", { ...good, NIGHTLIGHT_MASTER_KEY_FILE: short })).toEqual([
    expect.stringContaining("32 bytes"),
  ]);
});
