import { EXPORT_PURPOSES } from "@nightlight/domain/audit/export";
import { z } from "zod";
import { id, instant } from "../fields.ts";
import { route } from "../http.ts";

export const auditEntryView = z.object({
  id: z.int(),
  at: instant,
  actor: z.object({ kind: z.enum(["staff", "system"]), id: id.nullable(), name: z.string().nullable() }),
  action: z.string(),
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  hash: z.string(),
});

export type AuditEntryView = z.infer<typeof auditEntryView>;

/** Structure only: nothing that somebody typed about somebody. */
const filter = {
  actorId: id.optional(),
  action: z
    .string()
    .regex(/^[a-z][a-z0-9_.-]{1,63}$/u)
    .optional()
    .describe("A whole action, or its noun: `person` finds `person.suspended`."),
  subjectKind: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/u)
    .optional(),
  subjectId: z
    .string()
    .regex(/^[\w.:-]{1,100}$/u)
    .optional(),
  from: instant.optional().describe("Included."),
  to: instant.optional().describe("Not included."),
};

export const auditRoutes = {
  list: route({
    method: "GET",
    path: "/api/admin/audit",
    summary: "The audit log, newest first, a page at a time.",
    query: z.strictObject({
      ...filter,
      before: z
        .string()
        .regex(/^\d{1,15}$/u)
        .optional()
        .describe("Entries older than this number: the page's `next`."),
    }),
    reply: z.object({ entries: z.array(auditEntryView), next: z.string().nullable() }),
  }),
  choices: route({
    method: "GET",
    path: "/api/admin/audit/choices",
    summary: "Who and what there is to filter the log by.",
    reply: z.object({
      actors: z.array(z.object({ id, name: z.string() })),
      actions: z.array(z.string()),
    }),
  }),
  export: route({
    method: "POST",
    path: "/api/admin/audit/exports",
    summary: "The entries that a filter finds, as CSV or JSON, for a purpose. The export is an entry itself.",
    body: z.strictObject({
      ...filter,
      format: z.enum(["csv", "json"]),
      purpose: z.enum(EXPORT_PURPOSES),
      reference: z
        .string()
        .regex(/^[\w./-]{1,40}$/u)
        .optional()
        .describe("Number of the letter or case that asks for it."),
    }),
    reply: z.object({ fileName: z.string(), mediaType: z.string(), text: z.string(), entries: z.int() }),
    status: 201,
    perMinute: 10,
  }),
};
