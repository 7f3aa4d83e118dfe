import type { ChildContactView, childRoutes } from "@nightlight/contracts/child/contact";
import type { CallReply } from "@nightlight/contracts/child/client";
import type { ToChild } from "@nightlight/contracts/child/realtime";

export type Message = CallReply<typeof childRoutes.post>;
export type Receipt = Parameters<ToChild["message:receipt"]>[0];

/** The chat after the server was read again. Older news than what is held changes nothing, and no word is lost. */
export function withContact(held: ChildContactView, news: ChildContactView): ChildContactView {
  if (news.version < held.version) return held;
  const isSameWait = held.phase === "waiting" && news.phase === "waiting";
  return {
    ...news,
    position: isSameWait ? better(held.position, news.position) : news.position,
    messages: merge(held.messages, news.messages),
  };
}

/** The chat after one message arrived by itself. */
export function withMessage(held: ChildContactView, message: Message): ChildContactView {
  return { ...held, messages: merge(held.messages, [message]) };
}

/** Everything of the child's up to that message was received or looked at; a mark once shown stays. */
export function withReceipt(held: ChildContactView, receipt: Receipt): ChildContactView {
  const last = held.messages.findIndex((message) => message.id === receipt.messageId);
  const mark = receipt.kind === "seen" ? "seenAt" : "deliveredAt";
  return {
    ...held,
    messages: held.messages.map((message, index) =>
      index <= last && message.from === "child" ? { ...message, [mark]: message[mark] ?? receipt.at } : message,
    ),
  };
}

/** The place in the queue as the child sees it: it never gets worse within one wait. */
export function withPosition(held: ChildContactView, position: number): ChildContactView {
  return held.phase === "waiting" ? { ...held, position: better(held.position, position) } : held;
}

/** The newest words of the other side: what there is to receive and to look at. */
export function lastFromCounsellor(contact: ChildContactView): Message | undefined {
  return contact.messages.findLast((message) => message.from === "counsellor");
}

function better(held: number | null, news: number | null): number | null {
  if (held === null || news === null) return news ?? held;
  return Math.min(held, news);
}

function merge(held: readonly Message[], news: readonly Message[]): Message[] {
  const known = new Map(held.map((message) => [message.id, message]));
  for (const message of news) {
    const before = known.get(message.id);
    known.set(message.id, {
      ...message,
      deliveredAt: message.deliveredAt ?? before?.deliveredAt ?? null,
      seenAt: message.seenAt ?? before?.seenAt ?? null,
    });
  }
  return [...known.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
