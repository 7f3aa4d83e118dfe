import type { OwnDatabases } from "../house/own-databases.ts";
import { addUp, type WeekFigures } from "./replay-book.ts";
import { peopleOf, REPLAY_POLICY } from "./replay-house.ts";
import { replayWeek } from "./replay-week.ts";
import { planWeek, WEEKS, type PlannedWeek } from "./year-plan.ts";

export type ReplayOptions = {
  readonly seed: number;
  /** So many from the year's beginning; Infinity for all of it. */
  readonly contacts: number;
  /** So many weeks at the same time: one alone waits for its database most of the time. */
  readonly sideBySide: number;
  readonly databases: OwnDatabases;
  /** Weeks that were replayed before, by their number, and where the next one is kept. */
  readonly kept: (week: number) => WeekFigures | undefined;
  readonly keep: (week: number, figures: WeekFigures) => void;
  readonly say: (line: string) => void;
};

/**
 * Replays the year, some weeks side by side: each has a database and a chance of its own, and nothing to do with any other.
 * One that was kept is not replayed again, so that an interrupted year goes on where it was.
 */
export async function replayYear(options: ReplayOptions) {
  const weeks: WeekFigures[] = [];
  const coming = weeksOf(options);
  const work = async (): Promise<void> => {
    for (const { week, most } of coming) weeks[week.number] = await figuresOf(week, most, options);
  };
  await Promise.all(Array.from({ length: options.sideBySide }, work));
  return addUp(weeks, REPLAY_POLICY);
}

/** The weeks that are wanted, from the year's beginning, and how much of each. */
function* weeksOf({ seed, contacts }: ReplayOptions): Generator<{ readonly week: PlannedWeek; readonly most: number }> {
  const people = peopleOf(seed);
  let left = contacts;
  for (let number = 0; number < WEEKS && left > 0; number += 1) {
    const week = planWeek(number, seed, people);
    yield { week, most: left };
    left -= week.contacts.length;
  }
}

async function figuresOf(week: PlannedWeek, most: number, options: ReplayOptions): Promise<WeekFigures> {
  const { seed, databases, kept, keep, say } = options;
  const isWhole = week.contacts.length <= most;
  const before = isWhole ? kept(week.number) : undefined;
  const figures = before ?? (await databases.use((where) => replayWeek(where, week, { seed, most })));
  if (isWhole && before === undefined) keep(week.number, figures);
  const name = `week ${String(week.number + 1)}${before === undefined ? "" : " (kept)"}`;
  const broken = `lost ${String(figures.lost)}, violations ${String(figures.violations.length)}`;
  say(`${name}: ${String(figures.contacts)} contacts, ${broken}`);
  return figures;
}
