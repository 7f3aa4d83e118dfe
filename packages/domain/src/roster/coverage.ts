import type { Duty } from "./working-time.ts";

/** A stretch in which fewer people than wanted are there. */
export type Gap = { readonly from: Date; readonly to: Date; readonly people: number };

/** Where a roster leaves fewer than `atLeast(instant)` people on duty between `from` and `to`; minutes are covered when none is. */
export function coverageGaps(
  duties: readonly Pick<Duty, "startsAt" | "endsAt">[],
  { from, to }: { readonly from: Date; readonly to: Date },
  atLeast: (instant: Date) => number,
): readonly Gap[] {
  const edges = duties
    .flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()])
    .filter((time) => time > from.getTime() && time < to.getTime());
  const times = [...new Set([from.getTime(), ...edges, to.getTime()])].sort((a, b) => a - b);
  return times.slice(0, -1).flatMap((time, index) => {
    const at = new Date(time);
    const people = duties.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt).length;
    return people < atLeast(at) ? [{ from: at, to: new Date(times[index + 1] ?? time), people }] : [];
  });
}

/** Gaps that follow each other without a pause and lack as many people, as one. */
export function joinedGaps(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.reduce<Gap[]>((joined, gap) => {
    const last = joined.at(-1);
    if (last?.to.getTime() !== gap.from.getTime() || last.people !== gap.people) return [...joined, gap];
    return [...joined.slice(0, -1), { ...last, to: gap.to }];
  }, []);
}
