import type { Chance } from "@nightlight/database/demo/chance";
import { drawn, LOAD_MODEL, type LoadKind } from "@nightlight/database/demo/load-model";
import { childName } from "@nightlight/database/demo/names";
import { STORIES } from "@nightlight/database/demo/stories/all-stories";
import type { StoryChild } from "@nightlight/database/demo/stories/fill-story";
import { SHORT_WORDS } from "@nightlight/database/demo/stories/short-ones";
import type { Story } from "@nightlight/database/demo/stories/story";
import type { Language, LiveChannelKind } from "@nightlight/domain/contact/channel";
import { ENGLISH_STORIES } from "./english-stories.ts";

/** What a contact is that never comes to a talk: it says nothing, hangs up, jokes, has the wrong place, or only looks. */
export const SHORT_KINDS = ["silent", "hangs_up", "prank", "wrong_place", "looks"] as const;

export type ShortKind = (typeof SHORT_KINDS)[number];

/** What a child of the demo is going to do. Decided at its arrival, the same for the same seed. */
export type ChildScript = {
  readonly language: Language;
  readonly child: StoryChild;
  /** Where it lives, as a child says it. */
  readonly home: string;
  /** How long it waits for somebody before it goes, in milliseconds of life. */
  readonly patienceMs: number;
  readonly safeNow: "yes" | "no" | "unknown";
} & (
  | { readonly kind: "story"; readonly story: Story }
  | {
      readonly kind: ShortKind;
      readonly words: readonly string[];
      /** When it goes by itself after somebody came. */
      readonly staysMs: number;
    }
);

/** Everything that children of the demo come to say. */
export const DIALOGUES: readonly Story[] = [...STORIES, ...ENGLISH_STORIES];

/** Where these children live: places whose offices the demo knows. The first two have officers who sign in. */
export const HOMES = [
  { code: "00004", words: "phường Ba Đình, Hà Nội" },
  { code: "26740", words: "phường Sài Gòn, Thành phố Hồ Chí Minh" },
  { code: "09556", words: "phường Hà Đông, Hà Nội" },
  { code: "20242", words: "phường Hải Châu, Đà Nẵng" },
  { code: "30307", words: "phường Long Xuyên, An Giang" },
  { code: "31135", words: "phường Ninh Kiều, Cần Thơ" },
] as const;

const ENGLISH_SHARE = 0.06;

const SHORT_SHARES: Readonly<Record<ShortKind, number>> = {
  silent: 42,
  hangs_up: 30,
  prank: 14,
  wrong_place: 9,
  looks: 5,
};

const JOKES = [
  ["alo alo có phải pizza không ạ", "hahaha em đùa thôi"],
  ["tổng đài ơi kể chuyện cười đi", "thôi em đi ngủ đây"],
  ["bạn em thách em nhắn vào đây", "em xin lỗi ạ, em đi đây"],
] as const;
const WRONG = [
  ["shop ơi còn áo size M không", "ủa nhầm, xin lỗi ạ"],
  ["cho mình hỏi cước 4G tháng này", "nhầm số rồi, cảm ơn bạn"],
] as const;

/** Draws what the next child does, by the load model's shares. */
export function drawScript(channel: LiveChannelKind, chance: Chance): ChildScript {
  const kind = drawn<LoadKind>(LOAD_MODEL.kinds, chance);
  return kind === "short" ? drawShort(channel, chance) : drawStory(kind, chance);
}

/** A child with a story of that kind. */
export function drawStory(kind: Story["kind"], chance: Chance): ChildScript {
  const isEnglish = chance.happens(ENGLISH_SHARE);
  const fitting = (isEnglish ? ENGLISH_STORIES : STORIES).filter((story) => story.kind === kind);
  return scriptOf(
    chance.weighted(fitting, ({ weight }) => weight),
    chance,
  );
}

/** A child for one story of the bank. */
export function scriptOf(story: Story, chance: Chance): ChildScript {
  const gender = story.gender ?? (chance.happens(0.56) ? "girl" : "boy");
  // Offices that somebody answers for, where an office has to act.
  const home = chance.pick(story.kind === "intervention" ? HOMES.slice(0, 2) : HOMES);
  const danger = story.record["risk.dangerNow"];
  return {
    kind: "story",
    story,
    language: ENGLISH_STORIES.includes(story) ? "en" : "vi",
    child: { gender, name: childName(chance, gender), age: chance.whole(...story.ages), commune: home.code },
    home: home.words,
    patienceMs: chance.whole(300, 900) * 1_000,
    safeNow: danger === "yes" ? "no" : danger === "no" ? "yes" : "unknown",
  };
}

function drawShort(channel: LiveChannelKind, chance: Chance): ChildScript {
  const drawnKind = drawn(SHORT_SHARES, chance);
  // Only the companion lets somebody come without a word.
  const kind = channel !== "webchat" && (drawnKind === "silent" || drawnKind === "hangs_up") ? "looks" : drawnKind;
  return {
    kind,
    words: wordsOf(kind, chance),
    staysMs: chance.whole(kind === "silent" ? 40 : 8, kind === "silent" ? 120 : 45) * 1_000,
    language: "vi",
    child: { gender: "girl", name: "", age: 10, commune: HOMES[0].code },
    home: "",
    patienceMs: chance.whole(20, 120) * 1_000,
    safeNow: "unknown",
  };
}

function wordsOf(kind: ShortKind, chance: Chance): readonly string[] {
  if (kind === "prank") return chance.pick(JOKES);
  if (kind === "wrong_place") return chance.pick(WRONG);
  return kind === "looks" ? [chance.pick(SHORT_WORDS)] : [];
}
