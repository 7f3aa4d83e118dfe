import { CALL_IN_ANSWERS } from "@nightlight/domain/roster/call-in";
import { z } from "zod";
import { id, instant } from "../fields.ts";
import { route } from "../http.ts";

export const callInView = z.object({
  shiftId: id,
  startsAt: instant,
  endsAt: instant,
  askedAt: instant,
  says: z.enum(CALL_IN_ANSWERS).nullable(),
});

export type CallInView = z.infer<typeof callInView>;

export const callInRoutes = {
  read: route({
    method: "GET",
    path: "/api/presence/call-in",
    summary: "Whether I am on call for the shift that runs and was told that I am needed. Nothing about who waits.",
    reply: z.object({ callIn: callInView.nullable() }),
  }),
  answer: route({
    method: "POST",
    path: "/api/presence/call-in/:shiftId",
    summary: "I come, or I cannot. The last word counts; repeating it is harmless.",
    params: z.strictObject({ shiftId: id }),
    body: z.strictObject({ says: z.enum(CALL_IN_ANSWERS) }),
    reply: z.object({ callIn: callInView.nullable() }),
  }),
};
