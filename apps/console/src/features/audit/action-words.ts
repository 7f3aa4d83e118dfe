import { useTranslations } from "use-intl";

/** What an action is called on screen; one that this build does not know keeps its own name. */
export function useActionWord(): (action: string) => string {
  const t = useTranslations("audit.action");
  const words = t as unknown as { has(key: string): boolean; (key: string): string };
  return (action) => {
    const key = action.replaceAll(".", "_");
    return words.has(key) ? words(key) : action;
  };
}

/** What an entry is about, when it has no name of its own. */
export function useKindWord(): (kind: string) => string {
  const t = useTranslations("audit.kind");
  const words = t as unknown as { has(key: string): boolean; (key: string): string };
  return (kind) => (words.has(kind) ? words(kind) : kind);
}

/** The details of an entry on one line: what is meant for machines stays as it is. */
export function detailsLine(details: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(" · ");
}
