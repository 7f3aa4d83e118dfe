import { contactIn } from "@nightlight/testkit/builders";
import { TEST_START } from "@nightlight/testkit/clock";
import { describe, expect, test } from "vitest";
import type { RiskLevel } from "../risk/level.ts";
import type { Contact } from "./contact.ts";
import { decide, type ContactCommand } from "./decide.ts";
import type { ContactEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const now = TEST_START;

function after(contact: Contact, ...commands: ContactCommand[]): Contact {
  return commands.reduce((soFar, command) => {
    const decision = decide(soFar, command, now, STANDARD_POLICY);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal}`);
    return decision.value.reduce((each, event) => evolve(each, event, now), soFar);
  }, contact);
}

const found = (level: RiskLevel | undefined, ifDropped = level): ContactCommand => ({
  type: "assess-risk",
  level,
  ifDropped,
});
const raise = (level: RiskLevel): ContactCommand => ({ type: "raise-risk", changeId: "r1", level, by: "lan" });
const lower = (from: RiskLevel, level: RiskLevel, by = "lan"): ContactCommand => ({
  ...{ type: "lower-risk", changeId: "r2", from, level, by },
});
const answer = (approves: boolean, by = "giam-sat"): ContactCommand => ({
  ...{ type: "decide-lowering", changeId: "r2", by, approves },
});
const sent: ContactCommand = { type: "mark-escalated", escalationId: "e1", level: "P2" };

const refusal = (contact: Contact, command: ContactCommand) => {
  const decision = decide(contact, command, now, STANDARD_POLICY);
  return decision.ok ? decision.value.map(({ type }) => type) : decision.refusal;
};

describe("before anything was sent", () => {
  test("the rules decide, up and down", () => {
    const contact = after(contactIn("active"), found("P1"), found("P3"));
    expect([contact.risk.level, contact.lane]).toEqual(["P3", "immediate"]);
  });

  test("a person may raise above the rules; the rules falling does not take it back", () => {
    const contact = after(contactIn("active"), found("P3"), raise("P2"), found("P4"));
    expect([contact.risk.level, contact.risk.computed]).toEqual(["P2", "P4"]);
  });

  test("a person may lower; whatever the rules find worse than then counts again", () => {
    const lowered = after(contactIn("active"), found("P2"), lower("P2", "P4"));
    expect(lowered.risk.level).toBe("P4");
    expect(after(lowered, found("P3")).risk.level).toBe("P4");
    expect(after(lowered, found("P1")).risk.level).toBe("P1");
  });

  test.each([
    ["a raise that is none", found("P2"), raise("P3"), "not-higher"],
    ["a lowering that is none", found("P3"), lower("P3", "P2"), "not-lower"],
    ["a lowering of another level than is in force", found("P1"), lower("P2", "P3"), "stale"],
    ["a raise to what is in force", found("P2"), raise("P2"), []],
    ["a lowering to what is in force", found("P3"), lower("P2", "P3"), []],
    ["an answer that nobody waits for", found("P2"), answer(true), "not-asked"],
  ] as const)("%s", (_, first, command, expected) => {
    expect(refusal(after(contactIn("active"), first), command)).toEqual(expected);
  });
});

describe("after something was sent", () => {
  const escalated = after(contactIn("active"), found("P2"), sent);

  test("the level does not fall with the answers, and rises at once", () => {
    expect(after(escalated, found("P4")).risk).toMatchObject({ level: "P2", computed: "P4" });
    expect(after(escalated, found("P1"), found("P4")).risk.level).toBe("P1");
    expect(after(escalated, raise("P1")).risk.level).toBe("P1");
  });

  test("lowering waits for a second person, never the one who asked", () => {
    const asked = after(escalated, lower("P2", "P3"));
    expect(asked.risk).toMatchObject({ level: "P2", asked: { level: "P3", by: "lan" } });
    expect(refusal(asked, answer(true, "lan"))).toBe("own-lowering");
    expect(after(asked, answer(true)).risk).toMatchObject({ level: "P3", held: "P3", asked: undefined });
    expect(after(asked, answer(false)).risk).toMatchObject({ level: "P2", asked: undefined });
  });

  test("one asks at a time; asking the same again is asking once", () => {
    const asked = after(escalated, lower("P2", "P3"));
    expect([refusal(asked, lower("P2", "P3")), refusal(asked, lower("P2", "P4"))]).toEqual([[], "lowering-waits"]);
  });

  test("what got worse meanwhile is no longer asked to be lowered", () => {
    const worse = after(escalated, lower("P2", "P3"), found("P1"));
    expect([worse.risk.asked, refusal(worse, answer(true))]).toEqual([undefined, "not-asked"]);
  });

  test("what was lowered with consent is held there, and rises again", () => {
    const lowered = after(escalated, lower("P2", "P3"), answer(true));
    expect(after(lowered, found("P4")).risk.level).toBe("P3");
    expect(after(lowered, found("P1")).risk.level).toBe("P1");
  });
});

describe("a contact that breaks off", () => {
  const afraid = found(undefined, "P2");

  test.each<[string, ContactEvent, RiskLevel | undefined]>([
    ["the child left", { type: "conversation_ended", by: "child" }, "P2"],
    ["the child fled", { type: "conversation_ended", by: "quick_exit" }, "P2"],
    ["nobody wrote", { type: "conversation_ended", by: "idle" }, "P2"],
    ["the counsellor ended it", { type: "conversation_ended", by: "counsellor" }, undefined],
    ["the child left while it was closing", { type: "contact_closed", disposition: "silent", endedBy: "child" }, "P2"],
    ["it closed", { type: "contact_closed", disposition: "silent", endedBy: "counsellor" }, undefined],
  ])("%s", (_, event, level) => {
    expect(evolve(after(contactIn("active"), afraid), event, now).risk.level).toBe(level);
  });

  test("is never held lower than it was", () => {
    const worse = after(contactIn("active"), found("P1", "P1"));
    expect(evolve(worse, { type: "conversation_ended", by: "child" }, now).risk.level).toBe("P1");
  });
});

describe("the lane", () => {
  test.each([
    ["P1", "low", "immediate"],
    ["P2", "normal", "high"],
    ["P3", "low", "normal"],
    ["P3", "high", "high"],
    ["P4", "low", "low"],
  ] as const)("%s takes %s to %s", (level, lane, expected) => {
    expect(after(contactIn("active", {}, { lane }), found(level)).lane).toBe(expected);
    expect(after(contactIn("active", {}, { lane }), raise(level)).lane).toBe(expected);
  });

  test("goes with the contact when its counsellor is lost", () => {
    const contact = after(contactIn("active", { ownerLostAt: new Date(0) }), raise("P1"), { type: "orphan" });
    expect([contact.state.status, contact.lane]).toEqual(["orphaned", "immediate"]);
  });

  test("is raised by a child's alarming words, while it waits or is talked to, and never lowered by words", () => {
    const says = (lane: "high" | "normal"): ContactCommand => ({ type: "post-as-child", messageId: "m", lane });
    expect(after(contactIn("queued"), says("high")).lane).toBe("high");
    expect(after(contactIn("closing"), says("high"))).toMatchObject({ lane: "high", state: { status: "active" } });
    expect(after(contactIn("queued", {}, { lane: "immediate" }), says("high")).lane).toBe("immediate");
    expect(refusal(contactIn("queued"), says("normal"))).toEqual(["message_posted"]);
  });
});
