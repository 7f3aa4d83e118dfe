import { chromium, type Page } from "playwright-core";
import { CHROMIUM_PROGRAMS, findProgram } from "../setup/find-program.ts";
import type { Painted, Told } from "./floor-times.ts";
import type { Stops } from "./services.ts";

/** A real browser for measuring: windows of their own. */
export type BenchBrowser = { open(size?: { width: number; height: number }): Promise<Page> };

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const DESK = { width: 1920, height: 1080 };
const PATIENCE_MS = 60_000;

/** Starts the machine's Chromium. Throws where there is none: nothing else paints. */
export async function startBenchBrowser(stops: Stops): Promise<BenchBrowser> {
  const executablePath = process.env["CHROMIUM_PATH"] || findProgram(CHROMIUM_PROGRAMS);
  if (!executablePath) throw new Error("this bench needs Chromium (or CHROMIUM_PATH)");
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  stops.push(() => browser.close());
  return {
    async open(viewport = DESK) {
      const context = await browser.newContext({ viewport, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      return page;
    },
  };
}

/** The floor on a supervisor's screen, while it is watched. */
export type WatchedScreen = {
  readonly page: Page;
  /** Forgets what was seen so far. */
  begin(): Promise<void>;
  /** What the screen was told and what it painted since. */
  seen(): Promise<{ readonly told: readonly Told[]; readonly painted: readonly Painted[] }>;
};

/** Notes in the page, frame by frame, when which reading of the floor was painted. */
const NOTE_FRAMES = `globalThis.painted = [];
  (function look() {
    requestAnimationFrame(() => {
      const number = Number(document.querySelector("[data-reading]")?.dataset.reading ?? 0);
      if (number !== (globalThis.painted.at(-1)?.number ?? 0)) {
        const { port1, port2 } = new MessageChannel();
        // The task after the frame's callbacks: the frame is on its way to the screen.
        port1.onmessage = () => globalThis.painted.push({ number, at: performance.timeOrigin + performance.now() });
        port2.postMessage(0);
      }
      look();
    });
  })();`;

/** Signs a supervisor in and opens the floor. */
export async function openFloor(
  browser: BenchBrowser,
  origin: string,
  signIn: { readonly username: string; readonly password: string },
): Promise<WatchedScreen> {
  const page = await browser.open();
  let told: Told[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => {
      if (typeof payload === "string") told.push(...toldIn(payload));
    });
  });
  await page.addInitScript(NOTE_FRAMES);
  await page.goto(`${origin}/console/`);
  await page.getByLabel("Tên đăng nhập").fill(signIn.username);
  await page.getByLabel("Mật khẩu").fill(signIn.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("grid", { name: "Người trực" }).waitFor();
  return {
    page,
    async begin() {
      told = [];
      await page.evaluate("globalThis.painted.splice(0, globalThis.painted.length - 1)");
    },
    async seen() {
      return { told: [...told], painted: await page.evaluate<Painted[]>("globalThis.painted") };
    },
  };
}

type News = {
  readonly number: number;
  readonly contacts: readonly { readonly id: string; readonly version: number }[];
  readonly contactsGone: readonly string[];
};

/** What one frame of the line says of the floor: news, or the answer to a question that holds some. */
function toldIn(frame: string): Told[] {
  if (!frame.includes('"contactsGone"')) return [];
  const said = JSON.parse(frame.slice(frame.indexOf("["))) as readonly unknown[];
  const [first, second] = said;
  const news = first === "floor:news" ? [second as News] : ((first as { news?: readonly News[] }).news ?? []);
  return news.map(({ number, contacts, contactsGone }) => ({
    number,
    versions: new Map(contacts.map(({ id, version }) => [id, version])),
    gone: new Set(contactsGone),
  }));
}

const NOTE_KEYS = `globalThis.keys = [];
  addEventListener("keydown", (event) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => globalThis.keys.push(performance.now() - event.timeStamp);
      port2.postMessage(0);
    });
  }, true);`;

/** Presses the arrow key among the people with the processor slowed down, and gives each press's time to its frame. */
export async function pressArrows(page: Page, options: { times: number; slowDown: number }): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const people = page.getByRole("grid", { name: "Người trực" });
  await people.focus();
  await page.keyboard.press("Home");
  await page.evaluate(NOTE_KEYS);
  await session.send("Emulation.setCPUThrottlingRate", { rate: options.slowDown });
  try {
    for (let press = 1; press <= options.times; press += 1) {
      await page.keyboard.press("ArrowDown");
      // One after the other: a press that waits for the frame of the one before would count that one's time as well.
      while ((await page.evaluate<number>("globalThis.keys.length")) < press) await page.waitForTimeout(20);
    }
  } finally {
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  }
  return page.evaluate<number[]>("globalThis.keys");
}
