import { useEffect, type ReactNode } from "react";
import { IntlProvider } from "use-intl";
import en from "../locales/en.json";
import vi from "../locales/vi.json";
import { themeOf, useSettings, type CaseworkLanguage } from "./settings.ts";

declare module "use-intl" {
  interface AppConfig {
    Locale: CaseworkLanguage;
    Messages: typeof vi;
  }
}

const MESSAGES = { vi, en } satisfies Record<CaseworkLanguage, typeof vi>;

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
    <IntlProvider locale={language} messages={MESSAGES[language]} timeZone="Asia/Ho_Chi_Minh">
      {children}
    </IntlProvider>
  );
}
