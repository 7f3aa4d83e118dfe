import { CHOSEN_INTENTS, INTENTS, NEXT_INTENTS } from "@nightlight/domain/presence/presence";
import { GATES } from "@nightlight/domain/shift/shift";
import { z } from "zod";
import { instant } from "../fields.ts";
import { route } from "../http.ts";

export const presenceView = z.object({
  intent: z.enum(INTENTS),
  intentSince: instant,
  /** Until when a break is meant to last; null: nobody said. */
  until: instant.nullable(),
  /** What comes when the contact in hand ends; null: nothing else. */
  next: z.enum(NEXT_INTENTS).nullable(),
  gate: z.enum(GATES),
  /** The shift that covers now, or the next one. */
  shift: z
    .object({
      name: z.string(),
      startsAt: instant,
      endsAt: instant,
      checkedInAt: instant.nullable(),
      /** From when it can be started: a while before it begins. */
      checkInFrom: instant,
    })
    .nullable(),
  /** Whether some tab of this person holds the lease, and since when it was lost. */
  isLeaseAlive: z.boolean(),
  leaseLostAt: instant.nullable(),
  freeChatSlots: z.int().min(0),
  chatSlots: z.int().min(0),
  /** The first fact that keeps offers away; null when routable. */
  unroutableBecause: z.enum(["intent", "gate", "lease", "capacity"]).nullable(),
});

export type PresenceView = z.infer<typeof presenceView>;

/** How long a break is meant to last. Nobody is called back when it is over: they are asked. */
const breakMinutes = z.int().min(1).max(180);

export const presenceRoutes = {
  setIntent: route({
    method: "POST",
    path: "/api/presence",
    summary: "Say what you are doing. Available is also the way back from 'not responding'.",
    body: z.strictObject({ intent: z.enum(CHOSEN_INTENTS), minutes: breakMinutes.optional() }),
    reply: presenceView,
  }),
  chooseNext: route({
    method: "POST",
    path: "/api/presence/next",
    summary: "Say what comes when the contact in hand ends; null takes it back. Nothing new is offered meanwhile.",
    body: z.strictObject({ next: z.enum(NEXT_INTENTS).nullable(), minutes: breakMinutes.optional() }),
    reply: presenceView,
  }),
  checkIn: route({
    method: "POST",
    path: "/api/shift/check-in",
    summary: "Start the rostered shift that covers now or soon begins: opens the gate and makes you available.",
    reply: presenceView,
  }),
};
