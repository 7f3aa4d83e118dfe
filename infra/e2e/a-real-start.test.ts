import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const START = fileURLToPath(new URL("../start.ts", import.meta.url));
const RESTORE = fileURLToPath(new URL("../admin-restore.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nightlight-real-"));
const keyFile = join(folder, "master.key");
writeFileSync(keyFile, randomBytes(32).toString("base64"), { mode: 0o400 });

const REAL = { NIGHTLIGHT_DATA_DIR: join(folder, "real"), PORT: "0" };
const PRODUCTION = { ...REAL, NIGHTLIGHT_MODE: "production", NIGHTLIGHT_MASTER_KEY_FILE: keyFile };
const READY = "Ctrl-C stops everything";
const LINK = /^ {4}(http:\S+)\/console\/welcome#(\S+)$/mu;

type Started = { said: string; code: number | undefined; stop(): Promise<void> };

/** Starts Nightlight as a person does; resolves when it is ready or has ended. */
function start(options: readonly string[], settings: Record<string, string>): Promise<Started> {
  const env = { ...process.env, NIGHTLIGHT_DEMO: "", LOG_LEVEL: "warn", ...settings };
  const child = spawn(process.execPath, [START, ...options], { env, stdio: ["ignore", "pipe", "pipe"] });
  const exit = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  let said = "";
  return new Promise((resolve) => {
    const stop = async () => {
      child.kill("SIGTERM");
      await exit;
    };
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString("utf8");
        if (said.includes(READY)) resolve({ said, code: undefined, stop });
      });
    void exit.then((code) => resolve({ said, code, stop }));
  });
}

async function invitations(origin: string, act: "read" | "take", body: Record<string, string>) {
  const reply = await fetch(`${origin}/api/invitations/${act}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

describe("a start for real children", () => {
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("production refuses the key that a trial makes in the data folder", async () => {
    const { code, said } = await start([], { ...REAL, NIGHTLIGHT_MODE: "production" });
    expect(said).toContain("inside the data folder");
    expect(code).toBe(78);
  });

  test("the first administrator gets a link, another at the next start, and none once it was used", async () => {
    const first = await start(["--empty"], PRODUCTION);
    const [, origin = "", token = ""] = LINK.exec(first.said) ?? [];
    expect(first.said).not.toContain("den-ngu-2026");
    expect(await invitations(origin, "read", { token })).toMatchObject({ status: 200, body: { username: "admin" } });
    await first.stop();

    const second = await start(["--empty"], PRODUCTION);
    const [, at = "", next = ""] = LINK.exec(second.said) ?? [];
    expect((await invitations(at, "read", { token })).status).toBeGreaterThanOrEqual(400);
    const password = "ngọn đèn nhỏ giữa đêm khuya";
    expect(await invitations(at, "take", { token: next, password })).toMatchObject({ status: 201 });
    expect((await invitations(at, "take", { token: next, password })).status).toBeGreaterThanOrEqual(400);
    await second.stop();

    const third = await start(["--empty"], PRODUCTION);
    expect(third.code).toBeUndefined();
    expect(third.said).not.toMatch(LINK);
    await third.stop();
  });

  test("an administrator who lost everything gets in again by a link that an operator makes, once", async () => {
    const restore = (...names: string[]) =>
      spawnSync(process.execPath, [RESTORE, ...names], { env: { ...process.env, ...PRODUCTION }, encoding: "utf8" });
    expect(restore("nobody").status).toBe(1);
    expect(restore("nobody").stdout).toMatch(/^ {2}admin$/mu);
    const running = await start(["--empty"], PRODUCTION);
    const made = restore();
    const [, origin = "", token = ""] = /^ {2}(http:\S+)\/console\/welcome#(\S+)$/mu.exec(made.stdout) ?? [];
    expect(await invitations(origin, "read", { token })).toMatchObject({
      status: 200,
      body: { username: "admin", purpose: "reset" },
    });
    const password = "một ngọn đèn khác giữa đêm";
    expect(await invitations(origin, "take", { token, password })).toMatchObject({ status: 201 });
    expect((await invitations(origin, "take", { token, password })).status).toBeGreaterThanOrEqual(400);
    await running.stop();
  });

  test("no demo is poured into it afterwards", async () => {
    const { code, said } = await start([], { ...REAL, NIGHTLIGHT_MASTER_KEY_FILE: keyFile });
    expect(said).toMatch(/begun without a demo.*npm start -- --empty/su);
    expect(code).toBe(78);
  });

  test("a demo does not become real", async () => {
    const demo = { NIGHTLIGHT_DATA_DIR: join(folder, "demo"), PORT: "0" };
    const trial = await start([], demo);
    expect(trial.said).toContain("lan");
    await trial.stop();
    const { code, said } = await start(["--empty"], demo);
    expect(said).toMatch(/begun as a demo.*NIGHTLIGHT_DATA_DIR/su);
    expect(code).toBe(78);
  });

  test("an option that does not exist is named, and so is one that contradicts a setting", async () => {
    const { code, said } = await start(["--emtpy"], REAL);
    expect([code, said]).toEqual([78, expect.stringContaining("--emtpy is unknown")]);
    expect((await start(["--empty"], { ...REAL, NIGHTLIGHT_DEMO: "1" })).said).toContain("leave one of them out");
  });
});
