import { fileURLToPath } from "node:url";
import { describeCounts } from "@nightlight/simulation/demo/demo-book";
import { runDemo } from "@nightlight/simulation/demo/run-demo";
import { askInstallation } from "./demo/ask-installation.ts";
import { readDemoOptions } from "./demo/options.ts";
import { showProgress } from "./demo/progress.ts";
import { LaunchError } from "./setup/launch-error.ts";

// `npm run demo`: brings a running demo alive. Everything goes through the doors that everybody uses.
const root = fileURLToPath(new URL("..", import.meta.url));

async function run(): Promise<void> {
  const { address, speed, minutes, seed } = readDemoOptions(process.argv.slice(2), process.env, root);
  await askInstallation(address);
  const stop = new AbortController();
  const requestStop = (): void => {
    if (stop.signal.aborted) process.exit(130);
    console.log("\nStopping: everybody says goodbye … (once more: at once)");
    stop.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, requestStop);
  const timer = minutes === undefined ? undefined : setTimeout(requestStop, minutes * 60_000);
  const until = minutes === undefined ? "until Ctrl-C" : `for ${minutes} minutes`;
  console.log(`The demo plays at ${address}, ${speed} times as fast as life, ${until}. Seed ${seed}.`);
  console.log("Sign in as anybody of the demo: whoever plays their seat makes room within seconds.");
  const demo = runDemo({ origin: address, speed, seed, stop: stop.signal });
  const progress = showProgress(() => describeCounts(demo.counts()), process.stdout);
  await demo.done;
  clearTimeout(timer);
  progress.end();
  const { failures } = demo.counts();
  for (const [what, times] of Object.entries(failures)) console.log(`  ${times} × ${what}`);
  console.log("Stopped. Nobody is left in a conversation; `npm run demo` starts it again.");
}

try {
  await run();
  process.exit(0);
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exit(error.exitCode);
}
