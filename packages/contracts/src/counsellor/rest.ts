import { z } from "zod";
import { done, instant } from "../fields.ts";
import { route } from "../http.ts";

export const restRoutes = {
  read: route({
    method: "GET",
    path: "/api/presence/rest",
    summary:
      "Whether I rest after a hard record, and whether I am asked to help all the same. No answer leaves no trace.",
    reply: z.object({ until: instant.nullable(), isAsked: z.boolean() }),
  }),
  waive: route({
    method: "POST",
    path: "/api/presence/rest/waive",
    summary: "End my own rest: from now on I am offered what comes. Repeating it is harmless.",
    reply: done,
  }),
};
