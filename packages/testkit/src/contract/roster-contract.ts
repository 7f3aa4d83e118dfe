import { expect, test } from "vitest";
import { changeRoster } from "@nightlight/commands/roster/change-roster";
import { readAlarms } from "@nightlight/commands/roster/read-alarms";
import { planWeek, readCandidates, readRoster } from "@nightlight/commands/roster/read-roster";
import { lookAtRoster, watchRoster } from "@nightlight/commands/roster/watch-roster";
import { UNDOES, type RosterAct, type RosterShift } from "@nightlight/domain/roster/roster";
import type { WorkingTimeRule } from "@nightlight/domain/roster/working-time";
import { valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

const NONE = { shift: "none" } as const;
const DAY_MS = 86_400_000;

/** The roster: whoever keeps it, its rules, and its gaps. */
export function describeRoster(stage: () => Stage): void {
  const world = () => stage().world;
  const keeper = () => stage().addCounsellor({ ...NONE, roles: ["supervisor"] });
  /** The Vietnamese date of now, so many days on. */
  const dateIn = async (days: number): Promise<string> =>
    new Date((await stage().now()).getTime() + 7 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);
  const week = async (boss: CounsellorActor): Promise<readonly RosterShift[]> =>
    valueOf(await planWeek(world(), boss, await dateIn(0))).shifts;
  type Change = { version?: number; despite?: readonly WorkingTimeRule[] };
  const change = (by: CounsellorActor, shift: RosterShift, act: RosterAct, personId: string, more: Change = {}) => {
    const { version = shift.version, despite = [] } = more;
    return changeRoster(world(), by, { shiftId: shift.id, version, act, personId, despite });
  };
  const at = (shifts: readonly RosterShift[], index: number): RosterShift => {
    const shift = shifts[index];
    if (shift === undefined) throw new Error("The week has fewer shifts");
    return shift;
  };

  test("a week is planned once: three shifts a day, which cover it without a hole", async () => {
    const boss = await keeper();
    const shifts = await week(boss);
    expect(shifts).toHaveLength(21);
    expect(shifts.slice(1).every((shift, index) => shift.startsAt.getTime() === shifts[index]?.endsAt.getTime())).toBe(
      true,
    );
    expect((await week(boss)).map(({ id }) => id)).toEqual(shifts.map(({ id }) => id));
  });

  test("somebody is put on a shift and taken off again; of two at once one is told how it stands", async () => {
    const boss = await keeper();
    const lan = await stage().addCounsellor(NONE);
    const minh = await stage().addCounsellor(NONE);
    const shift = at(await week(boss), 12);
    const first = valueOf(await change(boss, shift, "assign", lan.id)).shift;
    expect(first).toMatchObject({ version: shift.version + 1, people: [{ personId: lan.id }] });
    expect(await change(boss, shift, "assign", minh.id)).toMatchObject({
      refusal: "roster-changed",
      truth: { shift: { version: first.version } },
    });
    // The same again is no news.
    expect(valueOf(await change(boss, shift, "assign", lan.id)).shift.version).toBe(first.version);
    const taken = valueOf(await change(boss, first, UNDOES.assign, lan.id)).shift;
    expect(taken.people).toEqual([]);
    const told = stage()
      .committed.flatMap(({ events }) => events)
      .map(({ event }) => event.type);
    expect(told.filter((type) => type === "roster_changed")).toHaveLength(2);
  });

  test("two shifts at once are refused; rules on working time are gone beyond by name", async () => {
    const boss = await keeper();
    const lan = await stage().addCounsellor(NONE);
    const shifts = await week(boss);
    valueOf(await change(boss, at(shifts, 12), "assign", lan.id));
    const next = at(shifts, 13);
    expect(await change(boss, next, "assign", lan.id)).toMatchObject({
      refusal: "breaks-working-time",
      truth: { against: ["too_little_rest"] },
    });
    const candidates = valueOf(await readCandidates(world(), boss, next.id));
    expect(candidates.find(({ id }) => id === lan.id)).toMatchObject({ against: ["too_little_rest"], hours: 8 });
    const beyond = await change(boss, next, "assign", lan.id, { despite: ["too_little_rest"] });
    expect(valueOf(beyond).shift.people).toHaveLength(1);
  });

  test("whoever cannot come is off the shift, and why is not kept; they come after all by being put on it", async () => {
    const boss = await keeper();
    const lan = await stage().addCounsellor(NONE);
    const shift = at(await week(boss), 12);
    const on = valueOf(await change(boss, shift, "assign", lan.id)).shift;
    const absent = valueOf(await change(boss, on, "absent", lan.id)).shift;
    expect(absent).toMatchObject({ people: [], absent: [lan.id] });
    const back = valueOf(await change(boss, absent, UNDOES.absent, lan.id)).shift;
    expect(back).toMatchObject({ people: [{ personId: lan.id }], absent: [] });
    const called = valueOf(await change(boss, back, "put_on_call", lan.id)).shift;
    expect(called.onCall).toEqual([lan.id]);
    expect(valueOf(await change(boss, called, "take_off_call", lan.id)).shift.onCall).toEqual([]);
  });

  test("a shift that is near is not left to nobody; a gap is told hours before, and gone when somebody is there", async () => {
    const boss = await keeper();
    const lan = await stage().addCounsellor(NONE);
    const minh = await stage().addCounsellor(NONE);
    const now = await stage().now();
    const ahead = (await week(boss)).filter(({ endsAt }) => endsAt > now);
    const near = at(ahead, 0);
    let on = valueOf(await change(boss, near, "assign", lan.id)).shift;
    await lookAtRoster(world());
    const gapsOf = async () => valueOf(await readAlarms(world(), boss)).gaps;
    expect(await gapsOf()).toMatchObject([{ people: 0, from: near.endsAt }]);
    expect(await change(boss, on, "remove", lan.id)).toMatchObject({ refusal: "leaves-nobody" });
    on = valueOf(await change(boss, on, "assign", minh.id)).shift;
    on = valueOf(await change(boss, on, "remove", lan.id)).shift;
    // Illness cannot be refused: it is told.
    valueOf(await change(boss, on, "absent", minh.id));
    await lookAtRoster(world());
    expect(await gapsOf()).toMatchObject([{ people: 0, from: now }]);
    expect(await watchRoster(world())).toBe("nothing-due");
    await stage().forward(5 * 60);
    expect(await watchRoster(world())).toBe("rang");
    expect(await watchRoster(world())).toBe("nothing-due");
  });

  test("nobody else keeps the roster", async () => {
    const boss = await keeper();
    const lan = await stage().addCounsellor(NONE);
    const shift = at(await week(boss), 12);
    for (const role of ["counsellor", "clinical_lead", "officer", "auditor"] as const) {
      const other = await stage().addCounsellor({ ...NONE, roles: [role] });
      expect(await change(other, shift, "assign", lan.id)).toEqual({ ok: false, refusal: "not-found" });
      expect(await readRoster(world(), other, shift.date)).toEqual({ ok: false, refusal: "not-found" });
      expect(await planWeek(world(), other, shift.date)).toEqual({ ok: false, refusal: "not-found" });
    }
    const admin = await stage().addCounsellor({ ...NONE, roles: ["administrator"] });
    expect(valueOf(await change(admin, shift, "assign", lan.id)).shift.people).toHaveLength(1);
  });
}
