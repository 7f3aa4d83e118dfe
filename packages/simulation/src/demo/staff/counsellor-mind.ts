import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { fillStory } from "@nightlight/database/demo/stories/fill-story";
import { SHORT_ANSWERS } from "@nightlight/database/demo/stories/short-ones";
import type { OneKeyEnding, WrapUpDisposition } from "@nightlight/domain/contact/disposition";
import type { ChildScript } from "../children/child-script.ts";

/** What a scripted counsellor knows of a contact beside what its screen shows. */
export type Known = {
  /** The script of the child; undefined when a person writes, or nobody has written. */
  readonly script: ChildScript | undefined;
  /** Whether a child of the demo is on the line, also one that says nothing. */
  readonly isScripted: boolean;
  /** How the counsellor is called. */
  readonly displayName: string;
  /** How long nothing has happened, in milliseconds of life. */
  readonly idleMs: number;
};

export type CounsellorAct =
  | { readonly does: "waits"; readonly forMs: number }
  | { readonly does: "says"; readonly text: string; readonly to: string }
  | { readonly does: "ends_with_one_key"; readonly ending: OneKeyEnding }
  | { readonly does: "ends" }
  | { readonly does: "closes"; readonly ending: WrapUpDisposition }
  | { readonly does: "is_done" };

/** How long a counsellor of the demo waits before acting, in milliseconds of life (policy of the demo). */
const WAITS = {
  /** For a word of somebody silent, before one key ends it. A person who plays the child has longer. */
  silentMs: 25_000,
  silentPersonMs: 120_000,
  /** For more of somebody who did not come to talk. */
  shortMs: 30_000,
  /** For a person who plays the child and has stopped writing. */
  personMs: 300_000,
  /** For an answer, after the story's last words. */
  lastMs: 45_000,
  wrapUpMs: 25_000,
} as const;

/** What a scripted counsellor says to a person who plays a child: it listens, and asks on. */
const LISTENS: Readonly<Record<"vi" | "en", readonly string[]>> = {
  vi: [
    "Chào em, {co} đang nghe đây. Bây giờ em có an toàn không?",
    "{Co} nghe em. Em kể thêm cho {co} nhé, em cứ từ từ.",
    "Cảm ơn em đã kể. Chuyện này bắt đầu từ bao giờ vậy em?",
    "Em có người lớn nào mà em tin không?",
    "{Co} hiểu. Điều gì giúp em dễ chịu hơn lúc này?",
  ],
  en: [
    "Hello, I'm here and I'm listening. Are you safe right now?",
    "I hear you. Tell me more, take your time.",
    "Thank you for telling me. When did this begin?",
    "Is there a grown-up whom you trust?",
    "I understand. What would help you a little right now?",
  ],
};

/** What a scripted counsellor does next with a contact in its hands. */
export function nextStep(view: Pick<ContactView, "summary" | "messages">, known: Known): CounsellorAct {
  const { status } = view.summary;
  if (status === "closed") return { does: "is_done" };
  if (status === "closing") return { does: "waits", forMs: 60_000 };
  if (status === "wrap_up") return after(WAITS.wrapUpMs, known, { does: "closes", ending: endingOf(view, known) });
  const childsWords = view.messages.filter(({ from }) => from === "child");
  if (childsWords.length === 0) return withSilence(known);
  const own = view.messages.filter(({ from }) => from === "counsellor");
  const isMyTurn = view.messages.at(-1)?.from === "child";
  const to = childsWords.at(-1)?.text ?? "";
  const { script } = known;
  if (script === undefined) return isMyTurn ? listen(view, known, to) : after(WAITS.personMs, known, { does: "ends" });
  if (script.kind !== "story") {
    const text = SHORT_ANSWERS[childsWords.length % SHORT_ANSWERS.length];
    if (own.length === 0 && text !== undefined) return says(text, known, to);
    return after(WAITS.shortMs, known, { does: "ends" });
  }
  const lines = script.story.lines.filter(({ from }) => from === "counsellor");
  const line = lines[own.length];
  if (line !== undefined) {
    const text = fillStory(line.text, script.child, known.displayName);
    return isMyTurn ? { does: "says", text, to } : after(WAITS.personMs, known, { does: "says", text, to });
  }
  return after(isMyTurn ? 8_000 : WAITS.lastMs, known, { does: "ends" });
}

/** Why it closed, from what became of it. */
function endingOf({ messages }: Pick<ContactView, "messages">, { script }: Known): WrapUpDisposition {
  const lastLine = script?.kind === "story" ? script.story.lines.filter(({ from }) => from === "counsellor").length : 0;
  const own = messages.filter(({ from }) => from === "counsellor").length;
  if (script?.kind === "story") return own >= lastLine ? script.story.ending : "left_early";
  if (script === undefined) return messages.length > 2 ? "counselled" : "left_early";
  return script.kind === "looks" ? "left_early" : "not_for_us";
}

function withSilence(known: Known): CounsellorAct {
  const patience = known.isScripted ? WAITS.silentMs : WAITS.silentPersonMs;
  return after(patience, known, { does: "ends_with_one_key", ending: "silent" });
}

function listen(
  { messages, summary }: Pick<ContactView, "messages" | "summary">,
  known: Known,
  to: string,
): CounsellorAct {
  const words = LISTENS[summary.language];
  const turn = messages.filter(({ from }) => from === "counsellor").length;
  return says(words[turn % words.length] ?? "", known, to);
}

function says(text: string, { displayName }: Known, to: string): CounsellorAct {
  return { does: "says", text: fillStory(text, { name: "", age: 0 }, displayName), to };
}

function after(ms: number, { idleMs }: Known, act: CounsellorAct): CounsellorAct {
  return idleMs >= ms ? act : { does: "waits", forMs: ms - idleMs };
}
