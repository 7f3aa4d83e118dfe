import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Stops } from "./bench/services.ts";
import { runFuzz } from "./fuzz/run.ts";
import { openFuzzStage } from "./fuzz/stage.ts";
import { LaunchError } from "./setup/launch-error.ts";
import { readDataFolder } from "./setup/settings.ts";

const USAGE = "Usage: npm run fuzz -- [--requests 50000] [--events 10000] [--seed 1] [--from 0] [--json]";
const INTERRUPTED = 130;

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "50000" },
    events: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    json: { type: "boolean", default: false },
  },
});
const [requests, events, seed, from] = [values.requests, values.events, values.seed, values.from].map(Number);
if (![requests, events, seed, from].every((given) => Number.isSafeInteger(given) && (given ?? -1) >= 0)) {
  console.error(USAGE);
  process.exit(2);
}

const stops: Stops = [];
const stopAll = async (): Promise<void> => {
  for (const stop of stops.splice(0).reverse()) {
    try {
      await stop();
    } catch (error) {
      console.error(`While stopping: ${String(error)}`);
    }
  }
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stopAll().then(() => process.exit(INTERRUPTED)));

// With --json the last line, and only that, is for programs.
const say = (line: string): void => console.log(line);
try {
  const dataFolder = readDataFolder(process.env, root);
  const stage = await openFuzzStage({ root, dataFolder, seed: seed ?? 1 }, stops);
  say(`${String(stage.attackers.length)} attackers, seed ${String(seed)}`);
  const options = { seed: seed ?? 1, requests: requests ?? 0, from: from ?? 0, events: events ?? 0, say };
  const { result, statuses } = await runFuzz(stage, options);
  await stopAll();
  say(`answers by status: ${JSON.stringify(statuses)}`);
  process.exitCode = result.serverErrors + result.changes + result.leaks === 0 ? 0 : 1;
  console.log(JSON.stringify(result, undefined, values.json ? 0 : 2));
} catch (error) {
  await stopAll();
  process.exitCode = 1;
  console.error(error instanceof LaunchError ? error.message : error);
}
process.exit();
