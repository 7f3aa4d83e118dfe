import { HANDOVER_PARTS } from "@nightlight/domain/shift/handover";
import { z } from "zod";
import { channelKind, done, id, instant, lane } from "../fields.ts";
import { route } from "../http.ts";
import { riskLevel } from "./risk.ts";

const contactParams = z.object({ contactId: id });

/** Something that is handed on: what it is, never a word of it. */
const thing = z.object({
  contactId: id,
  part: z.enum(HANDOVER_PARTS),
  channel: channelKind,
  lane,
  level: riskLevel.nullable(),
  since: instant,
  /** Escalations of it that still wait for somebody. */
  waiting: z.int().min(0),
  /** Whether a call was promised. */
  promisedCall: z.boolean(),
});

export const ownedView = thing.extend({
  /** Whom I asked, and since when; or that it is the supervisors' now. */
  handover: z
    .object({ to: z.object({ id, name: z.string() }).nullable(), askedAt: instant, isRaised: z.boolean() })
    .nullable(),
});

export type OwnedView = z.infer<typeof ownedView>;

export const askedView = thing.extend({ from: z.object({ id, name: z.string() }), askedAt: instant });

export type AskedView = z.infer<typeof askedView>;

export const handoverView = z.object({
  /** From when the end of my shift is near, and until when I can hand on; null: I am on no shift. */
  opensAt: instant.nullable(),
  endsAt: instant.nullable(),
  owned: z.array(ownedView),
  asked: z.array(askedView),
  /** Whom I could ask: on a shift that goes on, or begins now. */
  reliefs: z.array(z.object({ id, name: z.string(), endsAt: instant, isThere: z.boolean() })),
});

export type HandoverView = z.infer<typeof handoverView>;

export const handoverRoutes = {
  read: route({
    method: "GET",
    path: "/api/handover",
    summary: "What is still mine at the end of my shift, what colleagues ask me to take, and whom I could ask.",
    reply: handoverView,
  }),
  ask: route({
    method: "POST",
    path: "/api/contacts/:contactId/handover",
    summary: "Ask a named colleague to take a record, or an escalation that waits. It stays mine until they say yes.",
    params: contactParams,
    body: z.strictObject({ to: id }),
    reply: done,
  }),
  takeBack: route({
    method: "DELETE",
    path: "/api/contacts/:contactId/handover",
    summary: "Take the question back, as long as it was not answered.",
    params: contactParams,
    reply: done,
  }),
  answer: route({
    method: "POST",
    path: "/api/contacts/:contactId/handover/answer",
    summary: "Answer a colleague. Yes: it is mine from this moment. The same answer again changes nothing.",
    params: contactParams,
    body: z.strictObject({ accepts: z.boolean() }),
    reply: done,
  }),
};
