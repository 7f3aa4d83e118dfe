import styles from "./gallery.module.css";
import { Acts } from "./sections/acts.tsx";
import { Forms } from "./sections/forms.tsx";
import { Moving } from "./sections/moving.tsx";
import { Places } from "./sections/places.tsx";
import { Signs } from "./sections/signs.tsx";
import { States } from "./sections/states.tsx";
import { Times } from "./sections/times.tsx";
import type { GalleryLanguage, GalleryWords } from "./words.ts";

type GalleryProps = {
  readonly language: GalleryLanguage;
  readonly theme: "dark" | "light";
  readonly words: GalleryWords;
};

/** Every primitive in every state, in one language and one theme. */
export function Gallery({ language, theme, words }: GalleryProps) {
  const other = { lang: language === "vi" ? "en" : "vi", theme: theme === "dark" ? "light" : "dark" };
  return (
    <>
      <header className={styles["bar"]}>
        <h1>{words.title}</h1>
        <nav aria-label={words.look}>
          <a href={`?lang=${other.lang}&theme=${theme}`} lang={other.lang}>
            {words.otherLanguage}
          </a>
          <a href={`?lang=${language}&theme=${other.theme}`}>{words.otherTheme}</a>
        </nav>
      </header>
      <main className={styles["page"]}>
        <Acts words={words} />
        <Moving words={words} />
        <Signs words={words} />
        <Forms words={words} />
        <Times words={words} />
        <Places words={words} />
        <States words={words} />
      </main>
    </>
  );
}
