import { cleanText } from "@nightlight/domain/privacy/text";
import { BASES } from "@nightlight/domain/escalation/basis";
import { ESCALATION_STATUSES, STEP_KINDS } from "@nightlight/domain/escalation/escalation";
import { ESCALATION_LEVELS } from "@nightlight/domain/escalation/ladder";
import { z } from "zod";
import { done, id, idempotencyKey, instant } from "../fields.ts";
import { route } from "../http.ts";

const LONG_TEXT = 4_000;

/** Text that somebody writes about an escalation: a report, a question, a reason. */
export const longText = z
  .string()
  .max(LONG_TEXT * 2)
  .transform(cleanText)
  .pipe(z.string().min(1).max(LONG_TEXT));

export const escalationLevel = z.enum(ESCALATION_LEVELS);
export const escalationStatus = z.enum(ESCALATION_STATUSES);

export const deadlineKind = z.enum(["acknowledge", "act", "emergency_measures", "plan", "plan_approval"]);

/** What was sent, word for word as its sender saw it. */
export const escalationContent = z.object({
  level: escalationLevel,
  basis: z.enum(BASES),
  /** What is asked, in one sentence of the recipient's language. */
  asked: z.string(),
  /** By when, in words. */
  deadlines: z.array(z.object({ kind: deadlineKind, at: instant, words: z.string() })),
  /** Where it happened, in words. */
  place: z.string(),
  sections: z.array(z.object({ title: z.string(), rows: z.array(z.object({ label: z.string(), value: z.string() })) })),
});

export type EscalationContentView = z.infer<typeof escalationContent>;

/** A deadline as it stands: for a countdown. */
export const deadlineView = z.object({
  kind: deadlineKind,
  at: instant,
  /** Whether the law sets it, or the helpline. */
  isLaw: z.boolean(),
  isMet: z.boolean(),
  isOverdue: z.boolean(),
});

export type DeadlineView = z.infer<typeof deadlineView>;

export const reportView = z.object({
  id,
  at: instant,
  /** Who wrote it, by the name that they go by. */
  by: z.string(),
  text: z.string(),
  verdict: z.enum(["waiting", "accepted", "asked_again"]),
  /** What the helpline asked when it was not enough. */
  question: z.string().nullable(),
});

export type ReportView = z.infer<typeof reportView>;

/** A step on the way, for the list that both sides see. */
export const stepView = z.object({
  at: instant,
  kind: z.enum(STEP_KINDS),
  /** The authority that it concerns; null where it concerns none. */
  authority: z.string().nullable(),
});

export type StepView = z.infer<typeof stepView>;

/** One row of an office's inbox. */
export const inboxRow = z.object({
  id,
  number: z.string(),
  level: escalationLevel,
  status: escalationStatus,
  sentAt: instant,
  /** What comes next on this office: the soonest deadline that is not met; null when nothing is asked any more. */
  next: deadlineView.nullable(),
  place: z.string(),
  asked: z.string(),
  isSeen: z.boolean(),
  /** Whether the helpline asked again after the last report. */
  hasQuestion: z.boolean(),
});

export type InboxRow = z.infer<typeof inboxRow>;

export const inboxView = z.object({ now: instant, escalations: z.array(inboxRow) });

export type InboxView = z.infer<typeof inboxView>;

/** What an officer can do with it now. */
export const officerAct = z.enum(["acknowledge", "act", "decline", "report"]);

export const receivedEscalationView = z.object({
  now: instant,
  id,
  version: z.int(),
  number: z.string(),
  level: escalationLevel,
  status: escalationStatus,
  sentAt: instant,
  /** Whom it was sent to; `isYours` tells one's own office. */
  addressed: z.array(z.object({ name: z.string(), at: instant, isYours: z.boolean() })),
  content: escalationContent,
  deadlines: z.array(deadlineView),
  reports: z.array(reportView),
  steps: z.array(stepView),
  can: z.array(officerAct),
});

export type ReceivedEscalationView = z.infer<typeof receivedEscalationView>;

const escalationParams = z.strictObject({ escalationId: id });

/** Routes of officers. A GET changes nothing, ever: what was looked at is said by a POST. */
export const receivedEscalationRoutes = {
  inbox: route({
    method: "GET",
    path: "/api/authority/escalations",
    summary: "What was sent to my office, by deadline. `over` gives what is closed or taken back, newest first.",
    query: z.strictObject({ state: z.enum(["open", "over"]).default("open") }),
    reply: inboxView,
  }),
  read: route({
    method: "GET",
    path: "/api/authority/escalations/:escalationId",
    summary: "One escalation as my office was sent it. Reading is logged; it changes nothing.",
    params: escalationParams,
    reply: receivedEscalationView,
  }),
  delivered: route({
    method: "POST",
    path: "/api/authority/escalations/:escalationId/delivered",
    summary: "It is on the list of somebody at my office.",
    params: escalationParams,
    reply: done,
  }),
  seen: route({
    method: "POST",
    path: "/api/authority/escalations/:escalationId/seen",
    summary: "Somebody at my office has opened and looked at it.",
    params: escalationParams,
    reply: done,
  }),
  acknowledge: route({
    method: "POST",
    path: "/api/authority/escalations/:escalationId/acknowledge",
    summary: "We have it. Stops reminders of receipt, nothing else.",
    params: escalationParams,
    reply: receivedEscalationView,
  }),
  act: route({
    method: "POST",
    path: "/api/authority/escalations/:escalationId/act",
    summary: "We are acting.",
    params: escalationParams,
    reply: receivedEscalationView,
  }),
  decline: route({
    method: "POST",
    path: "/api/authority/escalations/:escalationId/decline",
    summary: "Not ours, and whose it is. Goes to a person at the helpline at once.",
    params: escalationParams,
    body: z.strictObject({ reason: longText, whose: longText }),
    reply: receivedEscalationView,
  }),
  report: route({
    method: "POST",
    path: "/api/authority/escalations/:escalationId/reports",
    summary: "Report back what was done. A person at the helpline accepts it, or asks again.",
    params: escalationParams,
    body: z.strictObject({ key: idempotencyKey, text: longText }),
    reply: receivedEscalationView,
    status: 201,
  }),
};
