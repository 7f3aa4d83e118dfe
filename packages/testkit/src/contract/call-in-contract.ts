import { describe, expect, test } from "vitest";
import { answerCallIn, answerCallInFor, callIn, readCallIn } from "@nightlight/commands/roster/call-in";
import { changeRoster } from "@nightlight/commands/roster/change-roster";
import { planWeek } from "@nightlight/commands/roster/read-roster";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { RosterAct, RosterShift } from "@nightlight/domain/roster/roster";
import { beginChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

const NONE = { shift: "none" } as const;
const NOT_FOUND = { ok: false, refusal: "not-found" };

/** The last rung of the overflow ladder, on every store: whoever is on call is told, and says whether they come. */
export function describeCallIns(stage: () => Stage): void {
  const world = () => stage().world;

  /** A supervisor, and somebody who is on call for the shift that runs. */
  const scene = async (roles: CounsellorActor["roles"] = ["counsellor"]) => {
    const boss = await stage().addCounsellor({ ...NONE, roles: ["supervisor"] });
    const an = await stage().addCounsellor({ ...NONE, roles });
    const now = await stage().now();
    const date = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
    const running = (shifts: readonly RosterShift[]): RosterShift | undefined =>
      shifts.find(({ startsAt, endsAt }) => startsAt <= now && endsAt > now);
    const yesterday = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
    const planned = [await planWeek(world(), boss, date), await planWeek(world(), boss, yesterday)];
    const shift = planned.map((week) => running(valueOf(week).shifts)).find((each) => each !== undefined);
    if (shift === undefined) throw new Error("No shift runs now");
    let version = shift.version;
    const change = async (act: RosterAct, person: CounsellorActor): Promise<RosterShift> => {
      const input = { shiftId: shift.id, version, act, personId: person.id, despite: [] };
      const changed = valueOf(await changeRoster(world(), boss, input)).shift;
      version = changed.version;
      return changed;
    };
    await change("put_on_call", an);
    return { boss, an, shiftId: shift.id, change };
  };
  const wait = (seconds: number) => stage().forward(seconds);

  describe("whoever is on call", () => {
    test("is told when somebody has waited for so long, not before, once, and by one of several processes", async () => {
      const { an, shiftId } = await scene();
      expect(await callIn(world())).toEqual([]);
      await beginChat(stage());
      await wait(STANDARD_POLICY.onCallSeconds - 1);
      expect(await callIn(world())).toEqual([]);
      expect(await readCallIn(world(), an)).toBeUndefined();
      await wait(1);
      const told = await Promise.all([1, 2, 3].map(() => callIn(world())));
      expect(told.flat()).toEqual([an.id]);
      expect(await callIn(world())).toEqual([]);
      expect(await readCallIn(world(), an)).toMatchObject({ shiftId, askedAt: await stage().now(), answer: undefined });
      const events = stage().committed.flatMap(({ events: each }) => each);
      expect(events.filter(({ event }) => event.type === "called_in")).toMatchObject([{ subjectId: an.id }]);
    });

    test("says whether they come, and changes it; the same again is no news", async () => {
      const { an, shiftId, change } = await scene();
      await beginChat(stage());
      await wait(STANDARD_POLICY.onCallSeconds);
      expect(await answerCallIn(world(), an, { shiftId, says: "coming" })).toEqual(NOT_FOUND);
      await callIn(world());
      const said = async (says: "coming" | "cannot") =>
        valueOf(await answerCallIn(world(), an, { shiftId, says })).answer?.says;
      expect([await said("coming"), await said("coming"), await said("cannot")]).toEqual([
        "coming",
        "coming",
        "cannot",
      ]);
      const admin = await stage().addCounsellor({ ...NONE, roles: ["administrator"] });
      const log = await world().transaction(admin, ({ audit }) => audit.list({ subjectId: shiftId }, 10));
      expect(log.map(({ action, details }) => [action, details["says"]])).toEqual([
        ["roster.call_in_answered", "cannot"],
        ["roster.call_in_answered", "coming"],
        ["roster.called_in", undefined],
        ["roster.put_on_call", undefined],
      ]);
      // Off call again: nothing is asked of them any more.
      expect((await change("take_off_call", an)).calledIn).toEqual([]);
      expect(await readCallIn(world(), an)).toBeUndefined();
    });

    test("may be a supervisor who has no desk: they are told, and answer for themselves", async () => {
      const { an, shiftId } = await scene(["supervisor"]);
      await beginChat(stage());
      await wait(STANDARD_POLICY.onCallSeconds);
      expect(await callIn(world())).toEqual([an.id]);
      expect(await readCallIn(world(), an)).toMatchObject({ shiftId, answer: undefined });
      expect(valueOf(await answerCallIn(world(), an, { shiftId, says: "coming" })).answer?.says).toBe("coming");
    });

    test("is answered for by a supervisor who telephoned; by nobody else, and nobody else sees it", async () => {
      const { an, boss, shiftId } = await scene();
      await beginChat(stage());
      await wait(STANDARD_POLICY.onCallSeconds);
      const input = { shiftId, personId: an.id, says: "coming" } as const;
      expect(await answerCallInFor(world(), boss, input)).toEqual({ ok: false, refusal: "not-called-in" });
      await callIn(world());
      const minh = await stage().addCounsellor(NONE);
      expect(await answerCallInFor(world(), minh, input)).toEqual(NOT_FOUND);
      expect(await answerCallIn(world(), minh, { shiftId, says: "cannot" })).toEqual(NOT_FOUND);
      await world().transaction(minh, ({ rosters }) => rosters.answerCallIn(shiftId, an.id, "cannot"));
      expect(await readCallIn(world(), minh)).toBeUndefined();
      expect((await readCallIn(world(), an))?.answer).toBeUndefined();
      const { calledIn } = valueOf(await answerCallInFor(world(), boss, input));
      expect(calledIn).toMatchObject([{ personId: an.id, answer: { says: "coming", at: await stage().now() } }]);
      expect((await readCallIn(world(), an))?.answer?.says).toBe("coming");
    });

    test("is left alone when they are on the shift already", async () => {
      const { an, change } = await scene();
      await change("assign", an);
      await beginChat(stage());
      await wait(STANDARD_POLICY.onCallSeconds);
      expect(await callIn(world())).toEqual([]);
    });

    test("is left alone when their shift is over, also with an answer that comes late", async () => {
      const { an, boss, shiftId } = await scene();
      await beginChat(stage());
      await wait(8 * 3600);
      expect(await callIn(world())).toEqual([]);
      const input = { shiftId, personId: an.id, says: "coming" } as const;
      expect((await answerCallInFor(world(), boss, input)).ok).toBe(false);
    });
  });
}
