import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isSuccess, totalsLine, type Totals } from "./reporter/totals.ts";
import { buildBrowserApps } from "./setup/browser-builds.ts";
import { exitOf } from "./setup/service.ts";
import { fetchTestAsterisk, installTestPrograms } from "./setup/test-programs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
installTestPrograms((line) => console.log(line));
await fetchTestAsterisk((line) => console.log(line));
// What children download is looked at as it is built, not as it is written.
await buildBrowserApps(root);

const folder = mkdtempSync(join(tmpdir(), "nightlight-totals-"));
const file = join(folder, "totals.json");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const child = spawn(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, NIGHTLIGHT_TOTALS_FILE: file },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
const how = await exitOf(child);
const totals = readTotals();
rmSync(folder, { recursive: true, force: true });
const isGood = how === "exit code 0" && isSuccess(totals);
process.exitCode = isGood ? 0 : 1;
// Vitest may fail outside every test, before the first or after the last: the line must not read as a success then.
console.log(totalsLine(isGood ? totals : { ...totals, failed: Math.max(1, totals.failed) }));

function readTotals(): Totals {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Totals;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // it ended before it could count
  }
}
