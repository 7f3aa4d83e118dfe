import { after, TEST_START } from "@nightlight/testkit/clock";
import { anEscalation, escalationAfter } from "@nightlight/testkit/escalation-builders";
import { describe, expect, test } from "vitest";
import { rungsOf } from "./deadlines.ts";
import { decide, type EscalationCommand } from "./decide.ts";
import { addresseeOf, type Escalation } from "./escalation.ts";
import type { EscalationEvent } from "./events.ts";
import { draft, evolve } from "./evolve.ts";

const ABOVE = { province_police: "police", province_health: "health", ministry: "ministry" };
const minutes = (count: number): Date => after(TEST_START, count * 60);

function doing(escalation: Escalation, command: EscalationCommand, at: Date = TEST_START): Escalation {
  return decided(escalation, command, at).reduce((soFar, event) => evolve(soFar, event, at), escalation);
}
function decided(
  escalation: Escalation,
  command: EscalationCommand,
  at: Date = TEST_START,
): readonly EscalationEvent[] {
  const decision = decide(escalation, command, at);
  if (!decision.ok) throw new Error(`Refused: ${decision.refusal}`);
  return decision.value;
}
const officer = { authorityId: "commune", by: "officer" };
const acknowledged = doing(anEscalation(), { type: "acknowledge", ...officer });
const reported = doing(anEscalation(), { type: "report", ...officer, reportId: "r1" });

describe("sending", () => {
  const drafted = draft(
    {
      type: "escalation_drafted",
      escalationId: "e",
      contactId: "c",
      number: "2026/000001",
      level: "P1",
      basis: "law",
      receivedAt: TEST_START,
      by: "lan",
    },
    TEST_START,
  );
  const send: EscalationCommand = {
    type: "send",
    authorityId: "commune",
    alsoTo: ["health", "commune"],
    contentHash: "hash",
    tasks: [{ id: "t1", kind: "call", offeredTo: "minh" }],
  };
  test("addresses, keeps the receipt, and makes the telephone task with owner, offer and alarm", () => {
    const sent = doing(drafted, send);
    expect(sent.state.status).toBe("sent");
    expect(sent.addressed.map(({ authorityId, because }) => [authorityId, because])).toEqual([
      ["commune", "sent"],
      ["health", "no_contact"],
    ]);
    expect(addresseeOf(sent)).toBe("commune");
    expect(sent.tasks[0]).toMatchObject({ ownerId: "lan", offeredTo: "minh", alarmAt: minutes(5), takenBy: undefined });
  });
  test("twice is once", () => {
    expect(decided(doing(drafted, send), send)).toEqual([]);
  });
});

describe("the way of an answer", () => {
  test("delivered, seen, acknowledged, acting, reported: each told once", () => {
    let escalation = anEscalation();
    for (const [type, status] of [
      ["deliver", "delivered"],
      ["see", "seen"],
      ["acknowledge", "acknowledged"],
      ["act", "acting"],
    ] as const) {
      escalation = doing(escalation, { type, ...officer });
      expect(escalation.state.status).toBe(status);
      expect(decided(escalation, { type, ...officer })).toEqual([]);
    }
    escalation = doing(escalation, { type: "report", ...officer, reportId: "r1" });
    expect(escalation.state).toEqual({ status: "reported", reportId: "r1" });
    expect(decided(escalation, { type: "report", ...officer, reportId: "r1" })).toEqual([]);
  });
  test("looking at it late takes nothing back", () => {
    expect(doing(acknowledged, { type: "see", ...officer }).state.status).toBe("acknowledged");
  });
  test("a click is not an action: acting and reporting leave it open, accepting closes it", () => {
    expect(reported.state.status).toBe("reported");
    const closed = doing(reported, { type: "accept-report", by: "lan", reportId: "r1" });
    expect(closed.state).toEqual({ status: "closed", by: "lan", reportId: "r1" });
    expect(decided(closed, { type: "accept-report", by: "lan", reportId: "r1" })).toEqual([]);
    expect(decide(closed, { type: "acknowledge", ...officer }, TEST_START)).toEqual({
      ok: false,
      refusal: "escalation-over",
    });
  });
  test("a report that is not enough is asked about again, and the next one counts", () => {
    const asked = doing(reported, { type: "ask-again", by: "lan", reportId: "r1" });
    expect(asked.state.status).toBe("acting");
    expect(asked.reports[0]?.verdict).toBe("asked_again");
    const again = doing(asked, { type: "report", ...officer, reportId: "r2" });
    expect(doing(again, { type: "accept-report", by: "lan", reportId: "r2" }).state.status).toBe("closed");
  });
  test("after a breach nobody closes without saying why", () => {
    const late = doing(reported, { type: "ring", ladder: "act", above: ABOVE }, minutes(13 * 60));
    const accepting = { type: "accept-report", by: "lan", reportId: "r1" } as const;
    expect(late.breached).toEqual(["act"]);
    expect(decide(late, accepting, minutes(13 * 60))).toEqual({ ok: false, refusal: "breach-unexplained" });
    const explained = doing(late, { type: "explain-breach", by: "lan" });
    expect(doing(explained, accepting).state.status).toBe("closed");
  });
});

describe("the ladders climb", () => {
  const ringing = (escalation: Escalation, at: Date): readonly EscalationEvent[] =>
    decided(escalation, { type: "ring", ladder: "ack", above: ABOVE }, at);

  test("nothing before its time", () => {
    expect(decide(anEscalation(), { type: "ring", ladder: "ack", above: ABOVE }, minutes(29))).toEqual({
      ok: false,
      refusal: "not-due",
    });
  });
  test("each rung once, however often it rings", () => {
    let escalation = anEscalation({ level: "P1" });
    const climbed: string[] = [];
    for (let minute = 0; minute <= 13 * 60; minute += 1) {
      for (const ladder of ["ack", "act", "ack"] as const) {
        const decision = decide(escalation, { type: "ring", ladder, above: ABOVE }, minutes(minute));
        if (!decision.ok) continue;
        for (const event of decision.value) {
          if ("rung" in event) climbed.push(event.rung);
          escalation = evolve(escalation, event, minutes(minute));
        }
      }
    }
    expect(climbed).toHaveLength(new Set(climbed).size);
    expect([...climbed].sort()).toEqual(
      rungsOf(anEscalation({ level: "P1" }))
        .map(({ key }) => key)
        .sort(),
    );
    expect(escalation.addressed.map(({ authorityId }) => authorityId)).toEqual([
      "commune",
      "police",
      "health",
      "ministry",
    ]);
  });
  test("one ring after a long silence climbs everything that is due, in order, and addresses nobody twice", () => {
    const events = ringing(anEscalation(), minutes(11 * 60));
    expect(events.flatMap((event) => ("rung" in event ? [event.rung] : []))).toEqual([
      "ack.warning_50",
      "ack.warning_75",
      "ack.warning_90",
      "ack.breach",
      "ack.chase.chair",
      "ack.chase.health",
      "ack.chase.ministry",
    ]);
    expect(events.flatMap((event) => (event.type === "authority_addressed" ? [event.authorityId] : []))).toEqual([
      "health",
      "ministry",
    ]);
  });
  test("a level above that may not know is not addressed, and the rung is climbed all the same", () => {
    const events = decided(
      anEscalation({ level: "P1" }),
      { type: "ring", ladder: "ack", above: { ministry: "ministry" } },
      minutes(16),
    );
    expect(events.some(({ type }) => type === "authority_addressed")).toBe(false);
    expect(events.filter((event) => event.type === "rung_climbed").map(({ rung }) => rung)).toContain(
      "ack.chase.health",
    );
  });
  test("acknowledged, only the second climbs", () => {
    expect(ringing(acknowledged, minutes(11 * 60))).toEqual([]);
    expect(
      decided(acknowledged, { type: "ring", ladder: "act", above: ABOVE }, minutes(12 * 60)).length,
    ).toBeGreaterThan(0);
  });
  test("a person may climb early, and then that rung is not climbed again", () => {
    const early = doing(anEscalation(), { type: "climb-early", by: "lan", above: ABOVE });
    expect(early.climbed).toEqual(["ack.chase.chair"]);
    const next = doing(early, { type: "climb-early", by: "lan", above: ABOVE });
    expect(next.addressed.at(-1)).toMatchObject({ authorityId: "health", because: "climbed_early" });
    expect(ringing(next, minutes(5 * 60)).some((event) => "rung" in event && event.rung === "ack.chase.chair")).toBe(
      false,
    );
  });
});

describe("a refusal is never an end", () => {
  const decline = { type: "decline", ...officer, taskId: "t1" } as const;

  test("it lies with a person within five minutes, and climbs at once", () => {
    const declined = doing(anEscalation(), decline);
    expect(declined.state.status).toBe("declined");
    expect(declined.tasks[0]).toMatchObject({ kind: "decline", ownerId: "lan", alarmAt: minutes(5) });
    const climbed = doing(declined, { type: "ring", ladder: "ack", above: ABOVE });
    expect(climbed.climbed).toContain("ack.chase.chair");
    expect(decide(climbed, { type: "ring", ladder: "ack", above: ABOVE }, TEST_START).ok).toBe(false);
    expect(decided(climbed, { type: "alarm-tasks" }, minutes(5))).toEqual([{ type: "task_alarmed", taskId: "t1" }]);
  });
  test("after it, whoever acknowledged before counts no longer", () => {
    const declined = doing(acknowledged, decline);
    expect(declined.acknowledgedAt).toBeUndefined();
    expect(decided(declined, { type: "ring", ladder: "ack", above: ABOVE }).length).toBeGreaterThan(0);
  });
  test("of an office above, while the one below is at it, it changes nothing", () => {
    const both = escalationAfter(acknowledged, {
      type: "authority_addressed",
      authorityId: "health",
      because: "climbed",
    });
    const declined = doing(both, { ...decline, authorityId: "health" });
    expect(declined.state.status).toBe("acknowledged");
    expect(declined.tasks).toEqual([]);
  });
  test("sent on, it asks the next one, and the task is done", () => {
    const on = doing(doing(anEscalation(), decline), { type: "redirect", by: "lan", to: "other" });
    expect(on.state.status).toBe("redirected");
    expect(addresseeOf(on)).toBe("other");
    expect(on.redirects).toBe(1);
    expect(on.tasks[0]?.done).toMatchObject({ outcome: "passed_on", by: "lan" });
    expect(doing(on, { type: "see", authorityId: "other", by: "another" }).state.status).toBe("seen");
    expect(decide(on, { type: "redirect", by: "lan", to: "commune" }, TEST_START)).toEqual({
      ok: false,
      refusal: "already-addressed",
    });
  });
});

describe("the telephone task", () => {
  const calling = escalationAfter(anEscalation({ level: "P1" }), {
    type: "task_made",
    taskId: "t1",
    kind: "call",
    owner: "lan",
    offeredTo: "minh",
    alarmAt: minutes(5),
  });
  test("is taken by one", () => {
    const taken = doing(calling, { type: "take-task", by: "minh", taskId: "t1" });
    expect(taken.tasks[0]?.takenBy).toBe("minh");
    expect(decided(taken, { type: "take-task", by: "minh", taskId: "t1" })).toEqual([]);
    expect(decide(taken, { type: "take-task", by: "hoa", taskId: "t1" }, TEST_START).ok).toBe(false);
    expect(decided(taken, { type: "alarm-tasks" }, minutes(6))).toEqual([]);
  });
  test("alarms once when nobody took it", () => {
    expect(decide(calling, { type: "alarm-tasks" }, minutes(4)).ok).toBe(false);
    const alarmed = doing(calling, { type: "alarm-tasks" }, minutes(5));
    expect(alarmed.tasks[0]?.alarmedAt).toEqual(minutes(5));
    expect(decided(alarmed, { type: "alarm-tasks" }, minutes(9))).toEqual([]);
  });
  test("reaching somebody by telephone acknowledges; not reaching nobody does not", () => {
    const reached = doing(calling, { type: "finish-task", by: "lan", taskId: "t1", outcome: "reached" });
    expect(reached.acknowledgedAt).toBeDefined();
    const missed = doing(calling, { type: "finish-task", by: "lan", taskId: "t1", outcome: "not_reached" });
    expect(missed.acknowledgedAt).toBeUndefined();
    expect(missed.tasks[0]?.done?.outcome).toBe("not_reached");
  });
});
