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

/** Somebody of the short list, with the number to dial by hand. */
export const callablePartyView = z.object({ party: outsideParty, office: z.string().nullable(), phone: z.string() });

export type CallablePartyView = z.infer<typeof callablePartyView>;

const contactParams = z.strictObject({ contactId: id });
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
  parties: route({
    method: "GET",
    path: "/api/contacts/:contactId/call/parties",
    summary:
      "Whom I can call into my conversation: emergency numbers, interpreters, the place's offices. Never one that is barred.",
    params: contactParams,
    reply: z.object({ parties: z.array(callablePartyView) }),
  }),
  callThird: route({
    method: "POST",
    path: "/api/contacts/:contactId/call/third",
    summary:
      "Call somebody from outside into my conversation: with me alone first, while the caller hears music, or with both. One at a time; repeating it is harmless.",
    params: contactParams,
    body: z.strictObject({ party: outsideParty, wish: z.enum(["alone", "together"]), reason: z.enum(PARTY_REASONS) }),
    reply: z.object({ callId: id }),
    perMinute: 20,
  }),
  wishThird: route({
    method: "POST",
    path: "/api/contacts/:contactId/call/third/:callId",
    summary:
      "How whoever was called in is with us: alone with me, with both, with the caller while I step out and stay answerable, or gone.",
    params: z.strictObject({ contactId: id, callId: id }),
    body: z.strictObject({ wish: z.enum(PARTY_WISHES) }),
    reply: done,
  }),
  end: route({
    method: "POST",
    path: "/api/calls/outside/:callId/end",
    summary: "Put down a call of mine to somebody outside. Repeating it is harmless.",
    params: z.strictObject({ callId: id }),
    reply: done,
  }),
};
