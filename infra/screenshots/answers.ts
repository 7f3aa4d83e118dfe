import type { Page } from "playwright-core";

/** Answers a reading in the server's place. Returns what ends it. */
export async function answerWith(page: Page, path: string, value: object): Promise<() => Promise<void>> {
  const url = `**${path}`;
  await page.route(url, (route) => route.fulfill({ json: value }));
  return () => page.unroute(url);
}

/** Changes words in what the server answers to a reading, and in what it says by itself. Returns what ends it. */
export function changeAnswer(page: Page, path: string, from: RegExp, to: string): Promise<() => Promise<void>> {
  return rewrite(page, `**${path}`, (words) => words.replace(from, to));
}

const LONG = "Công Tằng Tôn Nữ Hoàng Thị Minh Nguyệt Phương An";
const NAMES = /Hoàng Thị Lan|Trần Quang Minh|Cô Lan|Chú Minh|Lê Thị Thu Hà|Trương Ngọc Ánh|Châu Quốc Bảo|Chú Đức/gu;

/** Everybody's name becomes one of the longest that there are. Returns what ends it. */
export function lengthenNames(page: Page): Promise<() => Promise<void>> {
  return rewrite(page, "**/api/**", (words) => words.replaceAll(NAMES, LONG));
}

async function rewrite(page: Page, url: string, change: (words: string) => string): Promise<() => Promise<void>> {
  let isOver = false;
  await page.routeWebSocket(/socket\.io/u, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      socket.send(isOver ? message : change(String(message)));
    });
  });
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
  return () => {
    isOver = true;
    return page.unroute(url);
  };
}
