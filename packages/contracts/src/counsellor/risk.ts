import { cleanText } from "@nightlight/domain/privacy/text";
import { RISK_LEVELS } from "@nightlight/domain/risk/level";
import { z } from "zod";
import { id, instant } from "../fields.ts";
import { route } from "../http.ts";

export const riskLevel = z.enum(RISK_LEVELS);

/** How urgent a contact is. Which rules say so follows from the record, by the table of rules. */
export const riskView = z.object({
  /** The level in force; null while nothing was found. */
  level: riskLevel.nullable(),
  /** What the rules make of the answers that are saved. */
  computed: riskLevel.nullable(),
  /** A level that a person chose, and what the rules said then. */
  own: z.object({ level: riskLevel, over: riskLevel.nullable(), by: id }).nullable(),
  /** Something was sent to an authority: the level falls no further than this without a second person. */
  held: riskLevel.nullable(),
  /** A lowering that waits for a second person. */
  asked: z.object({ changeId: id, level: riskLevel, by: id }).nullable(),
});

export type RiskView = z.infer<typeof riskView>;

export const riskChangeView = z.object({
  id,
  contactId: id,
  kind: z.enum(["raised", "lowered", "asked"]),
  from: riskLevel.nullable(),
  to: riskLevel,
  reason: z.string().nullable(),
  by: z.object({ id, name: z.string() }),
  at: instant,
  decision: z.object({ by: z.object({ id, name: z.string() }), at: instant, approves: z.boolean() }).nullable(),
});

export type RiskChangeView = z.infer<typeof riskChangeView>;

const REASON_LIMIT = 500;
const words = (shortest: number) =>
  z
    .string()
    .max(REASON_LIMIT * 2)
    .transform(cleanText)
    .pipe(z.string().min(shortest).max(REASON_LIMIT));

const contactParams = z.strictObject({ contactId: id });
const changed = z.object({ risk: riskView, version: z.int() });

export const riskRoutes = {
  raise: route({
    method: "POST",
    path: "/api/contacts/:contactId/risk/raise",
    summary: "Raise the level of my contact, with or without a reason. Repeating it is harmless.",
    params: contactParams,
    body: z.strictObject({ level: riskLevel, reason: words(1).optional() }),
    reply: changed,
    perMinute: 60,
  }),
  lower: route({
    method: "POST",
    path: "/api/contacts/:contactId/risk/lower",
    summary: "Lower the level of my contact, with a reason. Once something was sent, it waits for a second person.",
    params: contactParams,
    body: z.strictObject({ level: riskLevel, from: riskLevel, reason: words(5) }),
    reply: changed,
    perMinute: 60,
  }),
  changes: route({
    method: "GET",
    path: "/api/contacts/:contactId/risk/changes",
    summary: "Every change of my contact's level by a person, newest first, with the reasons.",
    params: contactParams,
    reply: z.object({ changes: z.array(riskChangeView) }),
  }),
};
