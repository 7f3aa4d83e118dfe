import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openLogFile } from "./log-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nightlight-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("adds its lines to what is there", async () => {
  const path = join(folder, "server.log");
  writeFileSync(path, "before\n");
  const log = openLogFile(path, () => undefined);
  log.write("one");
  log.write("two");
  log.end();
  await vi.waitFor(() => expect(readFileSync(path, "utf8")).toBe("before\none\ntwo\n"));
});

test("a file that cannot be written takes nobody down, and is complained of once", async () => {
  const complaints: string[] = [];
  const log = openLogFile("/dev/full", (message) => complaints.push(message));
  for (let line = 0; line < 50; line += 1) log.write(`line ${String(line)}`);
  await vi.waitFor(() => expect(complaints).toHaveLength(1));
  expect(complaints[0]).toContain("/dev/full cannot be written (ENOSPC");
  log.write("one more");
  log.end();
});

const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)("once a full disk has room again, its lines are kept again", async () => {
  const disk = join(folder, "disk");
  execFileSync("mkdir", [disk]);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]);
  } catch {
    return; // a container without the right to mount: the test above has shown what matters
  }
  try {
    const path = join(disk, "server.log");
    const filling = join(disk, "filling");
    const log = openLogFile(path, () => undefined);
    log.write("first");
    await vi.waitFor(() => expect(readFileSync(path, "utf8")).toBe("first\n"));
    try {
      writeFileSync(filling, Buffer.alloc(128 * 1024));
    } catch {
      // It is full now.
    }
    log.write("x".repeat(8 * 1024));
    rmSync(filling);
    await vi.waitFor(
      () => {
        log.write("here again");
        expect(readFileSync(path, "utf8")).toContain("here again\n");
      },
      { timeout: 15_000, interval: 250 },
    );
    log.end();
  } finally {
    execFileSync("umount", ["-l", disk]);
  }
});
