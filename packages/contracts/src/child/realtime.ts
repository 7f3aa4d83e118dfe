import type { MessageView } from "../fields.ts";
import type { BeatReply } from "../line/beat.ts";

/** Socket.IO namespace of the child's page; the handshake carries `auth: { token }`. */
export const CHILD_NAMESPACE = "/child";

/** Server → child. Every notice is a hint: on doubt, and on every connect, the page reads the chat again. */
export type ToChild = {
  /** Something about the chat changed; `version` tells old news from new. */
  "contact:changed": (notice: { version: number }) => void;
  "message:posted": (message: MessageView) => void;
  /** The other side's screen has, or has looked at, everything up to this message. */
  "message:receipt": (receipt: { messageId: string; kind: "delivered" | "seen"; at: string }) => void;
  typing: () => void;
  /** The place in the queue; never worse on screen. */
  position: (notice: { position: number }) => void;
};

/** Child → server. */
export type FromChild = {
  /** Asks whether the line lives, and what is true of the chat and of its place in the queue. */
  beat: (request: Record<string, never>, answer: (reply: BeatReply & { position: number | null }) => void) => void;
  typing: () => void;
  /** The page has this message and all before it. */
  "message:delivered": (receipt: { messageId: string }) => void;
};
