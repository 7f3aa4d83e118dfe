import { z } from "zod";
import { done, id, idempotencyKey, instant, language, messageText, messageView } from "../fields.ts";
import { route } from "../http.ts";

/** The intake API for gateways. `Authorization: Bearer <channel key>`; `Idempotency-Key` on every arrival. */
export const intakeRoutes = {
  arrive: route({
    method: "POST",
    path: "/api/carriers/contacts",
    summary: "A contact arrived on this channel. 'received' is said only after it is stored.",
    body: z.strictObject({
      language: language.default("vi"),
      text: messageText.optional(),
      /** The sender's own identity on the channel (phone in E.164, user id). Stored sealed; searchable by keyed hash. */
      identity: z.string().trim().min(1).max(200).optional(),
      safeNow: z.enum(["yes", "no", "unknown"]).default("unknown"),
    }),
    reply: z.object({
      ...{ status: z.literal("received"), contactId: id, repeated: z.boolean(), receivedAt: instant },
      /** Something to be said to the sender in their language now; null: nothing. */
      prompt: z.string().nullable(),
    }),
    status: 201,
  }),
  post: route({
    method: "POST",
    path: "/api/carriers/contacts/:contactId/messages",
    summary: "A further message in a contact that this channel brought.",
    params: z.strictObject({ contactId: id }),
    body: z.strictObject({ clientKey: idempotencyKey, text: messageText }),
    reply: messageView,
    status: 201,
  }),
  read: route({
    method: "GET",
    path: "/api/carriers/contacts/:contactId/messages",
    summary: "The conversation so far, for carrying the counsellor's answers out.",
    params: z.strictObject({ contactId: id }),
    reply: z.object({ isOver: z.boolean(), messages: z.array(messageView) }),
  }),
  leave: route({
    method: "POST",
    path: "/api/carriers/contacts/:contactId/leave",
    summary: "The other side left.",
    params: z.strictObject({ contactId: id }),
    reply: done,
  }),
};
