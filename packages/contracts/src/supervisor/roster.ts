import { CALL_IN_ANSWERS } from "@nightlight/domain/roster/call-in";
import { ROSTER_ACTS } from "@nightlight/domain/roster/roster";
import { WORKING_TIME_RULES } from "@nightlight/domain/roster/working-time";
import { z } from "zod";
import { askedView } from "../counsellor/handover.ts";
import { id, instant } from "../fields.ts";
import { route } from "../http.ts";

/** A local date, "yyyy-MM-dd". */
const date = z.iso.date();
const rule = z.enum(WORKING_TIME_RULES);

export const rosterShift = z.object({
  id,
  name: z.string(),
  date,
  startsAt: instant,
  endsAt: instant,
  version: z.int(),
  people: z.array(z.object({ id, checkedInAt: instant.nullable() })),
  onCall: z.array(id),
  /** Of those on call, whoever was told that they are needed, and what they said. */
  calledIn: z.array(
    z.object({ id, askedAt: instant, says: z.enum(CALL_IN_ANSWERS).nullable(), answeredAt: instant.nullable() }),
  ),
  /** Who was to come and cannot. */
  absent: z.array(id),
});

export type RosterShiftView = z.infer<typeof rosterShift>;

const gap = z.object({ from: instant, to: instant, people: z.int().min(0), foundAt: instant });

export type RosterGapView = z.infer<typeof gap>;

export const rosterWeek = z.object({
  now: instant,
  /** Whoever was called in, and has said nothing for so long, is to be telephoned. */
  answerSeconds: z.int(),
  shifts: z.array(rosterShift),
  people: z.array(z.object({ id, name: z.string(), counsels: z.boolean() })),
  gaps: z.array(gap),
});

export type RosterWeekView = z.infer<typeof rosterWeek>;

export const candidateView = z.object({
  id,
  name: z.string(),
  counsels: z.boolean(),
  /** What the rules on working time say to it. */
  against: z.array(rule),
  /** Hours that they have in the days around it. */
  hours: z.int().min(0),
});

export type CandidateView = z.infer<typeof candidateView>;

/** The shift as it is now, and what the rules on working time say to the person: also in a refusal, as `current`. */
export const rosterTruth = z.object({ shift: rosterShift, against: z.array(rule) });

export type RosterTruthView = z.infer<typeof rosterTruth>;

export const rosterAlarms = z.object({
  gaps: z.array(gap),
  /** What nobody took at the end of a shift. */
  raised: z.array(askedView),
});

export type RosterAlarmsView = z.infer<typeof rosterAlarms>;

const shiftParams = z.object({ shiftId: id });

export const rosterRoutes = {
  week: route({
    method: "GET",
    path: "/api/roster",
    summary: "A week of the roster from a local date (today unless said), who can stand on it, and the gaps ahead.",
    query: z.object({ from: date.optional() }),
    reply: rosterWeek,
  }),
  plan: route({
    method: "POST",
    path: "/api/roster/weeks",
    summary: "Make the shifts of a week. What is there already stays as it is.",
    body: z.strictObject({ from: date }),
    reply: rosterWeek,
  }),
  candidates: route({
    method: "GET",
    path: "/api/roster/shifts/:shiftId/candidates",
    summary: "Who could be put on a shift, and what the rules on working time say to each.",
    params: shiftParams,
    reply: z.array(candidateView),
  }),
  change: route({
    method: "POST",
    path: "/api/roster/shifts/:shiftId/changes",
    summary:
      "Put somebody on a shift or on call, take them off, or say that they cannot come. Refused when the shift changed meanwhile, when they work elsewhere then, or when it would be left to nobody; rules on working time have to be gone beyond by name.",
    params: shiftParams,
    body: z.strictObject({
      version: z.int().min(1).describe("The version that was on screen."),
      act: z.enum(ROSTER_ACTS),
      personId: id,
      despite: z.array(rule).default([]),
    }),
    reply: rosterTruth,
  }),
  answerCallIn: route({
    method: "POST",
    path: "/api/roster/shifts/:shiftId/call-ins/:personId",
    summary: "Say for somebody on call, who was reached by telephone, whether they come.",
    params: z.object({ shiftId: id, personId: id }),
    body: z.strictObject({ says: z.enum(CALL_IN_ANSWERS) }),
    reply: rosterShift,
  }),
  alarms: route({
    method: "GET",
    path: "/api/roster/alarms",
    summary: "Gaps in the roster ahead, and what nobody took at the end of a shift.",
    reply: rosterAlarms,
  }),
};
