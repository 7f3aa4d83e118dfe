import { fillStory } from "@nightlight/database/demo/stories/fill-story";
import { answerTo, asksWhetherThere, listens, saysGoodbye, thanks } from "./answers.ts";
import type { ChildScript } from "./child-script.ts";
import { topicOf } from "./topics.ts";

/** What a child sees of its chat. */
export type Seen = {
  readonly phase: "waiting" | "talking" | "over";
  /** How the counsellor is called; empty while nobody is known. */
  readonly counsellor: string;
  /** What the counsellor wrote, in order, and whether a script wrote it. */
  readonly heard: readonly { readonly text: string; readonly isScripted: boolean }[];
};

/** What a child has said and heard so far. */
export type ChildMind = {
  readonly script: ChildScript;
  /** Lines of its own that it has said. */
  readonly said: number;
  /** Messages of the counsellor that it has answered. */
  readonly answered: number;
  readonly hasAsked: boolean;
  readonly isDone: boolean;
  readonly turns: number;
};

export type ChildAct =
  | { readonly does: "waits"; readonly forMs: number }
  | { readonly does: "says"; readonly text: string; readonly to: string; readonly mind: ChildMind }
  | { readonly does: "leaves"; readonly quick: boolean };

/** After so long without an answer a child asks whether anybody is there, and goes later still. */
const ASKS_AFTER_MS = 150_000;
const GOES_AFTER_MS = 420_000;
/** After thanks it stays a little: the counsellor may want to say goodbye. */
const LINGERS_MS = 60_000;

export function newMind(script: ChildScript): ChildMind {
  return { script, said: 0, answered: 0, hasAsked: false, isDone: false, turns: 0 };
}

/** What a child does next. `idleMs`: how long nothing has happened, in its own time. */
export function nextAct(mind: ChildMind, seen: Seen, idleMs: number): ChildAct {
  const { script } = mind;
  if (script.kind !== "story") return shortAct(mind, script, seen, idleMs);
  const opening = ownLines(mind, seen)[0];
  if (mind.said === 0 && opening !== undefined) return says(mind, opening, "", { said: 1 });
  if (seen.phase !== "talking" && seen.heard.length === 0) return waitsFor(script.patienceMs, idleMs);
  const news = seen.heard.slice(mind.answered);
  if (mind.isDone) return news.length > 0 ? { does: "leaves", quick: false } : waitsFor(LINGERS_MS, idleMs);
  return news.length > 0 ? replies(mind, script, seen, news) : staysSilent(mind, seen, idleMs);
}

/** A last word before a child has to go; undefined for one who never said anything. */
export function goodbye(mind: ChildMind, seen: Seen): string | undefined {
  return mind.said === 0 || seen.phase !== "talking" ? undefined : saysGoodbye(mind.script, seen.counsellor);
}

function shortAct(
  mind: ChildMind,
  script: Exclude<ChildScript, { kind: "story" }>,
  seen: Seen,
  idleMs: number,
): ChildAct {
  const words = script.words[mind.said];
  const isBegun = mind.said === 0;
  if (words !== undefined && (isBegun || seen.heard.length >= mind.said)) {
    return says(mind, words, seen.heard.at(-1)?.text ?? "", { said: mind.said + 1, answered: seen.heard.length });
  }
  if (seen.phase === "talking" || seen.heard.length > 0) return waitsFor(script.staysMs, idleMs);
  return waitsFor(script.patienceMs, idleMs);
}

function replies(
  mind: ChildMind,
  script: Extract<ChildScript, { kind: "story" }>,
  seen: Seen,
  news: Seen["heard"],
): ChildAct {
  const asked = news.map(({ text }) => text).join("\n");
  const heard = { answered: seen.heard.length, hasAsked: false, turns: mind.turns + 1 };
  const line = ownLines(mind, seen)[mind.said];
  // A script on the other side says the story's own lines; a person asks what a person asks.
  const topic = news.every(({ isScripted }) => isScripted) ? undefined : topicOf(asked);
  if (topic === "goodbye") return says(mind, thanks(script, seen.counsellor), asked, { ...heard, isDone: true });
  if (topic !== undefined) return says(mind, answerTo(script, topic, seen.counsellor), asked, heard);
  if (line !== undefined) return says(mind, line, asked, { ...heard, said: mind.said + 1 });
  if (news.some(({ isScripted }) => !isScripted) && mind.turns < linesOf(script) + 3) {
    return says(mind, listens(script, mind.turns, seen.counsellor), asked, heard);
  }
  return says(mind, thanks(script, seen.counsellor), asked, { ...heard, isDone: true });
}

function staysSilent(mind: ChildMind, seen: Seen, idleMs: number): ChildAct {
  if (idleMs >= GOES_AFTER_MS) return { does: "leaves", quick: false };
  if (mind.hasAsked) return { does: "waits", forMs: GOES_AFTER_MS - idleMs };
  if (idleMs < ASKS_AFTER_MS) return { does: "waits", forMs: ASKS_AFTER_MS - idleMs };
  return says(mind, asksWhetherThere(mind.script, seen.counsellor), "", { hasAsked: true });
}

function waitsFor(wholeMs: number, idleMs: number): ChildAct {
  return idleMs >= wholeMs ? { does: "leaves", quick: false } : { does: "waits", forMs: wholeMs - idleMs };
}

function says(mind: ChildMind, text: string, to: string, change: Partial<ChildMind>): ChildAct {
  return { does: "says", text, to, mind: { ...mind, ...change } };
}

/** The child's own lines of its story, with what it calls the counsellor. */
function ownLines({ script }: ChildMind, { counsellor }: Seen): readonly string[] {
  if (script.kind !== "story") return script.words;
  return script.story.lines
    .filter(({ from }) => from === "child")
    .map(({ text }) => fillStory(text, script.child, counsellor));
}

function linesOf(script: Extract<ChildScript, { kind: "story" }>): number {
  return script.story.lines.filter(({ from }) => from === "child").length;
}
