import type { Browser, Page } from "playwright-core";
import { DESK_SIZE, openScreen, type Screen } from "./browser.ts";

/** A counsellor's browser at the console, driven by keys and by the words on screen. */
export type CounsellorScreen = Screen & {
  readonly username: string;
  /** While muted, no notice arrives, though the line answers: one that is wholly silent is noticed, and acts are refused. */
  mute(isMuted: boolean): void;
};

/** How Socket.IO begins an event, as against the answer to one. */
const NOTICE = "42";

/** Signs in and starts the shift. */
export async function openCounsellor(
  browser: Browser,
  address: string,
  signIn: { username: string; password: string },
  prepare: (page: Page) => Promise<void> = async () => undefined,
): Promise<CounsellorScreen> {
  const screen = await openScreen(browser, { size: DESK_SIZE });
  const { page } = screen;
  await prepare(page);
  let isMuted = false;
  await page.routeWebSocket(/socket\.io/u, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (!isMuted || !String(message).startsWith(NOTICE)) socket.send(message);
    });
  });
  await page.goto(`${address}/console/`);
  await page.getByLabel("Tên đăng nhập").fill(signIn.username);
  await page.getByLabel("Mật khẩu").fill(signIn.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("button", { name: "Bắt đầu ca" }).click();
  await page.getByText("Sẵn sàng").first().waitFor();
  return { ...screen, username: signIn.username, mute: (next) => (isMuted = next) };
}

/** The offer's card, when there is one. */
export function offerCard(page: Page) {
  return page.getByRole("article", { name: /Lời mời nhận lượt/u });
}

/** The first of some screens on which an offer appears. */
export async function whoIsOffered<Each extends { page: Page }>(
  screens: readonly Each[],
  withinMs = 15_000,
): Promise<Each> {
  return Promise.any(
    screens.map(async (screen) => {
      await offerCard(screen.page).waitFor({ timeout: withinMs });
      return screen;
    }),
  );
}

/** Ends the conversation, chooses how it ended, and closes: by name, as a person would. */
export async function finishContact(page: Page, disposition: string): Promise<void> {
  const end = page.getByRole("button", { name: "Kết thúc", exact: true });
  if (await end.isVisible()) await end.click();
  await page.getByRole("radio", { name: disposition }).check({ force: true });
  await page.getByRole("button", { name: /^Đóng lượt/u }).click();
}
