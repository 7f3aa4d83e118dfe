import type { Lane } from "../contact/lane.ts";
import { laneRank } from "../contact/lane.ts";

/**
 * Phrases of a child in danger, as they are written with all their marks. In a message with marks they are looked for
 * exactly: từ từ is no tự tử.
 */
export const ALARMING_PHRASES = [
  "tự tử",
  "tự sát",
  "tự vẫn",
  "muốn chết",
  "không muốn sống",
  "rạch tay",
  "đánh em",
  "đánh con",
  "đánh cháu",
  "bị đánh",
  "bị hiếp",
  "hiếp dâm",
  "xâm hại",
  "cứu em",
  "cứu con",
  "cứu cháu",
  "bỏ nhà",
  "bị bán",
  "sang campuchia",
] as const;

/**
 * The same without marks, for messages that have none at all. Two syllables without marks are often something else as
 * well (tu tu: từ từ, slowly; bi ban: bị bận, busy), so those are here only with the words that make them plain.
 */
export const ALARMING_PHRASES_WITHOUT_MARKS = [
  "muon tu tu",
  "dinh tu tu",
  "se tu tu",
  "nghi den tu tu",
  "muon tu sat",
  "dinh tu sat",
  "tu sat",
  "muon chet",
  "khong muon song",
  "ko muon song",
  "k muon song",
  "rach tay",
  "bo danh em",
  "bo danh con",
  "me danh em",
  "me danh con",
  "bi danh",
  "bi hiep dam",
  "bi xam hai",
  "xam hai tinh duc",
  "cuu em voi",
  "cuu con voi",
  "cuu chau voi",
  "bo nha di",
  "bi ban sang",
  "bi ban qua",
  "sang campuchia",
] as const;

/** The lane that alarming words may raise to, and no higher: only answers open `immediate`. */
export const LANE_OF_ALARMING_WORDS: Lane = "high";

/** Whether a message holds a phrase of a child in danger. Whole words only, in either case of letters. */
export function isAlarming(text: string): boolean {
  const words = wordsOf(text.normalize("NFC").toLowerCase());
  const phrases = hasMarks(words) ? ALARMING_PHRASES : ALARMING_PHRASES_WITHOUT_MARKS;
  return phrases.some((phrase) => words.includes(` ${phrase} `));
}

/** The lane of a contact once these words were written: raised by alarming ones, never lowered. */
export function laneAfterWords(lane: Lane, text: string): Lane {
  const isBelow = laneRank(lane) > laneRank(LANE_OF_ALARMING_WORDS);
  return isBelow && isAlarming(text) ? LANE_OF_ALARMING_WORDS : lane;
}

/** Words with one space around each, so that a phrase is found as whole words. */
function wordsOf(text: string): string {
  return ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}

/** Whether a letter carries a mark: a tone, a hat, a hook, or the bar of đ. */
function hasMarks(text: string): boolean {
  return /\p{M}|đ/u.test(text.normalize("NFD"));
}
