import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findingsOf } from "./e2e/accessibility.ts";
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
const BROWSER = [
  "--no-sandbox",
  "--disable-gpu",
  // A call on this machine is heard, and nobody needs to press for it.
  "--allow-loopback-in-peer-connection",
  "--autoplay-policy=no-user-gesture-required",
];
const FOLDER = fileURLToPath(new URL("../.screenshots/", import.meta.url));

async function run(): Promise<void> {
  const { only, address, isExamined, isSheetOnly, isForDocs } = readOptions(process.argv.slice(2));
  const executablePath = process.env["CHROMIUM_PATH"] || findProgram(CHROMIUM_PROGRAMS);
  if (!executablePath) throw new LaunchError("There is no Chromium here: install it, or name it in CHROMIUM_PATH.");
  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: BROWSER });
  const began = Date.now();
  try {
    const camera = makeCamera(browser, {
      ...{ folder: FOLDER, only, say: (line) => console.log(line) },
      examine: isExamined ? findingsOf : undefined,
    });
    const wanted = (Object.keys(SCENES) as Scene[]).filter((scene) => camera.wants(scene));
    if (wanted.length === 0) throw new LaunchError("No scene has such a name.");
    const wrong = isSheetOnly ? [] : await takeAll(camera, address);
    console.log(`${String(await makeSheets(browser, FOLDER))} contact sheets in ${FOLDER}`);
    if (isForDocs) await copyDocPictures(FOLDER, DOC_IMAGES);
    if (isSheetOnly) return;
    const missing = wanted.filter((scene) => !camera.taken.has(scene));
    console.log(`Scenes with their pictures: ${[...camera.taken].join(", ")}`);
    console.log(
      `${String(wanted.length - missing.length)} of ${String(wanted.length)} scenes, ${String(Math.round((Date.now() - began) / 1000))} s`,
    );
    if (camera.findings.length > 0) throw new LaunchError(`axe found:\n${camera.findings.join("\n")}`);
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
