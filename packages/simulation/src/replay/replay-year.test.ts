import { asOwner } from "@nightlight/database/migrate";
import { isPostgresMissing, testDatabase } from "@nightlight/testkit/postgres";
import { describe, expect, test, vi } from "vitest";
import type { OwnDatabases } from "../house/own-databases.ts";
import { peopleOf } from "./replay-house.ts";
import { replayYear } from "./replay-year.ts";
import { planWeek } from "./year-plan.ts";

vi.setConfig({ testTimeout: 60_000 });

const say = (): void => undefined;
const keep = (): void => undefined;
const HOUR = 3_600_000;

test("the year holds a quiet week, an evening on which everybody comes at once, and people who are ill", () => {
  const people = peopleOf(1);
  const [before, tet] = [planWeek(0, 1, people), planWeek(1, 1, people)];
  const between = (from: string, hours: number): number => {
    const start = Date.parse(from);
    return [before, tet]
      .flatMap(({ contacts }) => contacts)
      .filter(({ at }) => {
        return at.getTime() >= start && at.getTime() < start + hours * HOUR;
      }).length;
  };
  // The same hours of an ordinary week, of the quiet one, and of the evening of the surge.
  expect(between("2027-02-08T08:00+07:00", 9)).toBeLessThan(0.85 * between("2027-02-01T08:00+07:00", 9));
  expect(between("2027-02-09T19:00+07:00", 2)).toBeGreaterThan(2.5 * between("2027-02-02T19:00+07:00", 2));
  expect(tet.duties.some(({ isSick }) => isSick)).toBe(true);
  expect(planWeek(1, 1, people)).toEqual(tet);
  expect(planWeek(1, 2, people).contacts[0]).not.toEqual(tet.contacts[0]);
});

describe.skipIf(isPostgresMissing())("a small piece of it, through the real commands", () => {
  let opened = 0;
  const databases: OwnDatabases = {
    async use(story) {
      opened += 1;
      const { appUrl, ownerUrl, drop } = await testDatabase();
      try {
        return await asOwner(ownerUrl, (owner) => story({ appUrl, owner }));
      } finally {
        await drop();
      }
    },
  };
  const replay = (contacts: number, seed = 1, kept: Parameters<typeof replayYear>[0]["kept"] = () => undefined) =>
    replayYear({ seed, contacts, sideBySide: 2, databases, kept, keep, say });

  test("one seed gives one result, another seed another; nobody is lost and nothing is broken", async () => {
    const [once, again, other] = await Promise.all([replay(30), replay(30), replay(30, 2)]);
    expect(once).toMatchObject({ contacts: 30, lost: 0, violations: [], refusals: {} });
    expect(once.lanes.normal.answered).toBeGreaterThan(20);
    expect(again).toEqual(once);
    expect(other.digest).not.toBe(once.digest);
  });

  test("a week that was kept is not replayed again", async () => {
    const week = planWeek(0, 1, peopleOf(1)).contacts.length;
    opened = 0;
    const figures = {
      ...{ contacts: week, people: {}, shifts: [], protected: { owed: 0, kept: 0 }, lost: 0, violations: [] },
      ...{ refusals: {}, digest: "kept" },
      lanes: { ...none("immediate"), ...none("high"), ...none("normal"), ...none("low") } as never,
    };
    expect((await replay(week, 1, () => figures)).contacts).toBe(week);
    expect(opened).toBe(0);
  });
});

function none(lane: string): object {
  return { [lane]: { waits: [], abandoned: 0 } };
}
