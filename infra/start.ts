import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeLaunched } from "./setup/describe-launched.ts";
import { launch } from "./setup/launch.ts";
import { LaunchError } from "./setup/launch-error.ts";
import { readSettings } from "./setup/settings.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const stop = new AbortController();
const requestStop = () => {
  if (stop.signal.aborted) return;
  console.log("\nStopping …");
  stop.abort();
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, requestStop);
// The bootstrap script holds the other end: when it was killed outright, nobody is left to pass on Ctrl-C.
process.on("disconnect", requestStop);

const startedAt = performance.now();
try {
  await launch({
    settings: readSettings(process.env, root, process.argv.slice(2)),
    serverProgram: join(root, "apps", "server", "src", "main.ts"),
    stop: stop.signal,
    say: (line) => console.log(line),
    launched: (what) => console.log(describeLaunched(what, (performance.now() - startedAt) / 1_000)),
  });
  console.log("Stopped.");
  process.exit(0);
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exit(error.exitCode);
}
