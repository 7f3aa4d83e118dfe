import type { ChildContactView } from "@nightlight/contracts/child/contact";
import { describe, expect, test } from "vitest";
import { withContact, withMessage, withPosition, withReceipt, type Message } from "./contact-news.ts";

const at = (second: number) => `2026-11-22T12:42:${String(second).padStart(2, "0")}.000Z`;

function message(second: number, part: Partial<Message> = {}): Message {
  const id = `message-${String(second)}`;
  return { id, from: "child", text: id, at: at(second), deliveredAt: null, seenAt: null, clientKey: id, ...part };
}

function contact(part: Partial<ChildContactView> = {}): ChildContactView {
  return { phase: "waiting", position: 3, with: null, isThere: false, messages: [], version: 5, now: at(0), ...part };
}

const texts = (held: ChildContactView) => held.messages.map(({ text }) => text);

describe("reading again", () => {
  test("an older version changes nothing", () => {
    const held = contact({ messages: [message(1)] });
    expect(withContact(held, contact({ version: 4, phase: "over" }))).toBe(held);
  });

  test("loses no message that arrived while the answer was on its way, and doubles none", () => {
    const held = withMessage(contact({ messages: [message(1)] }), message(3));
    const read = withContact(held, contact({ version: 6, messages: [message(1), message(2)] }));
    expect(texts(read)).toEqual(["message-1", "message-2", "message-3"]);
  });

  test("keeps marks that a notice brought before", () => {
    const seen = withReceipt(contact({ messages: [message(1)] }), { messageId: "message-1", kind: "seen", at: at(9) });
    expect(withContact(seen, contact({ messages: [message(1)] })).messages[0]?.seenAt).toBe(at(9));
  });

  test("a new wait after a lost conversation has a place of its own", () => {
    const talking = contact({ phase: "talking", position: null });
    expect(withContact(talking, contact({ version: 6, position: 2 })).position).toBe(2);
    expect(withContact(contact({ position: 1 }), contact({ version: 6, position: 2 })).position).toBe(1);
  });
});

test("a place is taken only while waiting, and only a better one", () => {
  expect(withPosition(contact({ position: 2 }), 4).position).toBe(2);
  expect(withPosition(contact({ position: 2 }), 1).position).toBe(1);
  expect(withPosition(contact({ position: null }), 4).position).toBe(4);
  expect(withPosition(contact({ phase: "talking", position: null }), 1).position).toBeNull();
});

test("a mark covers the child's words up to that message, and the first time stays", () => {
  const held = contact({ messages: [message(1), message(2, { from: "counsellor" }), message(3), message(4)] });
  const seen = withReceipt(held, { messageId: "message-3", kind: "seen", at: at(8) });
  const again = withReceipt(seen, { messageId: "message-4", kind: "seen", at: at(9) });
  expect(seen.messages.map(({ seenAt }) => seenAt)).toEqual([at(8), null, at(8), null]);
  expect(again.messages.map(({ seenAt }) => seenAt)).toEqual([at(8), null, at(8), at(9)]);
});
