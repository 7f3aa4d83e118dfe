import { useEffect, useState, type ReactNode } from "react";
import { IntlProvider } from "use-intl";
import vi from "../locales/vi.json";
import { HOUSE } from "../time/house.ts";
import { themeOf, useTaste } from "./taste.ts";

/** The words of the door. An app declares its own beside them: `Messages: DoorMessages & typeof vi`. */
export type DoorMessages = typeof vi;

type Words = Readonly<Record<string, unknown>>;

type SurroundingsProps = {
  /** The app's own words; those of the door are there by themselves. English is fetched by whoever reads it. */
  readonly words: { readonly vi: Words; readonly en: () => Promise<Words> };
  readonly children: ReactNode;
};

/** Words in the chosen language, and the chosen theme, for everything below. */
export function Surroundings({ words, children }: SurroundingsProps) {
  useTheme();
  const language = useTaste((taste) => taste.language);
  const english = useEnglish(words.en, language === "en");
  // Until it is there, and where it does not come, what is on the screen stays as it is.
  const isEnglish = language === "en" && typeof english === "object";
  useEffect(() => {
    document.documentElement.lang = isEnglish ? "en" : "vi";
  }, [isEnglish]);
  if (language === "en" && english === "awaited") return null;
  return (
    <IntlProvider
      locale={isEnglish ? "en" : "vi"}
      messages={isEnglish ? english : { ...vi, ...words.vi }}
      timeZone={HOUSE.zone}
    >
      {children}
    </IntlProvider>
  );
}

/** English words once they are there. "awaited": they were chosen before this page began, and are on their way. */
function useEnglish(load: () => Promise<Words>, isWanted: boolean): Words | "awaited" | undefined {
  const [english, setEnglish] = useState<Words | "awaited" | undefined>(isWanted ? "awaited" : undefined);
  const isMissing = isWanted && typeof english !== "object";
  useEffect(() => {
    if (!isMissing) return;
    let isOver = false;
    void Promise.all([import("../locales/en.json"), load()]).then(
      ([door, own]) => {
        if (!isOver) setEnglish({ ...door.default, ...own });
      },
      () => {
        if (!isOver) setEnglish(undefined);
      },
    );
    return () => {
      isOver = true;
    };
  }, [isMissing, load]);
  return english;
}

function useTheme(): void {
  const theme = useTaste((taste) => taste.theme);
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
}
