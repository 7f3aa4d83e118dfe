import { OUTSIDE_REFUSALS, OUTSIDE_STATES, PARTY_WISHES } from "@nightlight/domain/call/outside-call";
import { PARTY_REASONS } from "@nightlight/domain/call/outside-party";
import { z } from "zod";
import { done, id, instant } from "../fields.ts";
import { route } from "../http.ts";

/** Somebody outside, by what they are: the number is looked up where it is kept, and never sent from a screen. */
export const outsideParty = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("police") }),
  z.strictObject({ kind: z.literal("ambulance") }),
  z.strictObject({ kind: z.literal("duty"), authorityId: id }),
  z.strictObject({ kind: z.literal("office"), authorityId: id }),
  z.strictObject({ kind: z.literal("interpreter"), language: z.string().min(2).max(40) }),
]);

export type OutsidePartyView = z.infer<typeof outsideParty>;

/** How a call to somebody outside goes, or went. */
export const outsideCallView = z.object({
  id,
  contactId: id,
  /** The telephone task that it is for; null where it is part of a conversation. */
  task: z.object({ escalationId: id, taskId: id }).nullable(),
  party: outsideParty,
  /** Of a call to an office: what it is called. */
  office: z.string().nullable(),
  by: z.object({ id, name: z.string() }),
  reason: z.enum(PARTY_REASONS).nullable(),
  wish: z.enum(PARTY_WISHES),
  state: z.enum(OUTSIDE_STATES),
  askedAt: instant,
  answeredAt: instant.nullable(),
  rangSeconds: z.int(),
  talkedSeconds: z.int(),
  refusal: z.enum(OUTSIDE_REFUSALS).nullable(),
});

export type OutsideCallView = z.infer<typeof outsideCallView>;

const taskParams = z.strictObject({ escalationId: id, taskId: id });

export const outsideCallRoutes = {
  mine: route({
    method: "GET",
    path: "/api/calls/outside",
    summary: "My running call to somebody outside that is no part of a conversation; null when there is none.",
    reply: z.object({ call: outsideCallView.nullable() }),
  }),
  callOffice: route({
    method: "POST",
    path: "/api/escalations/:escalationId/tasks/:taskId/call",
    summary:
      "Call an authority by a telephone task: my own telephone rings first. The number is the directory's or the policy's. The task stays open, and its clock runs on, until somebody says how it went.",
    params: taskParams,
    body: z.strictObject({ party: outsideParty }),
    reply: z.object({ callId: id }),
    perMinute: 20,
  }),
  end: route({
    method: "POST",
    path: "/api/calls/outside/:callId/end",
    summary: "Put down a call of mine to somebody outside. Repeating it is harmless.",
    params: z.strictObject({ callId: id }),
    reply: done,
  }),
};
