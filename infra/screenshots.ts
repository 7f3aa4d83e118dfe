import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startStack } from "./e2e/stack.ts";
import { makeCamera } from "./screenshots/camera.ts";
import { showCompanion } from "./screenshots/companion.ts";
import { readOptions } from "./screenshots/options.ts";
import { makeSheets } from "./screenshots/sheets.ts";
import { showDoors } from "./screenshots/staff.ts";
import { CHROMIUM_PROGRAMS, findProgram } from "./setup/find-program.ts";
import { LaunchError } from "./setup/launch-error.ts";

// `npm run screenshots`: a demo of its own, pictures of its screens, and contact sheets of the pictures.
const FOLDER = fileURLToPath(new URL("../.screenshots/", import.meta.url));

async function run(): Promise<void> {
  const { only, isSheetOnly } = readOptions(process.argv.slice(2));
  const executablePath = process.env["CHROMIUM_PATH"] || findProgram(CHROMIUM_PROGRAMS);
  if (!executablePath) throw new LaunchError("There is no Chromium here: install it, or name it in CHROMIUM_PATH.");
  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    if (!isSheetOnly) await takeAll(makeCamera(browser, FOLDER, only, (line) => console.log(line)));
    console.log(`${String(await makeSheets(browser, FOLDER))} contact sheets in ${FOLDER}`);
  } finally {
    await browser.close();
  }
}

async function takeAll(camera: ReturnType<typeof makeCamera>): Promise<void> {
  console.log("A demo of its own …");
  const stack = await startStack("1");
  try {
    await showCompanion(camera, stack);
    await showDoors(camera, stack);
  } finally {
    await stack.stop();
  }
  if (camera.taken() === 0) throw new LaunchError("No picture has such a name.");
}

try {
  await run();
  process.exit(0);
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exit(error.exitCode);
}
