import type { RosterGapView, RosterShiftView, RosterWeekView } from "@nightlight/contracts/supervisor/roster";
import type { Floor } from "../../shared/live/floor/use-floor.ts";

type ShiftNow = {
  readonly shift: RosterShiftView;
  /** Counsellors of it who have begun it and whose screen is there. */
  readonly present: number;
  readonly expected: number;
};

type ShiftsOn = {
  readonly open: readonly ShiftNow[];
  readonly next: ShiftNow | undefined;
  /** The first stretch with too few people before the next shift is over. */
  readonly gap: RosterGapView | undefined;
};

/** The shifts that are open, the one that comes next, and the first gap until that one ends. */
export function shiftsOn({ shifts, people, gaps }: RosterWeekView, floor: Floor, now: number): ShiftsOn {
  const counsels = new Set(people.filter((each) => each.counsels).map(({ id }) => id));
  const isThere = (id: string): boolean => {
    const person = floor.people.get(id);
    return person?.lease?.isAlive === true && (person.gate === "open" || person.gate === "winding_down");
  };
  const counted = (shift: RosterShiftView): ShiftNow => {
    const ids = shift.people.map(({ id }) => id).filter((id) => counsels.has(id));
    return { shift, present: ids.filter(isThere).length, expected: ids.length };
  };
  const staffed = shifts
    .map(counted)
    .filter(({ expected }) => expected > 0)
    .sort((one, other) => Date.parse(one.shift.startsAt) - Date.parse(other.shift.startsAt));
  const next = staffed.find(({ shift }) => Date.parse(shift.startsAt) > now);
  const until = Date.parse(next?.shift.endsAt ?? "") || now;
  return {
    open: staffed.filter(({ shift }) => Date.parse(shift.startsAt) <= now && Date.parse(shift.endsAt) > now),
    next,
    gap: gaps.find(({ from, to }) => Date.parse(to) > now && Date.parse(from) < until),
  };
}
