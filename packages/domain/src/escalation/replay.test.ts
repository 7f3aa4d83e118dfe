import { after, TEST_START } from "@nightlight/testkit/clock";
import fc from "fast-check";
import { expect, test } from "vitest";
import { footprint, isRunning } from "./deadlines.ts";
import { decide, type EscalationCommand } from "./decide.ts";
import { isOver } from "./escalation.ts";
import type { EscalationEvent } from "./events.ts";
import { draft, evolve, replay } from "./evolve.ts";

const DRAFTED = {
  type: "escalation_drafted",
  escalationId: "e",
  contactId: "c",
  number: "2026/000001",
  level: "P1",
  basis: "law",
  receivedAt: TEST_START,
  by: "lan",
} as const;
const SENT = { type: "escalation_sent", authorityId: "a0", contentHash: "h" } as const;
const ABOVE = { province_police: "a1", province_health: "a2", ministry: "a3" };

const step = fc.record({
  kind: fc.nat({ max: 15 }),
  who: fc.nat({ max: 3 }),
  which: fc.nat({ max: 4 }),
  wait: fc.constantFrom(0, 1, 61, 301, 1000, 8000, 30_000),
});

function commandOf({ kind, who, which }: { kind: number; who: number; which: number }, n: number): EscalationCommand {
  const [authorityId, by, reportId, taskId] = [
    `a${String(who)}`,
    `p${String(who)}`,
    `r${String(which)}`,
    `t${String(which)}`,
  ];
  const all: readonly EscalationCommand[] = [
    { type: "deliver", authorityId, by },
    { type: "see", authorityId, by },
    { type: "acknowledge", authorityId, by },
    { type: "act", authorityId, by },
    { type: "decline", authorityId, by, taskId: `d${String(n)}` },
    { type: "report", authorityId, by, reportId },
    { type: "accept-report", by, reportId },
    { type: "ask-again", by, reportId },
    { type: "explain-breach", by },
    { type: "redirect", by, to: `a${String(4 + which)}` },
    { type: "climb-early", by, above: ABOVE },
    { type: "ring", ladder: "ack", above: ABOVE },
    { type: "ring", ladder: "act", above: ABOVE },
    { type: "alarm-tasks" },
    { type: "finish-task", by, taskId, outcome: "not_reached" },
    { type: which === 0 ? "withdraw" : "explain-breach", by },
  ];
  return all[kind] ?? { type: "alarm-tasks" };
}

test("whatever happens: the log makes the same escalation, no rung is climbed twice, nobody is addressed twice, and it never rests without a clock", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const log: { event: EscalationEvent; at: Date }[] = [
        { event: DRAFTED, at: TEST_START },
        { event: SENT, at: TEST_START },
      ];
      let escalation = evolve(draft(DRAFTED, TEST_START), SENT, TEST_START);
      let seconds = 0;
      steps.forEach((each, n) => {
        seconds += each.wait;
        const at = after(TEST_START, seconds);
        const command = commandOf(each, n);
        const decision = decide(escalation, command, at);
        if (!decision.ok) return;
        for (const event of decision.value) {
          log.push({ event, at });
          escalation = evolve(escalation, event, at);
        }
        const again = decide(escalation, command, at);
        if (command.type !== "climb-early") expect(again.ok && again.value.length > 0).toBe(false);
      });
      expect(replay(log)).toEqual(escalation);
      expect(escalation.version).toBe(log.length);
      expect(escalation.climbed).toHaveLength(new Set(escalation.climbed).size);
      const addressed = escalation.addressed.map(({ authorityId }) => authorityId);
      expect(addressed).toHaveLength(new Set(addressed).size);
      if (isOver(escalation))
        expect(footprint(escalation)).toEqual({ ack: undefined, act: undefined, task: undefined });
      // As long as a rung is left, somebody is asked to look again.
      else if (!escalation.climbed.includes("legal.emergency_measures.breach")) {
        expect(isRunning(escalation, "act") && footprint(escalation).act !== undefined).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
