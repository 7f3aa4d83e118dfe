import compile from "icu-minify/compile";
import type { Plugin } from "vite";

const LOCALE = /\/locales\/(?:vi|en)\.json$/u;

type Words = { readonly [key: string]: string | Words };
export type CompiledWords = { readonly [key: string]: ReturnType<typeof compile> | CompiledWords };

/**
 * Compiles the words of a staff app when it is built, so that its first load carries no parser of messages. While tests
 * run, words are parsed as they stand; a test holds both to the same sentences.
 */
export function compileMessages(): Plugin {
  return {
    name: "compile-messages",
    apply: "build",
    enforce: "pre",
    config: () => ({
      resolve: { alias: [{ find: /^use-intl\/format-message$/u, replacement: "use-intl/format-message/format-only" }] },
    }),
    transform: {
      filter: { id: LOCALE },
      handler: (json) => JSON.stringify(compileWords(JSON.parse(json) as Words)),
    },
  };
}

/** Every message as the runtime reads it; a message without arguments stays a string. Throws on one that is no ICU message. */
export function compileWords(words: Words): CompiledWords {
  return Object.fromEntries(
    Object.entries(words).map(([key, word]) => [key, typeof word === "string" ? compile(word) : compileWords(word)]),
  );
}
