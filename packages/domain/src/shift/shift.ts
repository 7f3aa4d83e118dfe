import { tz, TZDate } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { format } from "date-fns/format";
import { subMinutes } from "date-fns/subMinutes";
import type { SlotKind } from "../contact/channel.ts";
import type { RoutingPolicy } from "../policy/policy.ts";

/** A recurring shift: a local start, a duration and a zone. 22:00 for eight hours is nothing special. */
export type ShiftTemplate = {
  readonly id: string;
  readonly name: string;
  /** Local wall-clock start, "HH:mm". */
  readonly startsAtLocal: string;
  /** By the clock on the wall: the relief comes at its local time also in the night in which summer time begins or ends. */
  readonly durationMinutes: number;
  /** IANA time zone. */
  readonly timeZone: string;
};

/** One dated occurrence, half-open: on duty at `startsAt`, off duty at `endsAt`. */
export type Shift = {
  readonly templateId: string;
  /** The operational date: the local date of the start, "yyyy-MM-dd". */
  readonly date: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
};

/** The occurrence of a template that starts on a local date ("yyyy-MM-dd"). */
export function occurrence(template: ShiftTemplate, date: string): Shift {
  const [year, month, day] = numbers(date, "-");
  const [hours, minutes] = numbers(template.startsAtLocal, ":");
  const onTheWall = (minute: number): Date =>
    new Date(new TZDate(year ?? 0, (month ?? 1) - 1, day ?? 1, hours ?? 0, minute, template.timeZone).getTime());
  const startMinute = minutes ?? 0;
  return {
    templateId: template.id,
    date,
    startsAt: onTheWall(startMinute),
    endsAt: onTheWall(startMinute + template.durationMinutes),
  };
}

/** The occurrences of a template that could cover `now`: today's, and yesterday's that may still be running. */
export function occurrencesAround(template: ShiftTemplate, now: Date): readonly Shift[] {
  const inZone = { in: tz(template.timeZone) };
  // A night shift that began yesterday may still be running.
  return [-1, 0, 1].map((days) => occurrence(template, format(addDays(now, days, inZone), "yyyy-MM-dd", inZone)));
}

/** Whether the half-open shift covers `now`. */
export function covers(shift: Shift, now: Date): boolean {
  return shift.startsAt <= now && now < shift.endsAt;
}

/** What the roster says of a counsellor's routability. */
export const GATES = ["before", "open", "winding_down", "closed"] as const;

export type Gate = (typeof GATES)[number];

/** The counsellor's place in a rostered shift. Checking in opens the gate. */
export type RosteredShift = { readonly startsAt: Date; readonly endsAt: Date; readonly checkedInAt: Date | undefined };

/** From when somebody may check in: early enough that nobody goes before somebody else is there. */
export function checkInOpensAt(
  { startsAt }: Pick<RosteredShift, "startsAt">,
  { earlyCheckInMinutes }: Pick<RoutingPolicy, "earlyCheckInMinutes">,
): Date {
  return subMinutes(startsAt, earlyCheckInMinutes);
}

/** Computes the gate from the roster. No roster means closed: unknown is never open. */
export function gateOf(
  shift: RosteredShift | undefined,
  now: Date,
  policy: Pick<RoutingPolicy, "windDownMinutes" | "earlyCheckInMinutes">,
): Gate {
  if (shift === undefined || now >= shift.endsAt) return "closed";
  if (shift.checkedInAt === undefined || now < checkInOpensAt(shift, policy)) return "before";
  return now >= subMinutes(shift.endsAt, policy.windDownMinutes) ? "winding_down" : "open";
}

/**
 * Whether the end of a shift keeps something new away: everything in the last minutes, and a call as soon as a typical one
 * would not fit any more. A shift without a known end winds down for nobody.
 */
export function windsDown(
  endsAt: Date,
  slot: SlotKind,
  now: Date,
  policy: Pick<RoutingPolicy, "windDownMinutes" | "typicalCallMinutes">,
): boolean {
  const calls = slot === "voice" ? policy.typicalCallMinutes : 0;
  return now >= subMinutes(endsAt, Math.max(policy.windDownMinutes, calls));
}

function numbers(text: string, separator: string): number[] {
  return text.split(separator).map(Number);
}
