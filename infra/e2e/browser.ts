import "../vitest/provided.ts";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { inject } from "vitest";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Whether this machine has no Chromium, for `describe.skipIf`. Never true under CI. */
export function isChromiumMissing(): boolean {
  return !inject("services").chromium;
}

/** Starts the machine's own Chromium. */
export async function startBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = inject("services").chromium;
  if (executablePath === undefined) throw new Error("there is no Chromium for the tests");
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}

export type Screen = { readonly page: Page; readonly context: BrowserContext; readonly complaints: string[] };

export type ScreenOptions = {
  readonly size: { width: number; height: number };
  readonly theme?: "dark" | "light";
  readonly isPhone?: boolean;
};

/** Opens a browser of its own (nothing shared with others). Uncaught errors and policy violations are collected. */
export async function openScreen(
  browser: Browser,
  { size, theme = "dark", isPhone = false }: ScreenOptions,
): Promise<Screen> {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    hasTouch: isPhone,
    isMobile: isPhone,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  return { page, context, complaints };
}

export const DESK_SIZE = { width: 1366, height: 768 } as const;
export const PHONE_SIZE = { width: 360, height: 740 } as const;
