import { create } from "zustand";

/** What this browser remembers about the person's taste. Nothing about a child is ever kept here. */
export const CONSOLE_LANGUAGES = ["vi", "en"] as const;
export type ConsoleLanguage = (typeof CONSOLE_LANGUAGES)[number];
export type Theme = "dark" | "light";

type Settings = {
  readonly language: ConsoleLanguage;
  /** Undefined follows the system. */
  readonly theme: Theme | undefined;
  readonly isSoundOn: boolean;
  readonly isQueueOpen: boolean;
  /** Keys that are a character by themselves, such as `?`. */
  readonly areBareKeysOn: boolean;
};

const STORAGE_KEY = "nightlight.console.settings";
const FIRST: Settings = { language: "vi", theme: undefined, isSoundOn: true, isQueueOpen: false, areBareKeysOn: true };

export const useSettings = create<Settings>(() => ({ ...FIRST, ...remembered() }));

/** Changes a setting and remembers it where the browser allows. */
export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(useSettings.getState()));
  } catch {
    // Storage may be forbidden; the setting then lasts as long as the page.
  }
}

/** Dark first: light only where the system or the person asks for it. */
export function themeOf(chosen: Theme | undefined): Theme {
  return chosen ?? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark");
}

function remembered(): Partial<Settings> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    const { language, theme, isSoundOn, isQueueOpen, areBareKeysOn } = kept as Record<string, unknown>;
    return {
      ...(language === "vi" || language === "en" ? { language } : {}),
      ...(theme === "dark" || theme === "light" ? { theme } : {}),
      ...(typeof isSoundOn === "boolean" ? { isSoundOn } : {}),
      ...(typeof isQueueOpen === "boolean" ? { isQueueOpen } : {}),
      ...(typeof areBareKeysOn === "boolean" ? { areBareKeysOn } : {}),
    };
  } catch {
    return {};
  }
}
