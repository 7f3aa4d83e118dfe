import { Surroundings as OfTheDoor, type DoorMessages } from "@nightlight/door/taste/surroundings";
import type { Language } from "@nightlight/door/taste/taste";
import type { ReactNode } from "react";
import en from "../locales/en.json";
import vi from "../locales/vi.json";

declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: DoorMessages & typeof vi;
  }
}

const MESSAGES = { vi, en } satisfies Record<Language, typeof vi>;

/** Words of the console beside those of the door, and the chosen theme, for everything below. */
export function Surroundings({ children }: { readonly children: ReactNode }) {
  return <OfTheDoor messages={MESSAGES}>{children}</OfTheDoor>;
}
