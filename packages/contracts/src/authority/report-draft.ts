import { cleanText } from "@nightlight/domain/privacy/text";
import { z } from "zod";
import { id, instant } from "../fields.ts";
import { route } from "../http.ts";

const escalationParams = z.strictObject({ escalationId: id });

const MOST = 4_000;

/** What an officer is writing before it is sent: kept as typed, theirs alone, gone once the report is sent. */
export const reportDraftRoutes = {
  read: route({
    method: "GET",
    path: "/api/authority/escalations/:escalationId/draft",
    summary: "What I was writing about an escalation; empty when nothing.",
    params: escalationParams,
    reply: z.object({ text: z.string(), savedAt: instant.nullable() }),
  }),
  keep: route({
    method: "PUT",
    path: "/api/authority/escalations/:escalationId/draft",
    summary: "Keep what I am writing, in place of what was kept before. Repeating it is harmless.",
    params: escalationParams,
    body: z.strictObject({
      text: z
        .string()
        .max(MOST * 2)
        .transform(cleanText)
        .pipe(z.string().max(MOST)),
    }),
    reply: z.object({ savedAt: instant.nullable() }),
  }),
};
