import type { Device } from "@nightlight/database/access/session-store";

/** What a browser calls itself, and the word for it. The first that fits: most claim to be several. */
const BROWSERS = [
  [/coc_coc_browser/iu, "coc-coc"],
  [/\bEdgA?(?:iOS)?\//u, "edge"],
  [/SamsungBrowser\//u, "samsung"],
  [/\bOPR\//u, "opera"],
  [/\b(?:Firefox|FxiOS)\//u, "firefox"],
  [/(?:Chrome|CriOS|Chromium)\//u, "chrome"],
  [/\bVersion\/.*Safari\//u, "safari"],
] as const;

const SYSTEMS = [
  [/\bAndroid\b/u, "android"],
  [/\b(?:iPhone|iPad|iPod)\b/u, "ios"],
  [/\bCrOS\b/u, "chromeos"],
  [/\bWindows\b/u, "windows"],
  [/\bMac OS X\b|\bMacintosh\b/u, "macos"],
  [/\bLinux\b/u, "linux"],
] as const;

/** Browser and system in coarse words, for a person to recognise; the header itself is not kept. */
export function deviceOf(userAgent: string | undefined): Device {
  const named = (names: readonly (readonly [RegExp, string])[]): string =>
    names.find(([pattern]) => pattern.test((userAgent ?? "").slice(0, 500)))?.[1] ?? "other";
  return { browser: named(BROWSERS), system: named(SYSTEMS) };
}
