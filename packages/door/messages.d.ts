import type { DoorMessages } from "./src/taste/surroundings.tsx";
import type { Language } from "./src/taste/taste.ts";

// The door by itself knows its own words only; each app declares these and its own.
declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: DoorMessages;
  }
}
