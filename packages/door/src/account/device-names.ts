/** What browsers and systems are called, in every language; one that is not here has no name. */
export const DEVICE_NAMES: Readonly<Record<string, string>> = {
  chrome: "Chrome",
  edge: "Edge",
  firefox: "Firefox",
  safari: "Safari",
  "coc-coc": "Cốc Cốc",
  samsung: "Samsung Internet",
  opera: "Opera",
  windows: "Windows",
  macos: "macOS",
  linux: "Linux",
  android: "Android",
  ios: "iOS",
  chromeos: "ChromeOS",
};
