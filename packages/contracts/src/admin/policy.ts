import { cleanText } from "@nightlight/domain/privacy/text";
import { POLICY_GROUPS, POLICY_UNITS } from "@nightlight/domain/policy/row";
import { z } from "zod";
import { id, instant, lane } from "../fields.ts";
import { route } from "../http.ts";

const key = z.string().min(1).max(60);
const value = z.union([z.int(), lane, z.string().max(200)]);
const words = z.object({ name: z.string(), effect: z.string() });

const policyRow = z.object({
  key,
  group: z.enum(POLICY_GROUPS),
  words: z.object({ vi: words, en: words }),
  value,
  /** What comes with the program. */
  standard: value,
  bounds: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("number"), unit: z.enum(POLICY_UNITS), min: z.int(), max: z.int() }),
    z.object({ kind: z.literal("lane"), choices: z.array(lane) }),
    z.object({ kind: z.literal("text"), shape: z.enum(["words", "phone", "interpreters", "display"]), max: z.int() }),
  ]),
  /** Whether I may change it; if not, who may. */
  isMine: z.boolean(),
  editors: z.array(z.enum(["administrator", "clinical_lead"])),
  /** The newest version that changed it; null: as it came with the program. */
  changed: z.object({ version: z.int(), at: instant, by: z.string(), why: z.string() }).nullable(),
});

export type PolicyRowView = z.infer<typeof policyRow>;

const policyVersion = z.object({
  version: z.int(),
  from: instant,
  /** Null: it came with the program. */
  by: z.object({ id, name: z.string() }).nullable(),
  why: z.string().nullable(),
  changes: z.array(z.object({ key, from: value, to: value })),
});

export type PolicyVersionView = z.infer<typeof policyVersion>;

export const policyView = z.object({
  version: z.int(),
  rows: z.array(policyRow),
  /** Newest first. */
  versions: z.array(policyVersion),
});

export type PolicyView = z.infer<typeof policyView>;

export const policyRoutes = {
  read: route({
    method: "GET",
    path: "/api/policy",
    summary:
      "The numbers that routing runs on: value, bounds, who may change each, who changed it last; every version.",
    reply: policyView,
  }),
  change: route({
    method: "POST",
    path: "/api/policy/versions",
    summary:
      "Put changed numbers in force, with a reason. Refused beyond the bounds, when they contradict each other, and when somebody changed the policy meanwhile.",
    body: z.strictObject({
      version: z.int().min(1).describe("The version that was on screen."),
      changes: z.record(key, value),
      why: z
        .string()
        .max(1000)
        .transform((text) => cleanText(text).trim())
        .pipe(z.string().min(3).max(500)),
    }),
    reply: policyView,
    perMinute: 60,
  }),
};
