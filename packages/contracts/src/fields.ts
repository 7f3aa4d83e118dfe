import { CHANNEL_KINDS, LANGUAGES, LIVE_CHANNEL_KINDS } from "@nightlight/domain/contact/channel";
import { LANES } from "@nightlight/domain/contact/lane";
import { cleanText, TEXT_LIMIT } from "@nightlight/domain/privacy/text";
import { z } from "zod";

/** Fields that several contracts share. Times cross the wire as ISO 8601 in UTC. */
export const id = z.uuid();
export const instant = z.iso.datetime();
export const language = z.enum(LANGUAGES);
export const channelKind = z.enum(CHANNEL_KINDS);
export const liveChannelKind = z.enum(LIVE_CHANNEL_KINDS);
export const lane = z.enum(LANES);

/** Typed text: cleaned to NFC without control characters; at least one visible character. */
export const messageText = z
  .string()
  .max(TEXT_LIMIT * 2)
  .transform(cleanText)
  .pipe(z.string().min(1).max(TEXT_LIMIT));

/** A key made by the sender once per act, so that a repeat changes nothing. */
export const idempotencyKey = z
  .string()
  .min(8)
  .max(100)
  .regex(/^[\w.:-]+$/u);

/** A reply without content of its own. */
export const done = z.object({ ok: z.literal(true) });

export const messageView = z.object({
  id,
  from: z.enum(["child", "counsellor"]),
  text: z.string(),
  at: instant,
  /** Set once the other side's screen has it, and once it was looked at. */
  deliveredAt: instant.nullable(),
  seenAt: instant.nullable(),
  /** The sender's own key, so that a sender recognises its message. */
  clientKey: z.string(),
});

export type MessageView = z.infer<typeof messageView>;

/** A server that a browser may send its sound through, with a pass that ends by itself (WebRTC's own names). */
export const iceServerView = z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() });

export type IceServerView = z.infer<typeof iceServerView>;
