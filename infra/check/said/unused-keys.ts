import type { Names } from "./names.ts";

/** Messages by their keys, in as many layers as there are. */
export type Messages = { readonly [key: string]: string | Messages };

/** The keys that no file can name: none of its namespaces, followed by a word or a template, comes to them. */
export function unusedKeys(messages: Messages, names: readonly Names[]): string[] {
  const namespaces = new Set(names.flatMap((each) => each.namespaces));
  // Codes with dots ("person.created") name messages with underscores: a dot would be a layer of the locales.
  const words = new Set(names.flatMap((each) => each.words.flatMap((word) => [word, word.replaceAll(".", "_")])));
  const patterns = names.flatMap((each) => each.patterns);
  const isNamed = (rest: string) =>
    words.has(rest) || patterns.some((pattern) => pattern.test(rest) || pattern.test(rest.replaceAll("_", ".")));
  return keysOf(messages).filter((key) => {
    const parts = key.split(".");
    return !parts.some((_, at) => {
      const namespace = parts.slice(0, at).join(".");
      return namespaces.has(namespace) && isNamed(parts.slice(at).join("."));
    });
  });
}

function keysOf(messages: Messages, path = ""): string[] {
  return Object.entries(messages).flatMap(([key, message]) =>
    typeof message === "string" ? [path + key] : keysOf(message, `${path}${key}.`),
  );
}
