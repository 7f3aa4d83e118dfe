import { fillStory } from "@nightlight/database/demo/stories/fill-story";
import type { ChildScript } from "./child-script.ts";
import type { Topic } from "./topics.ts";

type StoryScript = Extract<ChildScript, { kind: "story" }>;
type Voice = "child" | "adult" | "english";

/** What one says to a question, by the voice of who writes. `{noi}` is where the child lives. */
type Words = Readonly<Record<Voice, string>>;

/** Answers by what the story's record says; `other` is for everything that it does not say. */
const ANSWERS: Readonly<Record<Exclude<Topic, "goodbye">, Readonly<Record<string, Words>>>> = {
  there: say("dạ em đây ạ", "Vâng, tôi đây", "yes I'm here"),
  name: say("em tên {ten} ạ", "Cháu tên {ten}", "my name is {ten}"),
  age: say("em {tuoi} tuổi ạ", "Cháu {tuoi} tuổi", "I'm {tuoi}"),
  where: say("nhà em ở {noi} ạ", "Ở {noi}", "I live in {noi}"),
  safe: {
    yes: words("em sợ lắm, {co} giúp em với", "Tôi lo cho cháu lắm, không an toàn đâu", "I don't feel safe"),
    no: words("dạ giờ em an toàn ạ", "Lúc này cháu an toàn", "I'm safe now"),
    ...say("em không biết nữa", "Tôi cũng không chắc", "I'm not sure"),
  },
  hurt: {
    none: words("không ạ, em không bị đau", "Không, cháu không bị thương", "no, I'm not hurt"),
    minor: words("em hơi đau thôi ạ", "Có vết bầm, không nặng", "a little, not much"),
    needs_care: words("em đau lắm ạ, chắc phải đi khám", "Có, chắc cần đi khám", "yes, I think I need a doctor"),
    ...say("không ạ", "Tôi không thấy", "no"),
  },
  who: {
    parent: words("bố em ạ", "Người trong nhà cháu", "my dad"),
    carer: words("bố dượng em ạ", "Người đang nuôi cháu", "my stepdad"),
    relative: words("một người bà con ạ", "Một người họ hàng", "a relative"),
    ...say("em không muốn nói tên ạ", "Tôi không tiện nói tên", "I don't want to say who"),
  },
  often: {
    once: words("lần đầu ạ", "Lần đầu tôi thấy", "the first time"),
    repeated: words("nhiều lần rồi ạ", "Nhiều lần rồi", "many times"),
    escalating: words("càng ngày càng nhiều ạ", "Càng ngày càng nặng", "more and more"),
    ...say("cũng lâu rồi ạ", "Cũng một thời gian rồi", "for a while now"),
  },
  adult: {
    committed: words("mẹ em biết và bênh em ạ", "Có người nhà lo cho cháu", "my mum knows and helps me"),
    possible: words("chắc em kể với chị em được ạ", "Có lẽ bà cháu giúp được", "maybe my sister"),
    none: words("không có ai đâu ạ", "Không có ai cả", "nobody"),
    ...say("em chưa kể ai ạ", "Tôi chưa nói với ai", "I haven't told anybody"),
  },
  consent: {
    yes: words("dạ em đồng ý ạ", "Tôi đồng ý", "yes, that's ok"),
    no: words("{co} đừng nói với ai nhé, em sợ", "Tôi chưa muốn", "please don't tell anybody"),
    ...say("em chưa biết, {co} giải thích cho em với", "Cho tôi nghĩ đã", "I'm not sure, what would happen?"),
  },
  suicide: {
    none: words("không ạ, em không nghĩ vậy", "Không, cháu không nói vậy", "no, never"),
    passive: words(
      "thỉnh thoảng em nghĩ giá mà ngủ luôn ạ",
      "Cháu có nói chán sống",
      "sometimes I wish I could just sleep",
    ),
    active: words("em có nghĩ tới ạ", "Cháu có nói đến chuyện đó", "yes, I thought about it"),
    ...say("không ạ", "Tôi không nghe cháu nói vậy", "no"),
  },
};

const FIELD_OF: Partial<Record<Topic, string>> = {
  safe: "risk.dangerNow",
  hurt: "risk.injury",
  who: "person.relation",
  often: "risk.frequency",
  adult: "risk.safeAdult",
  consent: "consent.share",
  suicide: "risk.suicideThought",
};

const THANKS: Words = words("dạ em cảm ơn {co} ạ, em đỡ hơn rồi", "Cảm ơn tổng đài nhiều", "thank you, bye");
const LISTENS: readonly Words[] = [
  words("dạ", "Vâng", "ok"),
  words("dạ em hiểu rồi ạ", "Vâng, tôi hiểu rồi", "ok, I understand"),
  words("em sẽ thử ạ", "Để tôi thử xem", "I'll try"),
];
const STILL_THERE: Words = words("{co} ơi, {co} còn đó không ạ", "Tổng đài còn đó không ạ?", "are you still there?");
const MUST_GO: Words = words(
  "em phải đi rồi, em cảm ơn {co} nhiều ạ",
  "Tôi phải đi, cảm ơn tổng đài",
  "I have to go now, thank you",
);

/** What the child says to a question, by its story. */
export function answerTo(script: StoryScript, topic: Exclude<Topic, "goodbye">, counsellor: string): string {
  const field = FIELD_OF[topic];
  const known = field === undefined ? undefined : script.story.record[field];
  const table = ANSWERS[topic];
  return spoken(script, (known === undefined ? undefined : table[known]) ?? table["other"] ?? THANKS, counsellor);
}

/** Thanks at the end. */
export function thanks(script: ChildScript, counsellor: string): string {
  return spoken(script, THANKS, counsellor);
}

/** What is said when nothing is left to say; never the same twice in a row. */
export function listens(script: ChildScript, turn: number, counsellor: string): string {
  return spoken(script, LISTENS[turn % LISTENS.length] ?? THANKS, counsellor);
}

/** Asks whether anybody is there. */
export function asksWhetherThere(script: ChildScript, counsellor: string): string {
  return spoken(script, STILL_THERE, counsellor);
}

/** Says goodbye kindly, because the demo ends or nobody answers. */
export function saysGoodbye(script: ChildScript, counsellor: string): string {
  return spoken(script, MUST_GO, counsellor);
}

function spoken(script: ChildScript, what: Words, counsellor: string): string {
  const voice = script.language === "en" ? "english" : script.kind === "story" ? script.story.by : "child";
  return fillStory(what[voice], script.child, counsellor).replaceAll("{noi}", script.home);
}

function say(child: string, adult: string, english: string): Readonly<Record<string, Words>> {
  return { other: words(child, adult, english) };
}

function words(child: string, adult: string, english: string): Words {
  return { child, adult, english };
}
