import { expect, test } from "vitest";
import { deviceOf } from "./device.ts";

const MOZILLA = "Mozilla/5.0";
const KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/141.0.0.0 Safari/537.36`, "chrome", "windows"],
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`, "edge", "windows"],
  [`${MOZILLA} (Windows NT 10.0) ${KHTML} coc_coc_browser/120.0 Chrome/114.0 Safari/537.36`, "coc-coc", "windows"],
  [`${MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, "firefox", "linux"],
  [`${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) ${KHTML} Version/18.0 Safari/605.1.15`, "safari", "macos"],
  [`${MOZILLA} (Linux; Android 14; SM-A155F) ${KHTML} SamsungBrowser/25.0 Chrome/121.0 Mobile`, "samsung", "android"],
  [
    `${MOZILLA} (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${KHTML} CriOS/140.0 Mobile/15E148 Safari/604.1`,
    "chrome",
    "ios",
  ],
  ["curl/8.5.0", "other", "other"],
  ["", "other", "other"],
  [undefined, "other", "other"],
])("%s is %s on %s", (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});
