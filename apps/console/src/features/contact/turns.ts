import type { MessageView } from "@nightlight/contracts/fields";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import type { Outgoing } from "./outbox.ts";

/** Messages of one side within one minute, shown under one time. */
export type Turn = {
  readonly key: string;
  readonly from: "child" | "counsellor";
  readonly time: string;
  /** Set on the first turn of a day. */
  readonly day: string | undefined;
  readonly messages: readonly MessageView[];
};

/** Groups messages into turns, and marks where a new day begins. */
export function turnsOf(messages: readonly MessageView[]): readonly Turn[] {
  const turns: Turn[] = [];
  let day: string | undefined;
  for (const message of messages) {
    const [time, on] = [clockTime(message.at), calendarDay(message.at)];
    const last = turns.at(-1);
    if (last !== undefined && last.from === message.from && last.time === time && on === day) {
      turns[turns.length - 1] = { ...last, messages: [...last.messages, message] };
    } else {
      turns.push({ key: message.id, from: message.from, time, day: on === day ? undefined : on, messages: [message] });
    }
    day = on;
  }
  return turns;
}

export type Receipt = { readonly kind: "sent" | "delivered" | "seen"; readonly at: string };

/** What is shown under our messages: the state of the last one, and the last that was seen when that is an earlier one. */
export function receiptsOf(messages: readonly MessageView[]): ReadonlyMap<string, Receipt> {
  const ours = messages.filter(({ from }) => from === "counsellor");
  const shown = [ours.findLast(({ seenAt }) => seenAt !== null), ours.at(-1)];
  return new Map(
    shown.flatMap((message) => (message === undefined ? [] : [[message.id, receiptOf(message)] as const])),
  );
}

function receiptOf({ at, deliveredAt, seenAt }: MessageView): Receipt {
  if (seenAt !== null) return { kind: "seen", at: seenAt };
  return deliveredAt === null ? { kind: "sent", at } : { kind: "delivered", at: deliveredAt };
}

/** What is still on its way and not yet among the messages that the server has. */
export function notYetThere(outgoing: readonly Outgoing[], messages: readonly MessageView[]): readonly Outgoing[] {
  return outgoing.filter(({ clientKey }) => !messages.some((message) => message.clientKey === clientKey));
}
