import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { SCENES } from "./scenes.ts";

const SHEET_WIDTH = 1_920;

/**
 * Lays the pictures of a folder out on contact sheets, one a scene, each picture with its look and size below it. Returns
 * how many sheets there are.
 */
export async function makeSheets(browser: Browser, folder: string): Promise<number> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".png") && !name.startsWith("sheet-")).sort();
  const scenes = Map.groupBy(files, (name) => name.split(".")[0] ?? name);
  const context = await browser.newContext({ viewport: { width: SHEET_WIDTH, height: 1_080 } });
  const page = await context.newPage();
  for (const [scene, pictures] of scenes) {
    // A page of its own on disk: a page made of a string may not show files.
    const file = join(folder, "sheet.html");
    await writeFile(file, sheetPage(scene, pictures));
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: join(folder, `sheet-${scene}.png`), fullPage: true });
  }
  await context.close();
  return scenes.size;
}

/** A sheet as a page: its caption, then phones four in a row and desks two. */
export function sheetPage(scene: string, pictures: readonly string[]): string {
  const small = (name: string): boolean => Number(name.split(".")[3]) < 600;
  const figures = [...pictures.filter((name) => !small(name)), ...pictures.filter(small)].map((name) => {
    const [, language = "", theme = "", width = ""] = name.split(".");
    const share = small(name) ? 4 : 2;
    return `<figure style="width:calc(${String(100 / share)}% - 12px)"><img src="${name}" alt=""><figcaption>${language} · ${theme} · ${width}</figcaption></figure>`;
  });
  const caption: string = Object.hasOwn(SCENES, scene) ? SCENES[scene as keyof typeof SCENES] : "";
  return `<!doctype html><meta charset="utf-8"><title>${scene}</title>
<style>body{margin:16px;font:14px sans-serif;background:#808080;color:#000}main{display:flex;flex-wrap:wrap;gap:12px}
figure{margin:0}img{width:100%;display:block}h1{font-size:18px;margin:0 0 4px}p{margin:0 0 12px}</style>
<h1>${scene}</h1><p>${caption}</p><main>${figures.join("\n")}</main>`;
}
