import { z } from "zod";
import { done, idempotencyKey, instant, language, messageText, messageView } from "../fields.ts";
import { route } from "../http.ts";

/** What the child's own screen knows of its contact. No staff words, no reasons, no lane. */
export const childContactView = z.object({
  /** `waiting` for somebody, `talking` with somebody, or `over`. */
  phase: z.enum(["waiting", "talking", "over"]),
  /** 1 is next. The screen never shows a worse number than it showed before. Null when not waiting. */
  position: z.int().min(1).nullable(),
  /** The name that the person goes by here; it need not be their real one. Null while waiting. */
  with: z.string().nullable(),
  /** Whether the person's screen is connected right now. */
  isThere: z.boolean(),
  /** Asked to wait a moment; or asked, gently and then plainly, whether they are still here. */
  pause: z.enum(["held", "check", "still_here"]).optional(),
  /** Somebody else who came in to help. */
  joined: z.string().optional(),
  /** From when on a call that keeps their place is offered to whoever still waits for somebody. */
  callOfferedAt: instant.optional(),
  /** A call was asked for, within this window. */
  call: z.object({ from: instant, until: instant }).optional(),
  messages: z.array(messageView),
  /** Grows with every change; older news than this is ignored. */
  version: z.int(),
  now: instant,
});

export type ChildContactView = z.infer<typeof childContactView>;

export const childRoutes = {
  begin: route({
    method: "POST",
    path: "/api/child/contacts",
    // By address: a whole school can share one.
    perMinute: 120,
    summary: "Begin a chat. Answered only after it is stored; a repeated key gives the same chat.",
    body: z.strictObject({
      /** Made once by the page; also what a repeat is recognised by. At least 20 random characters. */
      key: z
        .string()
        .min(20)
        .max(100)
        .regex(/^[\w-]+$/u),
      language,
      safeNow: z.enum(["yes", "no", "unknown"]),
      text: messageText.optional(),
    }),
    reply: z.object({ token: z.string(), contact: childContactView }),
    status: 201,
  }),
  read: route({
    method: "GET",
    path: "/api/child/contact",
    summary: "The chat as it stands.",
    reply: childContactView,
  }),
  post: route({
    method: "POST",
    path: "/api/child/messages",
    perMinute: 90,
    summary: "Say something.",
    body: z.strictObject({ clientKey: idempotencyKey, text: messageText }),
    reply: messageView,
    status: 201,
  }),
  seen: route({
    method: "POST",
    path: "/api/child/seen",
    summary: "Everything up to this message has been looked at.",
    body: z.strictObject({ messageId: z.uuid() }),
    reply: done,
  }),
  here: route({
    method: "POST",
    path: "/api/child/here",
    summary: "Say without words: I am still here.",
    reply: done,
  }),
  call: route({
    method: "POST",
    path: "/api/child/call",
    perMinute: 20,
    summary:
      "Be called instead of waiting, at this number and only within this window. `isSafe` is the tick that a call is safe then; without it nobody calls.",
    body: z.strictObject({
      number: z
        .string()
        .max(30)
        .transform((typed) => typed.replace(/[\s.()-]/gu, ""))
        .pipe(z.string().regex(/^\+?\d{8,15}$/u)),
      from: instant,
      until: instant,
      isSafe: z.literal(true),
    }),
    reply: childContactView,
  }),
  leave: route({
    method: "POST",
    path: "/api/child/leave",
    summary: "End the chat. `quick` is the exit button: the session dies at once and nothing is sent after it.",
    body: z.strictObject({ quick: z.boolean() }),
    reply: done,
  }),
};
