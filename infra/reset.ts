import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cleanUpAfter, runningInstance } from "./setup/instance.ts";
import { readDataFolder } from "./setup/settings.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dataFolder = readDataFolder(process.env, root);
const OURS = /^(secrets|postgres|redis|asterisk|logs|compiled|instance\..*json)$/;

const running = runningInstance(dataFolder);
if (running) {
  console.error(
    `\nNightlight runs with the data in ${dataFolder} (process ${running.launcher.pid}): nothing was removed.\n` +
      `Stop it first, with Ctrl-C in its terminal or \`kill ${running.launcher.pid}\`.\n`,
  );
  process.exit(1);
}
if (!existsSync(dataFolder)) {
  console.log(`There is nothing to remove: ${dataFolder} does not exist.`);
} else {
  await cleanUpAfter(dataFolder);
  // Only what a start makes: the folder may have been given by mistake, and hold something else.
  for (const name of readdirSync(dataFolder).filter((entry) => OURS.test(entry)))
    rmSync(join(dataFolder, name), { recursive: true, force: true });
  const left = readdirSync(dataFolder);
  if (left.length === 0) rmSync(dataFolder, { recursive: true });
  console.log(`Removed the data in ${dataFolder}${left.length > 0 ? `, but not ${left.join(", ")}` : ""}.`);
}
