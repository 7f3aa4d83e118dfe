/** Every key of the console on one page. Matched by position (`code`), so that no input method or layout moves them. */
export const KEYS = {
  accept: { press: "Alt+KeyA", cap: "Alt A" },
  decline: { press: "Alt+Digit0", cap: "Alt 0" },
  "digit-1": { press: "Alt+Digit1", cap: "1" },
  "digit-2": { press: "Alt+Digit2", cap: "2" },
  "digit-3": { press: "Alt+Digit3", cap: "3" },
  "digit-4": { press: "Alt+Digit4", cap: "4" },
  "digit-5": { press: "Alt+Digit5", cap: "5" },
  "digit-6": { press: "Alt+Digit6", cap: "6" },
  undo: { press: "Alt+KeyU", cap: "Alt U" },
  close: { press: "Alt+Enter", cap: "Alt Enter" },
  escalate: { press: "Alt+KeyE", cap: "Alt E" },
  risk: { press: "Alt+KeyP", cap: "Alt P" },
  "by-hand": { press: "Alt+KeyH", cap: "Alt H" },
  help: { press: "Alt+KeyB", cap: "Alt B" },
  available: { press: "Alt+KeyR", cap: "Alt R" },
  lock: { press: "Alt+KeyL", cap: "Alt L" },
  take: { press: "Alt+KeyN", cap: "Alt N" },
  move: { press: "Alt+KeyM", cap: "Alt M" },
  mute: { press: "Alt+KeyQ", cap: "Alt Q" },
  third: { press: "Alt+KeyI", cap: "Alt I" },
  hold: { press: "Alt+KeyW", cap: "Alt W" },
  transfer: { press: "Alt+KeyT", cap: "Alt T" },
  state: { press: "Alt+KeyS", cap: "Alt S" },
  "next-pane": { press: "F6", cap: "F6" },
  similar: { press: "Alt+KeyG", cap: "Alt G" },
  palette: { press: "$mod+KeyK", cap: "Ctrl K" },
  search: { press: "Slash", cap: "/" },
  sheet: { press: "Shift+Slash", cap: "?" },
} as const;

export type KeyName = keyof typeof KEYS;
export type DigitKey = Extract<KeyName, `digit-${string}`>;

/** Keys that are a character by themselves: never taken while somebody writes, and switchable off (WCAG 2.1.4). */
export const BARE_KEYS: ReadonlySet<KeyName> = new Set<KeyName>(["search", "sheet"]);

/** A key as `aria-keyshortcuts` wants it: "Alt+A". */
export function spokenKeys(name: KeyName): string {
  return KEYS[name].press
    .replace("$mod", "Control")
    .replace(/\b(?:Key|Digit)(?=\w)/gu, "")
    .replace("Shift+Slash", "?")
    .replace("Slash", "/");
}
