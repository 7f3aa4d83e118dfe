import { holdLocales } from "@nightlight/door/testing/hold-locales";
import en from "./en.json";
import vi from "./vi.json";

holdLocales(vi, en);
