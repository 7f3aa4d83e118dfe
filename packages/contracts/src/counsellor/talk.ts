import { CALL_OUTCOMES } from "@nightlight/domain/contact/callback";
import { TRANSFER_KINDS } from "@nightlight/domain/contact/talk";
import { z } from "zod";
import { done, id, instant } from "../fields.ts";
import { route } from "../http.ts";
import { contactView } from "./contact.ts";

/** A colleague whom a conversation could be held out to; `against` is the first thing that speaks against it now. */
const reachableView = z.object({
  id,
  name: z.string(),
  skills: z.array(z.string()),
  isSupervisor: z.boolean(),
  against: z.string().nullable(),
});

/** To whom: a person, whoever has a skill, or a supervisor who takes contacts. */
const transferTarget = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("person"), id }),
  z.strictObject({ kind: z.literal("skill"), code: z.string().min(1).max(40) }),
  z.strictObject({ kind: z.literal("supervisor") }),
]);

export type TransferTo = z.infer<typeof transferTarget>;

const params = z.strictObject({ contactId: id });

export const talkRoutes = {
  hold: route({
    method: "POST",
    path: "/api/contacts/:contactId/hold",
    summary: "Ask the other side to wait a moment; their page says so. A reminder follows.",
    params,
    reply: done,
  }),
  resume: route({
    method: "POST",
    path: "/api/contacts/:contactId/resume",
    summary: "Come back to the conversation. Writing does the same.",
    params,
    reply: done,
  }),
  moreTime: route({
    method: "POST",
    path: "/api/contacts/:contactId/more-time",
    summary:
      "Take some minutes more for finishing the record. `until` is the end that was on screen: a repeat adds nothing.",
    params,
    body: z.strictObject({ until: instant }),
    reply: done,
  }),
  colleagues: route({
    method: "GET",
    path: "/api/contacts/:contactId/colleagues",
    summary: "Who could take this conversation over, and what speaks against it now.",
    params,
    reply: z.object({
      colleagues: z.array(reachableView),
      /** What they know, of the helpline's own list. */
      skills: z.array(z.object({ code: z.string(), name: z.object({ vi: z.string(), en: z.string() }) })),
    }),
  }),
  transfer: route({
    method: "POST",
    path: "/api/contacts/:contactId/transfer",
    summary:
      "Hold the conversation out to a colleague. It stays mine until they accept: warm, they join me; cold, they have it. The offer's own id makes a repeat harmless.",
    params,
    body: z.strictObject({ offerId: id, to: transferTarget, kind: z.enum(TRANSFER_KINDS), version: z.int().min(1) }),
    reply: done,
  }),
  cancelTransfer: route({
    method: "POST",
    path: "/api/contacts/:contactId/transfer/cancel",
    summary: "Take back a transfer that nobody has answered.",
    params,
    reply: done,
  }),
  passOn: route({
    method: "POST",
    path: "/api/contacts/:contactId/pass-on",
    summary: "Leave the conversation to the colleague who joined it.",
    params,
    reply: done,
  }),
  part: route({
    method: "POST",
    path: "/api/contacts/:contactId/part",
    summary: "The colleague who joined goes out again; by themselves or by the owner.",
    params,
    reply: done,
  }),
  callNumber: route({
    method: "POST",
    path: "/api/contacts/:contactId/call/number",
    summary: "The number to call, within the window that is safe; every look is logged.",
    params,
    reply: z.object({ number: z.string(), until: instant }),
  }),
  dial: route({
    method: "POST",
    path: "/api/contacts/:contactId/call/dial",
    summary:
      "Call them, within the window that is safe: my own telephone rings first. While a call is up it is that one.",
    params,
    reply: done,
    perMinute: 20,
  }),
  reportCall: route({
    method: "POST",
    path: "/api/contacts/:contactId/call",
    summary: "Say how the call went. In vain, it is tried again later, or supervisors decide.",
    params,
    body: z.strictObject({ outcome: z.enum(CALL_OUTCOMES) }),
    reply: done,
  }),
  reopen: route({
    method: "POST",
    path: "/api/contacts/:contactId/reopen",
    summary: "Open my own closed record again. What was written stays; closing it is a new event.",
    params,
    reply: contactView,
  }),
};
