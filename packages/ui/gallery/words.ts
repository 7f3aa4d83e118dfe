import { EN } from "./words-en.ts";
import { VI } from "./words-vi.ts";

export type GalleryLanguage = "vi" | "en";

/** English has to say whatever Vietnamese says. */
export type GalleryWords = typeof VI;

export const WORDS = { vi: VI, en: EN } satisfies Record<GalleryLanguage, GalleryWords>;
