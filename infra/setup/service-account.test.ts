import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findProgram } from "./find-program.ts";
import { OWNER_ROLE, postgresUrl, startPostgres } from "./postgres.ts";
import { findPostgres } from "./postgres-programs.ts";
import { chooseServiceAccount } from "./service-account.ts";
import { makeSocketFolder } from "./socket-folder.ts";

const NOBODY = "65534";
const DAC_OVERRIDE = 1n << 1n;

const isRoot = process.getuid?.() === 0;
let folder: string;
let home: string;

/** A tree that only root may enter, as a clone in root's own folder is. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nightlight-account-"));
  chmodSync(folder, 0o700);
  home = join(folder, "postgres");
  mkdirSync(home, { mode: 0o700 });
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** What a container without user namespaces does: the program is there, and the kernel says no. */
function forbidUserNamespaces(): void {
  const programs = join(folder, "bin");
  mkdirSync(programs);
  writeFileSync(join(programs, "unshare"), "#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n", {
    mode: 0o755,
  });
  vi.stubEnv("PATH", `${programs}:${process.env["PATH"] ?? ""}`);
}

describe.skipIf(!isRoot || !findProgram(["setpriv"]))("root, where user namespaces are forbidden", () => {
  test("PostgreSQL runs as nobody, with the one right to pass closed folders", async () => {
    forbidUserNamespaces();
    const programs = findPostgres();
    const account = chooseServiceAccount({ home, program: programs.postgres });
    expect(account.prefix[0]).toContain("setpriv");
    const sockets = makeSocketFolder(account);
    const logFile = join(folder, "postgres.log");
    const running = await startPostgres({
      programs,
      account,
      home,
      sockets,
      ownerPassword: "secret",
      logFile,
      durable: false,
    });
    try {
      const status = readFileSync(`/proc/${running.mark.pid}/status`, "utf8");
      const field = (name: string) => new RegExp(`^${name}:\\t(.*)$`, "m").exec(status)?.[1] ?? "";
      expect(field("Uid").split("\t")).toEqual([NOBODY, NOBODY, NOBODY, NOBODY]);
      expect(field("Groups").trim()).toBe("");
      for (const set of ["CapEff", "CapPrm", "CapBnd"]) expect(BigInt(`0x${field(set)}`)).toBe(DAC_OVERRIDE);
      expect(await ask(sockets)).toEqual([{ one: 1 }]);
    } finally {
      await running.stop();
      rmSync(sockets, { recursive: true, force: true });
    }
  });
});

async function ask(sockets: string): Promise<unknown[]> {
  const url = postgresUrl({ sockets, role: OWNER_ROLE, password: "secret", database: "nightlight" });
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>("select 1 as one")).rows;
  } finally {
    await client.end();
  }
}
