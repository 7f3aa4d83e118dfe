import { holdLocales } from "../../testing/hold-locales.ts";
import en from "./en.json";
import vi from "./vi.json";

holdLocales(vi, en);
