import { create } from "zustand";

/** What this browser remembers about the person's taste. Nothing about a child is ever kept here. */
const CASEWORK_LANGUAGES = ["vi", "en"] as const;
export type CaseworkLanguage = (typeof CASEWORK_LANGUAGES)[number];
export type Theme = "dark" | "light";

type Settings = {
  readonly language: CaseworkLanguage;
  /** Undefined follows the system. */
  readonly theme: Theme | undefined;
};

const STORAGE_KEY = "nightlight.casework.settings";

export const useSettings = create<Settings>(() => ({ language: "vi", theme: undefined, ...remembered() }));

/** Changes a setting and remembers it where the browser allows. */
export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(useSettings.getState()));
  } catch {
    // Storage may be forbidden; the setting then lasts as long as the page.
  }
}

/** Light where the system or the person asks for it. */
export function themeOf(chosen: Theme | undefined): Theme {
  return chosen ?? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark");
}

function remembered(): Partial<Settings> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    const { language, theme } = kept as Record<string, unknown>;
    return {
      ...(CASEWORK_LANGUAGES.some((known) => known === language) ? { language: language as CaseworkLanguage } : {}),
      ...(theme === "dark" || theme === "light" ? { theme } : {}),
    };
  } catch {
    return {};
  }
}
