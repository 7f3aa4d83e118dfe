import { AUTHORITY_KINDS, AUTHORITY_LEVELS } from "@nightlight/domain/authority/authority";
import { z } from "zod";
import { id } from "../fields.ts";
import { route } from "../http.ts";

export const officeView = z.object({
  id,
  name: z.string(),
  level: z.enum(AUTHORITY_LEVELS),
  kind: z.enum(AUTHORITY_KINDS),
});

export type OfficeView = z.infer<typeof officeView>;

/** What an officer may ask about the directory: their own unit. */
export const officeRoutes = {
  mine: route({
    method: "GET",
    path: "/api/authority/office",
    summary: "The unit that I work for.",
    reply: officeView,
  }),
};
