import type { OwnDatabases } from "../house/own-databases.ts";
import { addUp, type WeekFigures } from "./replay-book.ts";
import { peopleOf, REPLAY_POLICY } from "./replay-house.ts";
import { replayWeek } from "./replay-week.ts";
import { planWeek, WEEKS } from "./year-plan.ts";

export type ReplayOptions = {
  readonly seed: number;
  /** So many from the year's beginning; Infinity for all of it. */
  readonly contacts: number;
  readonly databases: OwnDatabases;
  /** Weeks that were replayed before, by their number, and where the next one is kept. */
  readonly kept: (week: number) => WeekFigures | undefined;
  readonly keep: (week: number, figures: WeekFigures) => void;
  readonly say: (line: string) => void;
};

/** Replays the year week by week. One that was kept is not replayed again, so that an interrupted year goes on where it was. */
export async function replayYear(options: ReplayOptions) {
  const { seed, contacts, databases, kept, keep, say } = options;
  const people = peopleOf(seed);
  const weeks: WeekFigures[] = [];
  let left = contacts;
  for (let number = 0; number < WEEKS && left > 0; number += 1) {
    const week = planWeek(number, seed, people);
    const isWhole = week.contacts.length <= left;
    const before = isWhole ? kept(number) : undefined;
    const figures = before ?? (await databases.use((where) => replayWeek(where, week, { seed, most: left })));
    if (isWhole && before === undefined) keep(number, figures);
    left -= week.contacts.length;
    weeks.push(figures);
    const lost = `lost ${String(figures.lost)}, violations ${String(figures.violations.length)}`;
    say(
      `week ${String(number + 1)}${before === undefined ? "" : " (kept)"}: ${String(figures.contacts)} contacts, ${lost}`,
    );
  }
  return addUp(weeks, REPLAY_POLICY);
}
