import { useEffect, type ReactNode } from "react";
import { IntlProvider, useLocale } from "use-intl";
import en from "../locales/en.json";
import vi from "../locales/vi.json";
import { HOUSE } from "./house.ts";
import { themeOf, useSettings, type ConsoleLanguage } from "./settings.ts";

declare module "use-intl" {
  interface AppConfig {
    Locale: ConsoleLanguage;
    Messages: typeof vi;
  }
}

const MESSAGES = { vi, en } satisfies Record<ConsoleLanguage, typeof vi>;

/** Words in the chosen language, and the chosen theme, for everything below. */
export function Surroundings({ children }: { readonly children: ReactNode }) {
  const { language, theme } = useSettings();

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: light)");
    const apply = () => {
      document.documentElement.dataset["theme"] = themeOf(theme);
    };
    apply();
    system.addEventListener("change", apply);
    return () => {
      system.removeEventListener("change", apply);
    };
  }, [theme]);

  return (
    <IntlProvider locale={language} messages={MESSAGES[language]} timeZone={HOUSE.zone}>
      {children}
    </IntlProvider>
  );
}

/** The language of the screen. */
export function useLanguage(): ConsoleLanguage {
  return useLocale();
}
