import { Surroundings as OfTheDoor, type DoorMessages } from "@nightlight/door/taste/surroundings";
import type { Language } from "@nightlight/door/taste/taste";
import type { ReactNode } from "react";
import vi from "../locales/vi.json";

declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: DoorMessages & typeof vi;
  }
}

const WORDS = {
  vi,
  en: async (): Promise<typeof vi> => (await import("../locales/en.json")).default,
};

/** Words of the workspace of authorities beside those of the door, and the chosen theme, for everything below. */
export function Surroundings({ children }: { readonly children: ReactNode }) {
  return <OfTheDoor words={WORDS}>{children}</OfTheDoor>;
}
