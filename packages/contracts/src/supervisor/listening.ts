import { MONITOR_MODES } from "@nightlight/domain/call/call";
import { z } from "zod";
import { id } from "../fields.ts";
import { route } from "../http.ts";

/** How a supervisor is in a call: hears it, is heard by its counsellor alone, or takes part. */
export const monitorMode = z.enum(MONITOR_MODES);

export const listeningView = z.object({ contactId: id, mode: monitorMode });

export type ListeningView = z.infer<typeof listeningView>;

export const listeningRoutes = {
  read: route({
    method: "GET",
    path: "/api/supervision/listening",
    summary: "The call that I am in as a supervisor; null when there is none.",
    reply: z.object({ listening: listeningView.nullable() }),
  }),
  listen: route({
    method: "PUT",
    path: "/api/supervision/contacts/:contactId/listening",
    summary: "Listen to a call that I opened, whisper to its counsellor, or join it. My own telephone rings for it.",
    params: z.strictObject({ contactId: id }),
    body: z.strictObject({ mode: monitorMode }),
    reply: z.object({ listening: listeningView }),
    perMinute: 60,
  }),
  stop: route({
    method: "DELETE",
    path: "/api/supervision/listening",
    summary: "Leave the call that I am in; its conversation goes on. Repeating it is harmless.",
    reply: z.object({ ok: z.literal(true) }),
  }),
};
