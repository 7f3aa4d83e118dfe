import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en } from "../locales/en.ts";
import { vi, type Words } from "../locales/vi.ts";

export type Language = "vi" | "en";

export const WORDS: Readonly<Record<Language, Words>> = { vi, en };

export const WordsContext = createContext<Words>(vi);

export function useWords(): Words {
  return useContext(WordsContext);
}
