import "../src/tokens/tokens.css";
import "../src/base.css";
import { createRoot } from "react-dom/client";
import { Gallery } from "./gallery.tsx";
import { WORDS, type GalleryLanguage } from "./words.ts";

const asked = new URLSearchParams(location.search);
const language: GalleryLanguage = asked.get("lang") === "en" ? "en" : "vi";
const theme = asked.get("theme") === "light" ? "light" : "dark";
document.documentElement.lang = language;
document.documentElement.dataset["theme"] = theme;

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<Gallery language={language} theme={theme} words={WORDS[language]} />);
