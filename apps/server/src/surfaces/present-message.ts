import type { MessageView } from "@nightlight/contracts/fields";
import type { Message } from "@nightlight/commands/world";
import { redact } from "@nightlight/domain/privacy/audience";

/** A message as both sides see it. */
export function presentMessage(whole: Message): MessageView {
  const message = redact("message", whole, "other_side");
  return {
    id: message.id,
    from: message.from,
    text: message.text,
    at: message.at.toISOString(),
    deliveredAt: message.deliveredAt?.toISOString() ?? null,
    seenAt: message.seenAt?.toISOString() ?? null,
    clientKey: message.clientKey,
  };
}
