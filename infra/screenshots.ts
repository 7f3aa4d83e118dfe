import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { makeCamera } from "./screenshots/camera.ts";
import { copyDocPictures } from "./screenshots/doc-pictures.ts";
import { readOptions } from "./screenshots/options.ts";
import { SCENES, type Scene } from "./screenshots/scenes.ts";
import { makeSheets } from "./screenshots/sheets.ts";
import { takeAll } from "./screenshots/take-all.ts";
import { CHROMIUM_PROGRAMS, findProgram } from "./setup/find-program.ts";
import { LaunchError } from "./setup/launch-error.ts";

// `npm run screenshots`: a demo of its own, pictures of its screens, and contact sheets of the pictures.
const DOC_IMAGES = fileURLToPath(new URL("../docs/images/", import.meta.url));
const FOLDER = fileURLToPath(new URL("../.screenshots/", import.meta.url));

async function run(): Promise<void> {
  const { only, address, isSheetOnly, isForDocs } = readOptions(process.argv.slice(2));
  const executablePath = process.env["CHROMIUM_PATH"] || findProgram(CHROMIUM_PROGRAMS);
  if (!executablePath) throw new LaunchError("There is no Chromium here: install it, or name it in CHROMIUM_PATH.");
  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const began = Date.now();
  try {
    const camera = makeCamera(browser, FOLDER, only, (line) => console.log(line));
    const wanted = (Object.keys(SCENES) as Scene[]).filter((scene) => camera.wants(scene));
    if (wanted.length === 0) throw new LaunchError("No scene has such a name.");
    const wrong = isSheetOnly ? [] : await takeAll(camera, address);
    console.log(`${String(await makeSheets(browser, FOLDER))} contact sheets in ${FOLDER}`);
    if (isForDocs) await copyDocPictures(FOLDER, DOC_IMAGES);
    if (isSheetOnly) return;
    console.log(`${String(Math.round((Date.now() - began) / 1000))} s`);
    const missing = wanted.filter((scene) => !camera.taken.has(scene));
    if (missing.length > 0) throw new LaunchError([`Without a picture: ${missing.join(", ")}`, ...wrong].join("\n\n"));
  } finally {
    await browser.close();
  }
}

try {
  await run();
  process.exit(0);
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exit(error.exitCode);
}
