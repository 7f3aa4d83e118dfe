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

test("engines are lists by commas, and one by default; lists that do not fit together are said", () => {
  const voice = { ...good, ASTERISK_SOUNDS: "/sounds", ASTERISK_ARI_URL: "http://u:p@a:8088/ari" };
  const engine = { engine: "asterisk", ariUrl: "http://u:p@a:8088/ari", mediaAddress: "127.0.0.1" };
  expect(readConfig("voice", voice).voice?.engines).toEqual([engine]);
  const two = {
    ...voice,
    ASTERISK_ARI_URL: "http://u:p@a:8088/ari, http://u:p@b:8088/ari",
    VOICE_ENGINE: "north,south",
  };
  expect(readConfig("voice", two).voice?.engines).toMatchObject([{ engine: "north" }, { engine: "south" }]);
  expect(problemsOf("voice", { ...two, VOICE_ENGINE: "north" })).toEqual([expect.stringContaining("VOICE_ENGINE")]);
  expect(problemsOf("voice", { ...voice, ASTERISK_ARI_URL: "http://u:p@a:8088/ari,nowhere" })).toEqual([
    expect.stringContaining("ASTERISK_ARI_URL"),
  ]);
});
