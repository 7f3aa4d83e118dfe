import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findDemo } from "@nightlight/database/key/installation";
import { formatKeyRing, newMasterKey } from "@nightlight/database/key/key-ring";
import { testDatabase } from "@nightlight/testkit/postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

type Ended = { readonly code: number; readonly output: string };

describe("taking the demo out", () => {
  const folder = mkdtempSync(join(tmpdir(), "nightlight-demo-"));
  let environment: Record<string, string>;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await testDatabase();
    ({ drop } = database);
    const keyFile = join(folder, "master.key");
    writeFileSync(keyFile, formatKeyRing([newMasterKey()]), { mode: 0o400 });
    environment = {
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      NIGHTLIGHT_MASTER_KEY_FILE: keyFile,
      NIGHTLIGHT_DEMO: "small",
    };
    expect((await run("main.ts", ["migrate"])).code).toBe(0);
  }, 60_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });

  function run(program: string, args: readonly string[], more: Record<string, string> = {}): Promise<Ended> {
    return new Promise((resolve) => {
      const file = join(import.meta.dirname, program);
      const child = execFile(process.execPath, [file, ...args], { env: { ...environment, ...more } }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, output: out + err }),
      );
    });
  }
  const remove = (options: readonly string[], more: Record<string, string> = {}) =>
    run("remove-demo.ts", ["http://localhost:4111", ...options], more);
  const demo = () => findDemo({ url: environment["DATABASE_OWNER_URL"] ?? "", isOwner: true });

  test("is refused in production, confirmed or not, and the demo stays there for production to refuse", async () => {
    const refused = await remove(["--yes"], { NIGHTLIGHT_MODE: "production" });
    expect(refused).toMatchObject({ code: 78, output: expect.stringContaining("production") as string });
    expect(await demo()).toEqual(expect.arrayContaining([expect.stringContaining("begun as a demo")]));
  });

  test("wants a typed word, and takes nothing for one where nobody types", async () => {
    const refused = await remove([]);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/people.*contacts[\s\S]*--yes/u);
    expect(await demo()).not.toEqual([]);
  });

  test("leaves an empty installation, the first administrator's link, and a start without a demo", async () => {
    const removed = await remove(["--yes"]);
    expect(removed.output).toMatch(/http:\/\/localhost:4111\/console\/welcome#\S{20}/u);
    expect(removed.code).toBe(0);
    expect(await demo()).toEqual([]);
    const again = await run("main.ts", ["migrate"], { NIGHTLIGHT_DEMO: "0" });
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining("firstAdministrator") as string });
    const withDemo = await run("main.ts", ["migrate"]);
    expect(withDemo).toMatchObject({ code: 78, output: expect.stringContaining("begun without a demo") as string });
    expect(await remove(["--yes"])).toMatchObject({ code: 1 });
  });
});
