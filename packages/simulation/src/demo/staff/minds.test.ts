import { chanceOf } from "@nightlight/database/demo/chance";
import { STORIES } from "@nightlight/database/demo/stories/all-stories";
import { expect, test } from "vitest";
import { scriptOf } from "../children/child-script.ts";
import { nextStep, type Known } from "./counsellor-mind.ts";
import { stepNow } from "./keep-office.ts";

type View = Parameters<typeof nextStep>[0];

const script = scriptOf(
  STORIES.find(({ key }) => key === "bullied")!,
  chanceOf(1),
);
const known: Known = { script, isScripted: true, displayName: "Cô Lan", idleMs: 0 };

function view(status: string, froms: readonly ("child" | "counsellor")[]): View {
  const messages = froms.map((from, index) => ({ from, text: `line ${index}`, clientKey: "demo:a:1" }));
  return { summary: { status, language: "vi" }, messages } as unknown as View;
}

test("a counsellor says the story's lines in turn, then ends, then closes as the story ends", () => {
  expect(nextStep(view("active", ["child"]), known)).toMatchObject({
    does: "says",
    text: expect.stringContaining("Chào em"),
  });
  expect(nextStep(view("active", ["child", "counsellor"]), known).does).toBe("waits");
  const lines = script.kind === "story" ? script.story.lines.map(({ from }) => from) : [];
  expect(nextStep(view("active", lines), { ...known, idleMs: 60_000 }).does).toBe("ends");
  expect(nextStep(view("wrap_up", lines), { ...known, idleMs: 0 }).does).toBe("waits");
  expect(nextStep(view("wrap_up", lines), { ...known, idleMs: 60_000 })).toEqual({
    does: "closes",
    ending: "counselled",
  });
  expect(nextStep(view("wrap_up", ["child"]), { ...known, idleMs: 60_000 })).toMatchObject({ ending: "left_early" });
  expect(nextStep(view("closed", lines), known).does).toBe("is_done");
});

test("silence is ended with one key; a person who plays a child has longer, and is answered", () => {
  expect(nextStep(view("active", []), { ...known, script: undefined, idleMs: 30_000 }).does).toBe("ends_with_one_key");
  const person: Known = { ...known, script: undefined, isScripted: false, idleMs: 30_000 };
  expect(nextStep(view("active", []), person).does).toBe("waits");
  expect(nextStep(view("active", ["child"]), person)).toMatchObject({
    does: "says",
    text: expect.stringContaining("cô đang nghe"),
  });
});

test("offices answer early, late or never", () => {
  const row = (status: string, isOverdue: boolean) =>
    ({ status, isSeen: true, next: { isOverdue } }) as unknown as Parameters<typeof stepNow>[1];
  expect(stepNow("early", row("sent", false), 0)).toBeUndefined();
  expect(stepNow("early", row("sent", false), 30_000)).toBe("deliver");
  expect(stepNow("early", row("seen", false), 400_000)).toBe("acknowledge");
  expect(stepNow("late", row("seen", false), 9_000_000)).toBeUndefined();
  expect(stepNow("late", row("seen", true), 9_000_000)).toBe("acknowledge");
  expect(stepNow("early", row("acting", false), 4_000_000)).toBe("report");
  expect(stepNow("never", row("sent", true), 9_000_000)).toBeUndefined();
  expect(stepNow("early", row("closed", false), 9_000_000)).toBeUndefined();
});
