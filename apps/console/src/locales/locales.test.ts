import { holdLocales } from "@nightlight/door/testing/hold-locales";
import en from "./en.json";
import vi from "./vi.json";

// Names and bare marks are the same everywhere.
holdLocales(vi, en, [
  "words.channel.zalo",
  "words.channel.messenger",
  "offer.other",
  "record.form.numbered",
  "danger.title",
  "policy.unit.percent",
  "policy.changed",
  "outside.party.office",
]);
