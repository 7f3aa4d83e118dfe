import { useTranslations } from "use-intl";

/** Words that are asked for by a code: whether there are any, and which. */
export type CodeWords = { has(key: string): boolean; (key: string): string };

/** A code as a key: dots would lead into a word's own words. */
export function keyOf(code: string): string {
  return code.replaceAll(".", "_");
}

/** What an action is called on screen; one that this build does not know keeps its own name. */
export function useActionWord(): (action: string) => string {
  const words = useTranslations("audit.action") as unknown as CodeWords;
  return (action) => (words.has(keyOf(action)) ? words(keyOf(action)) : action);
}

/** What an entry is about, when it has no name of its own. */
export function useKindWord(): (kind: string) => string {
  const words = useTranslations("audit.kind") as unknown as CodeWords;
  return (kind) => (words.has(kind) ? words(kind) : kind);
}
