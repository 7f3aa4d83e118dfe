import { addHours } from "date-fns/addHours";
import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, refuse, type Result } from "../result.ts";
import type { CallIn } from "./call-in.ts";
import { SHIFT_NAMES } from "../shift/shift-names.ts";
import type { ShiftTemplate } from "../shift/shift.ts";
import { workingTimeProblems, type Duty, type WorkingTimeRule } from "./working-time.ts";

/** What whoever keeps the roster can do with one person and one shift; each has one that takes it back. */
export const ROSTER_ACTS = ["assign", "remove", "absent", "put_on_call", "take_off_call"] as const;

export type RosterAct = (typeof ROSTER_ACTS)[number];

/** The act that takes another one back. Somebody who can come after all is assigned again. */
export const UNDOES: Readonly<Record<RosterAct, RosterAct>> = {
  assign: "remove",
  remove: "assign",
  absent: "assign",
  put_on_call: "take_off_call",
  take_off_call: "put_on_call",
};

/** A dated shift with everybody on it. */
export type RosterShift = {
  readonly id: string;
  readonly templateId: string;
  readonly name: string;
  readonly date: string;
  readonly timeZone: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Counts changes: a change of another version is refused. */
  readonly version: number;
  readonly people: readonly { readonly personId: string; readonly checkedInAt: Date | undefined }[];
  readonly onCall: readonly string[];
  /** Of those on call, whoever was told that they are needed, and what they said. */
  readonly calledIn: readonly CallIn[];
  /** Who was to come and cannot. Why is not kept. */
  readonly absent: readonly string[];
};

export type RosterChange = { readonly act: RosterAct; readonly personId: string };

export type RosterRefusal =
  "shift-over" | "works-elsewhere" | "already-checked-in" | "leaves-nobody" | "breaks-working-time";

export type RosterContext = {
  /** The person's other duties, a month to both sides. */
  readonly others: readonly Duty[];
  /** Of those on the shift, whoever takes contacts. */
  readonly counsellors: readonly string[];
  /** Rules on working time that whoever acts goes beyond, by name. */
  readonly despite: readonly WorkingTimeRule[];
};

/**
 * Decides on one change of the roster; false when it is so already. Two shifts at once are refused, and so is a shift that
 * would be left to nobody while there is hardly time to find somebody. Rules on working time have to be gone beyond by name.
 */
export function decideRosterChange(
  shift: RosterShift,
  { act, personId }: RosterChange,
  { others, counsellors, despite }: RosterContext,
  now: Date,
  policy: Pick<RoutingPolicy, "rosterGapHours">,
): Result<boolean, RosterRefusal> {
  const entry = shift.people.find((each) => each.personId === personId);
  if (shift.endsAt <= now) return refuse("shift-over");
  switch (act) {
    case "assign": {
      if (entry !== undefined) return accept(false);
      const rules = rulesAgainst(shift, personId, others);
      if (rules.includes("overlap")) return refuse("works-elsewhere");
      if (rules.some((rule) => !despite.includes(rule))) return refuse("breaks-working-time");
      return accept(true);
    }
    case "remove": {
      if (entry === undefined) return accept(false);
      if (entry.checkedInAt !== undefined) return refuse("already-checked-in");
      const isSoon = shift.startsAt <= addHours(now, policy.rosterGapHours);
      const leavesNobody = counsellors.length === 1 && counsellors[0] === personId;
      return isSoon && leavesNobody ? refuse("leaves-nobody") : accept(true);
    }
    // Somebody who cannot come is a fact: nobody can refuse it, and the gap is told at once.
    case "absent":
      if (entry?.checkedInAt !== undefined) return refuse("already-checked-in");
      return accept(entry !== undefined || !shift.absent.includes(personId));
    case "put_on_call":
      return accept(!shift.onCall.includes(personId));
    case "take_off_call":
      return accept(shift.onCall.includes(personId));
  }
}

/** What the rules on working time say to one more shift for somebody; only what this shift adds. */
export function rulesAgainst(
  shift: Pick<RosterShift, "startsAt" | "endsAt" | "timeZone">,
  personId: string,
  others: readonly Duty[],
): readonly WorkingTimeRule[] {
  const people = [{ id: personId, mayWorkNights: true }];
  const added = { personId, startsAt: shift.startsAt, endsAt: shift.endsAt };
  const { timeZone } = shift;
  const keyOf = ({ rule, at }: { rule: WorkingTimeRule; at: Date }): string => `${rule}/${String(at.getTime())}`;
  const before = new Set(workingTimeProblems({ people, duties: others, timeZone }).map(keyOf));
  const after = workingTimeProblems({ people, duties: [...others, added], timeZone });
  return [...new Set(after.filter((problem) => !before.has(keyOf(problem))).map(({ rule }) => rule))];
}

/** The three shifts that a helpline without any begins with. */
export const FIRST_TEMPLATES: readonly Omit<ShiftTemplate, "id">[] = [
  { name: SHIFT_NAMES.morning.vi, startsAtLocal: "06:00", durationMinutes: 480, timeZone: "Asia/Ho_Chi_Minh" },
  { name: SHIFT_NAMES.afternoon.vi, startsAtLocal: "14:00", durationMinutes: 480, timeZone: "Asia/Ho_Chi_Minh" },
  { name: SHIFT_NAMES.night.vi, startsAtLocal: "22:00", durationMinutes: 480, timeZone: "Asia/Ho_Chi_Minh" },
];
