import { LOCATION_OUTCOMES } from "@nightlight/domain/location/location-request";
import { cleanText } from "@nightlight/domain/privacy/text";
import { z } from "zod";
import { id, idempotencyKey, instant } from "../fields.ts";
import { route } from "../http.ts";

const WORDS_LIMIT = 500;
const words = (shortest: number) =>
  z
    .string()
    .max(WORDS_LIMIT * 2)
    .transform(cleanText)
    .pipe(z.string().min(shortest).max(WORDS_LIMIT));

const person = z.object({ id, name: z.string() });

/** What was asked of the police about where somebody is, and whom one could ask now. */
export const locationsView = z.object({
  /** Newest first. */
  requests: z.array(
    z.object({
      id,
      office: z.string(),
      reason: z.string(),
      by: person,
      at: instant,
      answer: z.object({ outcome: z.enum(LOCATION_OUTCOMES), words: z.string(), by: person, at: instant }).nullable(),
    }),
  ),
  /** Police offices with the number to ring at this hour; none while there is no danger. Never one that is barred. */
  offices: z.array(z.object({ id, name: z.string(), phone: z.string().nullable() })),
});

export type LocationsView = z.infer<typeof locationsView>;

const contactParams = z.strictObject({ contactId: id });

export const locationRoutes = {
  read: route({
    method: "GET",
    path: "/api/contacts/:contactId/locations",
    summary: "What was asked of the police about where the person of my contact is, and whom one could ask.",
    params: contactParams,
    reply: locationsView,
  }),
  ask: route({
    method: "POST",
    path: "/api/contacts/:contactId/locations",
    summary:
      "Write down that I ask the police where they are, and why. Nothing is sent by it. Repeating it is harmless.",
    params: contactParams,
    body: z.strictObject({ key: idempotencyKey, authorityId: id, reason: words(5) }),
    reply: locationsView,
    perMinute: 30,
  }),
  answer: route({
    method: "POST",
    path: "/api/contacts/:contactId/locations/:requestId/answer",
    summary: "Write down what the police said. The first answer stands.",
    params: z.strictObject({ contactId: id, requestId: id }),
    body: z.strictObject({ outcome: z.enum(LOCATION_OUTCOMES), words: words(0) }),
    reply: locationsView,
    perMinute: 30,
  }),
};
