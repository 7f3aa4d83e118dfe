import { contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { describe, expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { mayBeAllowedACall, mayCall } from "./may-call.ts";
import type { Contact } from "./contact.ts";
import { decide, type ContactCommand } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { NO_RISK } from "./risk.ts";
import { forAll } from "./test-histories.ts";

const MINUTE = 60;
const HOUR = 3600;
const inAnHour = { type: "ask-for-call", from: after(TEST_START, HOUR), until: after(TEST_START, 3 * HOUR) } as const;

function become(contact: Contact, command: ContactCommand, seconds = 0): Contact {
  const at = after(TEST_START, seconds);
  const decision = decide(contact, command, at, STANDARD_POLICY);
  if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal}`);
  return decision.value.reduce((soFar, event) => evolve(soFar, event, at), contact);
}

function told(contact: Contact, command: ContactCommand, seconds = 0): string {
  const decision = decide(contact, command, after(TEST_START, seconds), STANDARD_POLICY);
  return decision.ok ? decision.value.map(({ type }) => type).join(" ") : decision.refusal;
}

/** A promised call that Lan has taken, at this second. */
function taken(contact: Contact, seconds: number): Contact {
  const offered = become(contact, { type: "offer", offerId: `o${String(seconds)}`, to: "lan" }, seconds);
  return become(offered, { type: "accept", offerId: `o${String(seconds)}`, by: "lan" }, seconds);
}

const waiting = become(contactIn("queued"), inAnHour);
const ready = become(waiting, { type: "ring-callback" }, HOUR);

describe("a promised call", () => {
  test("waits for its window and keeps its place: arrival, lane and age do not move", () => {
    expect(waiting.state).toMatchObject({ status: "callback_due", dueAt: after(TEST_START, HOUR) });
    expect(told(waiting, { type: "ring-callback" }, HOUR - 1)).toBe("not-due");
    expect(ready).toMatchObject({ arrivedAt: TEST_START, lane: "normal", state: { status: "queued" } });
  });

  test("within the window already is in the queue at once", () => {
    const now = { ...inAnHour, from: TEST_START };
    expect(told(contactIn("queued"), now)).toBe("callback_asked callback_ready");
  });

  test("is made by whoever accepted it, and by nobody before, outside the window or instead of them", () => {
    expect(mayCall(ready, "lan", after(TEST_START, HOUR))).toBe(false);
    const lan = taken(ready, HOUR);
    expect(mayCall(lan, "lan", after(TEST_START, HOUR))).toBe(true);
    expect(mayCall(lan, "minh", after(TEST_START, HOUR))).toBe(false);
    expect(mayCall(lan, "lan", after(TEST_START, 3 * HOUR))).toBe(false);
  });

  test("in vain is tried three times at most, then supervisors decide, then it ends", () => {
    let contact = ready;
    const outcomes = [];
    for (const [n, minutes] of [60, 80, 100].entries()) {
      if (contact.state.status === "callback_due")
        contact = become(contact, { type: "ring-callback" }, minutes * MINUTE);
      contact = taken(contact, minutes * MINUTE);
      contact = become(contact, { type: "report-call", by: "lan", outcome: "no_answer" }, minutes * MINUTE);
      outcomes.push(contact.state.status === "callback_due" && contact.state.wantsDecision);
      expect(contact.callback?.tries).toBe(n + 1);
    }
    expect(outcomes).toEqual([false, false, true]);
    expect(become(contact, { type: "ring-callback" }, 26 * HOUR).state).toMatchObject({ by: "unreached" });
  });

  test("answered by somebody else goes to supervisors at once: nobody tries again by themselves", () => {
    const heard = become(taken(ready, HOUR), { type: "report-call", by: "lan", outcome: "somebody_else" }, HOUR);
    expect(heard.state).toMatchObject({ status: "callback_due", wantsDecision: true });
  });

  test("whose window is over unanswered goes to supervisors", () => {
    expect(footprint(ready).clock).toEqual({ kind: "callback", dueAt: after(TEST_START, 3 * HOUR) });
    expect(become(ready, { type: "ring-callback" }, 3 * HOUR).state).toMatchObject({ wantsDecision: true });
  });

  test("is off when the person is here themselves", () => {
    const wrote = become(waiting, { type: "post-as-child", messageId: "m", lane: "normal" }, 5);
    expect(wrote).toMatchObject({ callback: undefined, state: { status: "queued" } });
  });

  test("that reached them is the conversation; said twice it is said once", () => {
    const reached = become(taken(ready, HOUR), { type: "report-call", by: "lan", outcome: "reached" }, HOUR);
    expect(reached.state).toMatchObject({ status: "active", owner: "lan" });
    expect(told(reached, { type: "report-call", by: "lan", outcome: "reached" }, HOUR)).toBe("");
    expect(told(reached, { type: "end", by: "lan", version: reached.version }, HOUR)).toBe("conversation_ended");
  });

  test.each([
    ["too short", { from: TEST_START, until: after(TEST_START, 10 * MINUTE) }],
    ["over already", { from: after(TEST_START, -2 * HOUR), until: after(TEST_START, -HOUR) }],
    ["too far away", { from: TEST_START, until: after(TEST_START, 49 * HOUR) }],
    ["backwards", { from: after(TEST_START, 2 * HOUR), until: after(TEST_START, HOUR) }],
  ])("is refused for a window that is %s", (_, window) => {
    expect(told(contactIn("queued"), { type: "ask-for-call", ...window })).toBe("window-wrong");
  });
});

describe("the one disguised call", () => {
  test("what broke off in danger, and by itself, is put before supervisors until a call was allowed", () => {
    const wrapUp = contactIn("wrap_up");
    const urgent = { ...NO_RISK, level: "P1" as const };
    const ended = (endedBy: "child" | "quick_exit" | "counsellor" | "idle") =>
      mayBeAllowedACall({ ...wrapUp, risk: urgent, state: { ...wrapUp.state, endedBy } as typeof wrapUp.state });
    expect([ended("child"), ended("idle"), ended("quick_exit"), ended("counsellor")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(mayBeAllowedACall({ ...wrapUp, risk: NO_RISK })).toBe(false);
  });

  const allow = { type: "allow-call", by: "hoa", reason: "life_in_danger" } as const;
  const dropped = contactIn("wrap_up", { endedBy: "child" }, { risk: { ...NO_RISK, level: "P1" } });

  test("may be allowed when a contact at P1 or P2 broke off, and once", () => {
    const allowed = become(dropped, allow);
    expect(mayCall(allowed, "lan", after(TEST_START, 5 * MINUTE))).toBe(true);
    expect(mayCall(allowed, "lan", after(TEST_START, 15 * MINUTE))).toBe(false);
    const missed = become(allowed, { type: "report-call", by: "lan", outcome: "no_answer" }, MINUTE);
    expect(missed.state.status).toBe("wrap_up");
    expect(mayCall(missed, "lan", after(TEST_START, 2 * MINUTE))).toBe(false);
    expect(told(missed, { ...allow, by: "tam" }, 2 * MINUTE)).toBe("no-call-allowed");
  });

  test("is never allowed after a quick exit, below P2, or where nothing broke off", () => {
    const urgent = { risk: { ...NO_RISK, level: "P1" } } as const;
    expect(told(contactIn("wrap_up", { endedBy: "quick_exit" }, urgent), allow)).toBe("no-call-allowed");
    expect(told(contactIn("wrap_up", { endedBy: "counsellor" }, urgent), allow)).toBe("no-call-allowed");
    expect(told(contactIn("active", {}, urgent), allow)).toBe("no-call-allowed");
    expect(told({ ...dropped, risk: NO_RISK }, allow)).toBe("not-urgent");
  });
});

test("unknown means no: in every history, nobody may call whom nobody asked or allowed to be called", () => {
  let calls = 0;
  forAll(
    ({ log, contacts }) => {
      let isPermitted = false;
      for (const [n, contact] of contacts.entries()) {
        const event = log[n]?.event;
        if (event?.type === "callback_asked" || event?.type === "call_allowed") isPermitted = true;
        if (event?.type === "callback_withdrawn") isPermitted = false;
        const at = log[n]?.at ?? TEST_START;
        const caller = ["lan", "minh", "hoa"].find((each) => mayCall(contact, each, at));
        if (caller === undefined) continue;
        calls += 1;
        expect(isPermitted).toBe(true);
        expect(contact.callback?.from.getTime()).toBeLessThanOrEqual(at.getTime());
        // Whoever left by the exit button is never called.
        expect(contact.state).not.toMatchObject({ endedBy: "quick_exit" });
      }
    },
    { seed: 111, numRuns: 400 },
  );
  expect(calls).toBeGreaterThan(10);
});

describe("a promised call of somebody who got through otherwise", () => {
  const meet = { type: "meet-call", by: "hoa", through: "another" } as const;
  const keep = { type: "keep-call", by: "hoa" } as const;

  test("is off when a person says so, whether it waits for its time, for somebody, or is just held out to somebody", () => {
    const offered = become(ready, { type: "offer", offerId: "o", to: "lan" }, HOUR);
    expect(told(waiting, meet)).toBe("callback_met");
    expect(told(ready, meet, HOUR)).toBe("callback_met");
    expect(told(offered, meet, HOUR)).toBe("offer_rescinded callback_met");
    expect(told(taken(ready, HOUR), meet, HOUR)).toBe("not-waiting");
    expect(told(contactIn("queued"), meet)).toBe("no-call-allowed");
  });

  test("did not give up: what the rules make of a line that broke is not made of it", () => {
    const met = become(waiting, meet);
    expect(met.risk).toEqual(waiting.risk);
    expect(met.state).toMatchObject({ status: "abandoned", by: "met" });
    expect(told(met, meet)).toBe("");
    expect(mayCall(met, "lan", after(TEST_START, HOUR))).toBe(false);
  });

  test("is promised as before when that is taken back within the undo seconds, and its clock finds the time", () => {
    const met = become(ready, meet, HOUR);
    const kept = become(met, keep, HOUR + STANDARD_POLICY.undoSeconds - 0.001);
    expect(kept).toMatchObject({ callback: ready.callback, arrivedAt: TEST_START, state: { status: "callback_due" } });
    expect(told(kept, { type: "ring-callback" }, HOUR + 8)).toBe("callback_ready");
    expect(told(kept, { type: "ring-callback" }, 3 * HOUR)).toBe("callback_overdue");
    expect(told(kept, keep, HOUR + 8)).toBe("");
    expect(told(met, keep, HOUR + STANDARD_POLICY.undoSeconds)).toBe("not-waiting");
    expect(told(contactIn("closed"), keep)).toBe("not-waiting");
  });
});
