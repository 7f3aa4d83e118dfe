import { anEscalation, escalationAfter } from "@nightlight/testkit/escalation-builders";
import { describe, expect, test } from "vitest";
import { basisOf } from "./basis.ts";
import { deadlinesOf, footprint, isForDirector, rungsAhead, rungsOf } from "./deadlines.ts";
import { ESCALATION_LEVELS, LADDERS, loosened, type EscalationLevel, type LevelLadder } from "./ladder.ts";

const local = (time: string): Date => new Date(`${time}:00+07:00`);
/** A Friday afternoon, with a weekend ahead. */
const FRIDAY = local("2026-11-27T16:00");

describe("deadlines count from the first receipt", () => {
  test.each([
    ["P1", "acknowledge", "2026-11-27T16:05", false],
    ["P1", "act", "2026-11-27T18:00", false],
    ["P1", "emergency_measures", "2026-11-28T04:00", true],
    ["P2", "acknowledge", "2026-11-27T17:00", false],
    ["P2", "act", "2026-11-28T04:00", false],
    ["P2", "emergency_measures", "2026-11-28T04:00", true],
    ["P3", "acknowledge", "2026-11-30T16:00", false],
    ["P3", "act", "2026-12-02T16:00", false],
    ["P3", "plan", "2026-12-04T16:00", true],
    ["P3", "plan_approval", "2026-12-08T16:00", true],
    ["P4", "acknowledge", "2026-12-02T16:00", false],
    ["P4", "act", "2026-12-11T16:00", false],
    ["P4", "plan", "2026-12-04T16:00", true],
  ] as const)("%s: %s by %s", (level, kind, at, isLaw) => {
    const found = deadlinesOf({ level, receivedAt: FRIDAY, basis: "law" }).find((each) => each.kind === kind);
    expect(found).toEqual({ kind, at: local(at), isLaw });
  });

  test("where the law does not bind, the same limits are the helpline's own", () => {
    const all = deadlinesOf({ level: "P1", receivedAt: FRIDAY, basis: "policy" });
    expect(all).toHaveLength(3);
    expect(all.some(({ isLaw }) => isLaw)).toBe(false);
  });

  test.each([
    [[], "law"],
    [["unknown"], "law"],
    [["16-17", "unknown"], "law"],
    [["16-17", "11-13"], "law"],
    [["16-17"], "policy"],
    [["18+"], "policy"],
  ] as const)("whom the law covers: %s → %s", (bands, basis) => {
    expect(basisOf(bands)).toBe(basis);
  });
});

describe("the ladder", () => {
  const table = (level: EscalationLevel): string[] =>
    rungsOf(anEscalation({ level, receivedAt: FRIDAY, sentAt: FRIDAY }))
      .filter(({ kind }) => kind === "chase")
      .map(({ key, dueAt, addresses }) => `${key} ${minutesAfter(dueAt)} ${addresses.join("+")}`);

  test("P1: five minutes, a quarter of an hour, an hour; two hours and six without a safe check", () => {
    expect(table("P1")).toEqual([
      "ack.chase.police_and_lead 5 province_police",
      "ack.chase.health 15 province_health",
      "ack.chase.ministry 60 ministry",
      "act.chase.province 120 province_health+province_police",
      "act.chase.ministry 360 ministry",
    ]);
  });

  test("P2: one, four and ten hours; half a day and a day", () => {
    expect(table("P2")).toEqual([
      "ack.chase.chair 60 same",
      "ack.chase.health 240 province_health",
      "ack.chase.ministry 600 ministry",
      "act.chase.province 720 province_health",
      "act.chase.ministry 1440 ministry",
    ]);
  });

  test("the director is told of a danger that nobody checked for six hours", () => {
    const tells = rungsOf(anEscalation({ level: "P1" })).filter(({ tells }) => tells.includes("director"));
    expect(tells.map(({ key }) => key)).toEqual(["act.chase.ministry"]);
    expect(isForDirector(anEscalation({ level: "P1", climbed: ["ack.chase.ministry", "act.chase.province"] }))).toBe(
      false,
    );
    expect(isForDirector(anEscalation({ level: "P1", climbed: ["act.chase.ministry"] }))).toBe(true);
    expect(isForDirector(anEscalation({ level: "P2", climbed: ["act.chase.ministry"] }))).toBe(false);
  });

  test("every limit is warned of at 50, 75 and 90 per cent, and then breached", () => {
    const keys = rungsOf(anEscalation({ level: "P2", receivedAt: FRIDAY, sentAt: FRIDAY }))
      .filter(({ key }) => key.startsWith("legal."))
      .map(({ key, dueAt }) => `${key} ${minutesAfter(dueAt)}`);
    expect(keys).toEqual([
      "legal.emergency_measures.warning_50 360",
      "legal.emergency_measures.warning_75 540",
      "legal.emergency_measures.warning_90 648",
      "legal.emergency_measures.breach 720",
    ]);
  });

  test("sent late, it keeps the first receipt's limits, and gives those asked a moment before it climbs over them", () => {
    const late = anEscalation({ level: "P2", receivedAt: local("2026-11-27T12:00"), sentAt: FRIDAY });
    const due = new Map(rungsOf(late).map(({ key, dueAt }) => [key, minutesAfter(dueAt)]));
    expect(deadlinesOf(late)[0]?.at).toEqual(local("2026-11-27T13:00"));
    expect(due.get("ack.breach")).toBe("0");
    expect(due.get("ack.chase.chair")).toBe("30");
    expect(due.get("ack.chase.health")).toBe("60");
    expect(due.get("act.breach")).toBe("480");
    expect([...due.keys()].some((key) => key.startsWith("ack.warning"))).toBe(false);
  });

  test("acknowledging stops the first ladder only", () => {
    const sent = anEscalation();
    const acknowledged = escalationAfter(sent, {
      type: "escalation_acknowledged",
      authorityId: "commune",
      by: "officer",
      channel: "workspace",
    });
    expect(rungsAhead(sent, "ack").length).toBeGreaterThan(0);
    expect(rungsAhead(acknowledged, "ack")).toEqual([]);
    expect(footprint(acknowledged).ack).toBeUndefined();
    expect(footprint(acknowledged).act).toEqual(footprint(sent).act);
  });

  test("redirecting sets no clock back", () => {
    const sent = anEscalation();
    const on = escalationAfter(sent, { type: "escalation_redirected", from: "commune", to: "other", by: "lan" });
    expect(deadlinesOf(on)).toEqual(deadlinesOf(sent));
    expect(footprint(on)).toEqual(footprint(sent));
  });

  function minutesAfter(at: Date): string {
    return String((at.getTime() - FRIDAY.getTime()) / 60_000);
  }
});

describe("what the law sets cannot be loosened", () => {
  const changed = (level: EscalationLevel, ladder: Partial<LevelLadder>): typeof LADDERS => ({
    ...LADDERS,
    [level]: { ...LADDERS[level], ...ladder },
  });

  test("the table as it is keeps the law", () => {
    expect(loosened(LADDERS)).toEqual([]);
  });
  test("tightening is free", () => {
    const [limit] = LADDERS.P1.legal;
    if (limit === undefined) throw new Error("P1 has a legal limit");
    expect(loosened(changed("P1", { legal: [{ ...limit, limit: { hours: 6 } }] }))).toEqual([]);
  });
  test("an hour more, or leaving it out, is named", () => {
    const [limit] = LADDERS.P2.legal;
    if (limit === undefined) throw new Error("P2 has a legal limit");
    expect(loosened(changed("P2", { legal: [{ ...limit, limit: { hours: 13 } }] }))).toEqual(["P2.emergency_measures"]);
    expect(loosened(changed("P3", { legal: [] }))).toEqual(["P3.plan", "P3.plan_approval"]);
  });
  test("every rung of a level has a name of its own", () => {
    for (const level of ESCALATION_LEVELS) {
      const keys = rungsOf(anEscalation({ level })).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
