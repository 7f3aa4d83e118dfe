import { chanceOf } from "@nightlight/database/demo/chance";
import { STORIES } from "@nightlight/database/demo/stories/all-stories";
import { expect, test } from "vitest";
import { DIALOGUES, drawScript, scriptOf, SHORT_KINDS } from "./child-script.ts";
import { goodbye, newMind, nextAct, type ChildMind, type Seen } from "./child-mind.ts";
import { ENGLISH_STORIES } from "./english-stories.ts";
import { topicOf, type Topic } from "./topics.ts";

const bullied = STORIES.find(({ key }) => key === "bullied")!;
const waiting: Seen = { phase: "waiting", counsellor: "", heard: [] };

/** A chat with a person: what they say, one after the other, and what the child says to each. */
function talk(story: (typeof DIALOGUES)[number], asked: readonly string[], counsellor = "Chú Minh"): string[] {
  let mind: ChildMind = newMind(scriptOf(story, chanceOf(3)));
  const said: string[] = [];
  const opening = nextAct(mind, waiting, 0);
  if (opening.does !== "says") throw new Error("a story begins with words");
  said.push(opening.text);
  mind = opening.mind;
  for (let turn = 1; turn <= asked.length; turn += 1) {
    const heard = asked.slice(0, turn).map((text) => ({ text, isScripted: false }));
    const act = nextAct(mind, { phase: "talking", counsellor, heard }, 0);
    if (act.does !== "says") return [...said, act.does];
    said.push(act.text);
    mind = act.mind;
  }
  return said;
}

test("the bank holds at least 24 conversations, some of them in English, of every kind and by adults too", () => {
  expect(DIALOGUES.length).toBeGreaterThanOrEqual(24);
  expect(ENGLISH_STORIES.length).toBeGreaterThanOrEqual(3);
  expect(new Set(DIALOGUES.map(({ key }) => key)).size).toBe(DIALOGUES.length);
  expect(new Set(DIALOGUES.map(({ kind }) => kind))).toEqual(new Set(["information", "counselling", "intervention"]));
  expect(new Set(DIALOGUES.map(({ by }) => by))).toEqual(new Set(["child", "adult"]));
  for (const { lines, ages, key } of DIALOGUES) {
    expect(lines[0]?.from, key).toBe("child");
    expect(lines.length, key).toBeGreaterThanOrEqual(4);
    expect(ages[0], key).toBeLessThanOrEqual(ages[1]);
  }
});

test.each<[string, Topic]>([
  ["Em tên gì vậy?", "name"],
  ["em ten la gi", "name"],
  ["Em bao nhiêu tuổi rồi?", "age"],
  ["Bây giờ em có an toàn không?", "safe"],
  ["Nhà em ở đâu vậy em?", "where"],
  ["Em có bị thương không?", "hurt"],
  ["Ai đánh em?", "who"],
  ["Chuyện này xảy ra mấy lần rồi?", "often"],
  ["Em có đồng ý để cô báo phường không?", "consent"],
  ["Có người lớn nào em tin không?", "adult"],
  ["Có lúc nào em không muốn sống nữa không?", "suicide"],
  ["How old are you?", "age"],
  ["Are you safe right now?", "safe"],
  ["Chào tạm biệt em nhé", "goodbye"],
])("a child understands %s", (text, topic) => {
  expect(topicOf(text)).toBe(topic);
});

test("what nobody asked is no question", () => {
  expect(topicOf("Cô hiểu. Cảm ơn em đã kể.")).toBeUndefined();
  expect(topicOf("Chào em!")).toBeUndefined();
});

test("to a person a child answers what was asked, goes on with its story otherwise, and says goodbye", () => {
  const said = talk(bullied, [
    "Chào em!",
    "Em mấy tuổi rồi?",
    "Em có bị thương không?",
    "Cô nghe em.",
    "Tạm biệt em nhé, có gì nhắn lại.",
    "Chúc em ngủ ngon.",
  ]);
  expect(said[0]).toContain("chặn đường");
  expect(said[1]).toBe("em ở nhà rồi ạ");
  expect(said[2]).toMatch(/em \d+ tuổi ạ/u);
  expect(said[3]).toBe("em hơi đau thôi ạ");
  expect(said[4]).toContain("3 lần");
  expect(said[5]).toContain("cảm ơn chú");
  expect(said[6]).toBe("leaves");
});

test("an English child answers in English", () => {
  expect(talk(ENGLISH_STORIES[0]!, ["What's your name?", "Bye, take care"]).slice(1)).toEqual([
    expect.stringMatching(/^my name is /u),
    "thank you, bye",
  ]);
});

test("with a script on the other side the story is told line by line, and ends", () => {
  let mind = newMind(scriptOf(bullied, chanceOf(1)));
  const own = bullied.lines.filter(({ from }) => from === "counsellor");
  const first = nextAct(mind, waiting, 0);
  if (first.does === "says") mind = first.mind;
  const said: string[] = [];
  for (let turn = 1; turn <= own.length; turn += 1) {
    const heard = own.slice(0, turn).map(({ text }) => ({ text, isScripted: true }));
    const act = nextAct(mind, { phase: "talking", counsellor: "Cô Lan", heard }, 0);
    if (act.does !== "says") throw new Error(`stopped at ${turn}`);
    said.push(act.text);
    mind = act.mind;
  }
  const lines = bullied.lines.filter(({ from }) => from === "child").slice(1);
  expect(said.slice(0, lines.length)).toEqual(lines.map(({ text }) => text.replaceAll("{co}", "cô")));
});

test("a child that hears nothing asks once, then goes; in the queue it goes when its patience is over", () => {
  let mind = newMind(scriptOf(bullied, chanceOf(1)));
  const first = nextAct(mind, waiting, 0);
  if (first.does === "says") mind = first.mind;
  expect(nextAct(mind, waiting, 1_000).does).toBe("waits");
  expect(nextAct(mind, waiting, 3_600_000).does).toBe("leaves");
  const talking: Seen = { phase: "talking", counsellor: "Cô Lan", heard: [] };
  expect(nextAct(mind, talking, 10_000).does).toBe("waits");
  const asks = nextAct(mind, talking, 160_000);
  expect(asks).toMatchObject({ does: "says", text: "cô ơi, cô còn đó không ạ" });
  if (asks.does === "says") mind = asks.mind;
  expect(nextAct(mind, talking, 160_000).does).toBe("waits");
  expect(nextAct(mind, talking, 500_000).does).toBe("leaves");
  expect(goodbye(mind, talking)).toContain("cảm ơn cô");
  expect(goodbye(mind, waiting)).toBeUndefined();
});

test("the same seed draws the same children; most of them never come to words", () => {
  const draw = (seed: number) => {
    const chance = chanceOf(seed);
    return Array.from({ length: 400 }, () => drawScript("webchat", chance));
  };
  expect(draw(5)).toEqual(draw(5));
  const kinds = draw(5).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "story").length).toBeGreaterThan(10);
  expect(kinds.filter((kind) => kind === "story").length).toBeLessThan(60);
  for (const kind of SHORT_KINDS) expect(kinds).toContain(kind);
});
