import { useEffect, type ReactNode } from "react";
import { IntlProvider } from "use-intl";
import en from "../locales/en.json";
import vi from "../locales/vi.json";
import { HOUSE } from "../time/house.ts";
import { themeOf, useTaste, type Language } from "./taste.ts";

/** The words of the door. An app declares its own beside them: `Messages: DoorMessages & typeof vi`. */
export type DoorMessages = typeof vi;

const DOOR = { vi, en } satisfies Record<Language, DoorMessages>;

type SurroundingsProps = {
  /** The app's own words; those of the door are there by themselves. */
  readonly messages: Readonly<Record<Language, Readonly<Record<string, unknown>>>>;
  readonly children: ReactNode;
};

/** Words in the chosen language, and the chosen theme, for everything below. */
export function Surroundings({ messages, children }: SurroundingsProps) {
  const { language, theme } = useTaste();

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
    <IntlProvider locale={language} messages={{ ...DOOR[language], ...messages[language] }} timeZone={HOUSE.zone}>
      {children}
    </IntlProvider>
  );
}
