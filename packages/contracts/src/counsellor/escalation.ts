import { BASES } from "@nightlight/domain/escalation/basis";
import { TASK_KINDS, TASK_OUTCOMES } from "@nightlight/domain/escalation/escalation";
import { PROPOSED_BECAUSE } from "@nightlight/domain/escalation/propose";
import { WITHOUT_CONSENT } from "@nightlight/domain/escalation/consent";
import { z } from "zod";
import {
  deadlineView,
  escalationContent,
  escalationLevel,
  escalationStatus,
  longText,
  reportView,
  stepView,
} from "../authority/escalation.ts";
import { done, id, idempotencyKey, instant } from "../fields.ts";
import { route } from "../http.ts";
import { outsideCallView, outsideParty } from "./outside-call.ts";

/** Why it goes out without the consent of the child. */
export const withoutConsent = z.enum(WITHOUT_CONSENT);

/** An authority as the console names it. */
export const authorityView = z.object({
  id,
  name: z.string(),
  level: z.enum(["commune", "province", "ministry"]),
  kind: z.string(),
  /** Who is on duty there now, and the number to ring; null when nobody knows. */
  duty: z.object({ name: z.string(), phone: z.string() }).nullable(),
  /** Whether anything that is sent there reaches somebody. */
  hasContact: z.boolean(),
});

export type AuthorityView = z.infer<typeof authorityView>;

/** Everything the sender is shown before anything leaves the house. */
export const proposalView = z.object({
  now: instant,
  /** The level of the contact; null while the questions of risk are not answered, or it asks only for advice. */
  level: escalationLevel.nullable(),
  basis: z.enum(BASES),
  /** Whom it would go to; null when a person has to find one first. */
  authority: authorityView.nullable(),
  /** Why this one. */
  because: z.enum(PROPOSED_BECAUSE),
  /** Others that could be asked: never one that is barred. */
  others: z.array(authorityView),
  /** Addressed too, because the first has no working contact. */
  also: z.array(authorityView),
  /** What the recipient will see, word for word; null while it cannot be written. */
  content: escalationContent.nullable(),
  /** Given back when it is sent: if the record changed meanwhile, the answer is "stale" and nothing is sent. */
  contentHash: z.string().nullable(),
  consent: z.enum(["yes", "no", "unknown"]),
  /** Whether a telephone task is made beside it. */
  callsFirst: z.boolean(),
  /** Colleagues who could take the telephone task: at work now. */
  colleagues: z.array(z.object({ id, name: z.string() })),
});

export type ProposalView = z.infer<typeof proposalView>;

export const taskView = z.object({
  id,
  kind: z.enum(TASK_KINDS),
  escalationId: id,
  number: z.string(),
  level: escalationLevel,
  madeAt: instant,
  alarmAt: instant,
  owner: z.object({ id, name: z.string() }),
  offeredTo: z.object({ id, name: z.string() }).nullable(),
  takenBy: z.object({ id, name: z.string() }).nullable(),
  isAlarmed: z.boolean(),
  done: z.object({ by: z.string(), at: instant, outcome: z.enum(TASK_OUTCOMES) }).nullable(),
  /** Numbers to ring, first to last: to dial by hand, or by a click as whoever they are. */
  numbers: z.array(z.object({ name: z.string(), phone: z.string(), party: outsideParty })),
  /** Calls that were made for it, oldest first. None of them says how it went: a person does. */
  calls: z.array(outsideCallView),
});

export type TaskView = z.infer<typeof taskView>;

/** An escalation as the helpline sees it. */
export const escalationView = z.object({
  now: instant,
  id,
  contactId: id,
  number: z.string(),
  level: escalationLevel,
  basis: z.enum(BASES),
  status: escalationStatus,
  version: z.int(),
  sentAt: instant,
  sentBy: z.object({ id, name: z.string() }),
  addressed: z.array(
    z.object({
      authority: authorityView,
      at: instant,
      because: z.enum(["sent", "no_contact", "climbed", "climbed_early", "redirected"]),
    }),
  ),
  deliveredAt: instant.nullable(),
  seenAt: instant.nullable(),
  acknowledgedAt: instant.nullable(),
  reportedAt: instant.nullable(),
  deadlines: z.array(deadlineView),
  /** When the next rung is climbed if nobody answers; null when none is left. */
  nextClimbAt: instant.nullable(),
  /** A limit passed and nobody has said why: it has to be said before a report is accepted. */
  needsBreachReason: z.boolean(),
  redirects: z.int(),
  declined: z.object({ reason: z.string(), whose: z.string() }).nullable(),
  content: escalationContent,
  reports: z.array(reportView),
  steps: z.array(stepView),
  tasks: z.array(taskView),
});

export type EscalationView = z.infer<typeof escalationView>;

/** A row of what is still unanswered. No words. */
export const unansweredRow = z.object({
  id,
  contactId: id,
  number: z.string(),
  level: escalationLevel,
  status: escalationStatus,
  authority: z.string(),
  sentAt: instant,
  next: deadlineView.nullable(),
  nextClimbAt: instant.nullable(),
  isTaskAlarmed: z.boolean(),
  /** Nobody has checked that the child is safe for so long that the director is told. */
  isForDirector: z.boolean(),
  redirects: z.int(),
  sentBy: z.string(),
});

export type UnansweredRow = z.infer<typeof unansweredRow>;

const contactParams = z.strictObject({ contactId: id });
const escalationParams = z.strictObject({ escalationId: id });
const reportParams = z.strictObject({ escalationId: id, reportId: id });
const taskParams = z.strictObject({ escalationId: id, taskId: id });

export const escalationRoutes = {
  propose: route({
    method: "GET",
    path: "/api/contacts/:contactId/escalations/proposal",
    summary: "Whom to put this before and what they would see: nothing leaves the house.",
    params: contactParams,
    query: z.strictObject({ authorityId: id.optional() }),
    reply: proposalView,
  }),
  ofContact: route({
    method: "GET",
    path: "/api/contacts/:contactId/escalations",
    summary: "Escalations of a contact, newest first.",
    params: contactParams,
    reply: z.object({ escalations: z.array(escalationView) }),
  }),
  send: route({
    method: "POST",
    path: "/api/contacts/:contactId/escalations",
    summary: "Send what the proposal showed. `confirm` is the level as typed by the sender. Repeating it is harmless.",
    params: contactParams,
    body: z.strictObject({
      key: idempotencyKey,
      authorityId: id,
      contentHash: z.string().length(64),
      confirm: z.string().max(10),
      withoutConsent: withoutConsent.nullable(),
      /** Who is asked to make the telephone call of P1. */
      callBy: id.nullable(),
    }),
    reply: escalationView,
    status: 201,
  }),
  read: route({
    method: "GET",
    path: "/api/escalations/:escalationId",
    summary: "One escalation with where it stands.",
    params: escalationParams,
    reply: escalationView,
  }),
  withdraw: route({
    method: "POST",
    path: "/api/escalations/:escalationId/withdraw",
    summary: "Take it back, with a reason that stays at the helpline.",
    params: escalationParams,
    body: z.strictObject({ reason: longText }),
    reply: escalationView,
  }),
  redirect: route({
    method: "POST",
    path: "/api/escalations/:escalationId/redirect",
    summary: "Send it on to another authority. No clock is set back.",
    params: escalationParams,
    body: z.strictObject({ authorityId: id, reason: longText }),
    reply: escalationView,
  }),
  climb: route({
    method: "POST",
    path: "/api/escalations/:escalationId/climb",
    summary: "Climb the next rung now.",
    params: escalationParams,
    reply: escalationView,
  }),
  explain: route({
    method: "POST",
    path: "/api/escalations/:escalationId/breach-reason",
    summary: "Say why a limit passed.",
    params: escalationParams,
    body: z.strictObject({ reason: longText }),
    reply: escalationView,
  }),
  accept: route({
    method: "POST",
    path: "/api/escalations/:escalationId/reports/:reportId/accept",
    summary: "Accept the report: the loop is closed. Only this ends the second clock.",
    params: reportParams,
    reply: escalationView,
  }),
  ask: route({
    method: "POST",
    path: "/api/escalations/:escalationId/reports/:reportId/ask",
    summary: "The report is not enough: ask again.",
    params: reportParams,
    body: z.strictObject({ question: longText }),
    reply: escalationView,
  }),
  tasks: route({
    method: "GET",
    path: "/api/escalation-tasks",
    summary: "Telephone tasks that are mine or offered to me.",
    reply: z.object({ now: instant, tasks: z.array(taskView) }),
  }),
  brief: route({
    method: "GET",
    path: "/api/escalations/:escalationId/tasks/:taskId",
    summary: "What to say on the telephone: what was sent. For whoever has the task or is asked to take it; logged.",
    params: taskParams,
    reply: z.object({ content: escalationContent }),
  }),
  taskColleagues: route({
    method: "GET",
    path: "/api/escalations/:escalationId/tasks/:taskId/colleagues",
    summary: "Who could make this call: at work now, and not barred from the contact.",
    params: taskParams,
    reply: z.object({ colleagues: z.array(z.object({ id, name: z.string() })) }),
  }),
  offerTask: route({
    method: "POST",
    path: "/api/escalations/:escalationId/tasks/:taskId/offer",
    summary: "Ask a colleague to take it.",
    params: taskParams,
    body: z.strictObject({ to: id }),
    reply: done,
  }),
  takeTask: route({
    method: "POST",
    path: "/api/escalations/:escalationId/tasks/:taskId/take",
    summary: "I take it.",
    params: taskParams,
    reply: done,
  }),
  finishTask: route({
    method: "POST",
    path: "/api/escalations/:escalationId/tasks/:taskId/done",
    summary: "How it went. Somebody who was reached by telephone has acknowledged.",
    params: taskParams,
    body: z.strictObject({ outcome: z.enum(TASK_OUTCOMES) }),
    reply: done,
  }),
  unanswered: route({
    method: "GET",
    path: "/api/supervision/escalations",
    summary: "Everything that is not closed, soonest deadline first; alarms before everything.",
    reply: z.object({ now: instant, escalations: z.array(unansweredRow) }),
  }),
};
