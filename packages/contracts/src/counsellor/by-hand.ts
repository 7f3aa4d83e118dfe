import { HAND_CHANNEL_KINDS } from "@nightlight/domain/contact/channel";
import { cleanText } from "@nightlight/domain/privacy/text";
import { z } from "zod";
import { id, idempotencyKey, instant, language } from "../fields.ts";
import { route } from "../http.ts";

export const handChannelKind = z.enum(HAND_CHANNEL_KINDS);

const LIMIT = 300;
const words = (shortest: number) =>
  z
    .string()
    .max(LIMIT * 2)
    .transform(cleanText)
    .pipe(z.string().min(shortest).max(LIMIT));

const details = {
  /** Who says when and how it came. */
  whoSays: words(2),
  /** The number of an official letter, a link, a page of the outage book. */
  reference: words(0),
  /** Where it came from. Never leaves the helpline. */
  origin: words(0),
};

const told = { receivedAt: instant, whoSays: z.string(), reference: z.string(), origin: z.string() };

/** What stood there before somebody corrected it. */
export const handChangeView = z.object({ ...told, by: z.object({ id, name: z.string() }), at: instant });

export type HandChangeView = z.infer<typeof handChangeView>;

export const handView = z.object({
  kind: handChannelKind,
  recordedAt: instant,
  ...told,
  /** How often it was corrected: a correction names the number that it saw. */
  version: z.int(),
  /** The newest correction first. */
  changes: z.array(handChangeView),
});

export type HandView = z.infer<typeof handView>;

export const handRoutes = {
  record: route({
    method: "POST",
    path: "/api/by-hand",
    summary: "Record what came by letter, on foot, through the press or on paper. The same key gives the same contact.",
    body: z.strictObject({
      key: idempotencyKey,
      kind: handChannelKind,
      language,
      receivedAt: instant.describe("The true time of receipt: it cannot lie ahead, and clocks count from it."),
      ...details,
    }),
    reply: z.object({ contactId: id }),
    status: 201,
    perMinute: 30,
  }),
  read: route({
    method: "GET",
    path: "/api/contacts/:contactId/by-hand",
    summary: "What was written down beside a contact of mine that was recorded by hand.",
    params: z.strictObject({ contactId: id }),
    reply: handView,
  }),
  correct: route({
    method: "PUT",
    path: "/api/contacts/:contactId/by-hand",
    summary:
      "Correct when it truly came and who says so. What stood there is kept; the time stays once something was sent.",
    params: z.strictObject({ contactId: id }),
    body: z.strictObject({ version: z.int().min(0), receivedAt: instant, ...details }),
    reply: handView,
    perMinute: 60,
  }),
};
