import { z } from "zod";
import { id, instant } from "../fields.ts";
import { route } from "../http.ts";
import { personName, reason } from "./access.ts";

export const restrictionView = z.object({
  id,
  contactId: id,
  by: personName,
  reason: z.string(),
  setAt: instant,
  /** From then on it has no effect. */
  until: instant,
  /** In force; run out, and somebody has to look at it; over. */
  state: z.enum(["in_force", "to_review", "over"]),
  end: z.object({ by: personName, at: instant, comment: z.string() }).nullable(),
});

export type RestrictionView = z.infer<typeof restrictionView>;

/** Whoever calls for a joke is put behind the others for a while; a person always comes. */
export const restrictionRoutes = {
  set: route({
    method: "POST",
    path: "/api/supervision/contacts/:contactId/restrictions",
    summary: "Whoever this contact came from waits behind the others for a while. A repeat gives the one in force.",
    params: z.strictObject({ contactId: id }),
    body: z.strictObject({ reason }),
    reply: restrictionView,
    status: 201,
    perMinute: 30,
  }),
  list: route({
    method: "GET",
    path: "/api/supervision/restrictions",
    summary: "Restrictions, newest first: in force, to be reviewed, and over.",
    reply: z.object({ restrictions: z.array(restrictionView), now: instant }),
  }),
  end: route({
    method: "POST",
    path: "/api/supervision/restrictions/:restrictionId/end",
    summary: "Lift a restriction, or review one that ran out: that of somebody else. The first word stands.",
    params: z.strictObject({ restrictionId: id }),
    body: z.strictObject({ comment: reason }),
    reply: restrictionView,
    perMinute: 60,
  }),
};
