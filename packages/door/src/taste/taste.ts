import { useLocale } from "use-intl";
import { remembered } from "./remembered.ts";

/** The languages that every staff app speaks. */
export type Language = "vi" | "en";
export type Theme = "dark" | "light";

type Taste = {
  readonly language: Language;
  /** Undefined follows the system. */
  readonly theme: Theme | undefined;
};

const taste = remembered<Taste>(
  "nightlight.staff.taste",
  { language: "vi", theme: undefined },
  ({ language, theme }) => ({
    ...(language === "vi" || language === "en" ? { language } : {}),
    ...(theme === "dark" || theme === "light" ? { theme } : {}),
  }),
);

/** Language and theme, the same behind every door of this browser. */
export const useTaste = taste.use;
export const changeTaste = taste.change;

/** Dark first: light only where the system or the person asks for it. */
export function themeOf(chosen: Theme | undefined): Theme {
  return chosen ?? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark");
}

/** The language of the screen. */
export function useLanguage(): Language {
  return useLocale();
}
