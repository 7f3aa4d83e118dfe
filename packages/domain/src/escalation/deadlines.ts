import { addMinutes } from "date-fns/addMinutes";
import { addWorkingDays } from "../calendar/working-days.ts";
import { isOver, openTasks, type Escalation } from "./escalation.ts";
import { LADDERS, WARNINGS, type Climb, type LadderName, type LegalLimit, type Span, type Told } from "./ladder.ts";

/** A rung of one escalation with its time. */
export type DueRung = {
  readonly key: string;
  readonly ladder: LadderName;
  readonly kind: "warning" | "breach" | "chase";
  readonly dueAt: Date;
  readonly addresses: readonly Climb[];
  readonly tells: readonly Told[];
};

/** By when what is asked of an authority, and whether the law says so. */
export type Deadline = {
  readonly kind: "acknowledge" | "act" | LegalLimit["key"];
  readonly at: Date;
  /** Where the law does not bind (16 and over), its limits are kept as the helpline's own. */
  readonly isLaw: boolean;
};

type Clocked = Pick<Escalation, "level" | "receivedAt" | "sentAt" | "basis">;

/** A span of time after an instant. Working days run by the calendar of offices. */
export function addSpan(from: Date, span: Span): Date {
  if ("minutes" in span) return addMinutes(from, span.minutes);
  return "hours" in span ? addMinutes(from, span.hours * 60) : addWorkingDays(from, span.workingDays);
}

/** What is asked by when, soonest first. Counted from the first receipt; nothing ever moves it. */
export function deadlinesOf({ level, receivedAt, basis }: Omit<Clocked, "sentAt">): readonly Deadline[] {
  const { ack, act, legal } = LADDERS[level];
  const all: Deadline[] = [
    { kind: "acknowledge", at: addSpan(receivedAt, ack.limit), isLaw: false },
    { kind: "act", at: addSpan(receivedAt, act.limit), isLaw: false },
    ...legal.map(({ key, limit }) => ({ kind: key, at: addSpan(receivedAt, limit), isLaw: basis === "law" })),
  ];
  return all.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Every rung of both ladders, soonest first. */
export function rungsOf(escalation: Clocked): readonly DueRung[] {
  const { level, receivedAt, sentAt } = escalation;
  const { ack, act, legal } = LADDERS[level];
  const chase = (ladder: LadderName): DueRung[] =>
    LADDERS[level][ladder].chase.map(({ key, after, atLeastAfterSending, addresses, tells }) => ({
      key: `${ladder}.chase.${key}`,
      ladder,
      kind: "chase",
      dueAt: later(addSpan(receivedAt, after), addSpan(sentAt, atLeastAfterSending)),
      addresses,
      tells,
    }));
  const all = [
    ...limitRungs(escalation, "ack", "ack", ack.limit),
    ...chase("ack"),
    ...limitRungs(escalation, "act", "act", act.limit),
    ...chase("act"),
    ...legal.flatMap(({ key, limit }) => limitRungs(escalation, "act", `legal.${key}`, limit)),
  ];
  return all.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

/** Whether a rung was climbed of which the director is told: a danger that nobody has checked for hours. */
export function isForDirector(escalation: Escalation): boolean {
  return rungsOf(escalation).some(({ key, tells }) => tells.includes("director") && escalation.climbed.includes(key));
}

/** Whether a ladder still climbs. Acknowledging stops only the first; the second runs until a report was accepted. */
export function isRunning(escalation: Escalation, ladder: LadderName): boolean {
  if (escalation.state.status === "draft" || isOver(escalation)) return false;
  return ladder === "act" || escalation.acknowledgedAt === undefined;
}

/** Rungs that are still to be climbed, soonest first. */
export function rungsAhead(escalation: Escalation, ladder: LadderName): readonly DueRung[] {
  if (!isRunning(escalation, ladder)) return [];
  const ahead = rungsOf(escalation).filter((rung) => rung.ladder === ladder && !escalation.climbed.includes(rung.key));
  return ladder === "ack" ? hurried(escalation, ahead) : ahead;
}

/** The clocks that an escalation has running: when somebody has to look at it again. */
export type EscalationFootprint = Readonly<Record<LadderName | "task", Date | undefined>>;

export const ESCALATION_CLOCKS = ["ack", "act", "task"] as const;

export type EscalationClock = (typeof ESCALATION_CLOCKS)[number];

/** Derives the clocks from the state, so that no store can keep one without the other. */
export function footprint(escalation: Escalation): EscalationFootprint {
  return {
    ack: rungsAhead(escalation, "ack")[0]?.dueAt,
    act: rungsAhead(escalation, "act")[0]?.dueAt,
    task: isOver(escalation) ? undefined : unalarmed(escalation)[0],
  };
}

function unalarmed(escalation: Escalation): readonly Date[] {
  return openTasks(escalation)
    .filter(({ takenBy, alarmedAt }) => takenBy === undefined && alarmedAt === undefined)
    .map(({ alarmAt }) => alarmAt)
    .sort((a, b) => a.getTime() - b.getTime());
}

/** A refusal climbs at once: the next one up is due from the moment it was said. */
function hurried({ state }: Escalation, ahead: readonly DueRung[]): readonly DueRung[] {
  if (state.status !== "declined" || state.hasClimbed) return ahead;
  const next = ahead.find(({ kind }) => kind === "chase");
  if (next === undefined || next.dueAt <= state.at) return ahead;
  return [{ ...next, dueAt: state.at }, ...ahead.filter((rung) => rung !== next)].sort(
    (a, b) => a.dueAt.getTime() - b.dueAt.getTime(),
  );
}

function limitRungs({ receivedAt, sentAt }: Clocked, ladder: LadderName, key: string, limit: Span): DueRung[] {
  const end = addSpan(receivedAt, limit);
  const part = (end.getTime() - receivedAt.getTime()) / 100;
  const common = { ladder, addresses: [], tells: ["counsellor", "shift_lead"] } as const;
  const warnings = WARNINGS.map((share): DueRung => {
    const dueAt = new Date(receivedAt.getTime() + Math.floor(part * share));
    return { ...common, key: `${key}.warning_${String(share)}`, kind: "warning", dueAt };
  });
  // A warning that was over before anybody was asked warns nobody.
  return [
    ...warnings.filter(({ dueAt }) => dueAt > sentAt),
    { ...common, key: `${key}.breach`, kind: "breach", dueAt: later(end, sentAt) },
  ];
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
