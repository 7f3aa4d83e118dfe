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
  /** Who was called in for what runs now, with their names; whoever checked in is counted among those who are there. */
  readonly calledIn: readonly (RosterShiftView["calledIn"][number] & { readonly name: string })[];
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
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const calledIn = shifts
    .filter(({ startsAt, endsAt }) => Date.parse(startsAt) <= now && Date.parse(endsAt) > now)
    .flatMap((shift) => shift.calledIn.filter(({ id }) => !shift.people.some((each) => each.id === id)))
    .map((each) => ({ ...each, name: names.get(each.id) ?? "–" }));
  return {
    calledIn,
    open: staffed.filter(({ shift }) => Date.parse(shift.startsAt) <= now && Date.parse(shift.endsAt) > now),
    next,
    gap: gaps.find(({ from, to }) => Date.parse(to) > now && Date.parse(from) < until),
  };
}
