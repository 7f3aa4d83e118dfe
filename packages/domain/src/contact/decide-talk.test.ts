import { contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { describe, expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import type { Contact } from "./contact.ts";
import { decide, type ContactCommand } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { NO_RISK } from "./risk.ts";

const SAYS = { type: "post-as-counsellor", messageId: "m1", by: "lan" } as const;

function become(contact: Contact, command: ContactCommand, seconds = 0): Contact {
  const at = after(TEST_START, seconds);
  const decision = decide(contact, command, at, STANDARD_POLICY);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.value.reduce((soFar, event) => evolve(soFar, event, at), contact);
}

/** Rings the contact's clock whenever it is due, until nothing runs any more. */
function lifeOf(contact: Contact): { readonly seconds: number; readonly what: string }[] {
  const lived = [];
  let now = contact;
  for (let clock = footprint(now).clock; clock?.kind === "silence"; clock = footprint(now).clock) {
    const seconds = (clock.dueAt.getTime() - TEST_START.getTime()) / 1000;
    now = become(now, { type: "notice-silence" }, seconds);
    const { state } = now;
    lived.push({ seconds, what: state.status === "active" ? (state.silence?.stage ?? "") : state.status });
  }
  return lived;
}

describe("a child who falls silent", () => {
  const asked = become(contactIn("active"), SAYS);

  test("is asked gently after two minutes, plainly after five, and goes to wrap-up after ten: never straight to closed", () => {
    expect(lifeOf(asked)).toEqual([
      { seconds: 120, what: "checked" },
      { seconds: 300, what: "asked" },
      { seconds: 600, what: "wrap_up" },
    ]);
  });

  test.each(["P1", "P2"] as const)("at %s supervisors hear of it before anything ends", (level) => {
    const urgent = { ...asked, risk: { ...NO_RISK, level } };
    expect(lifeOf(urgent)).toEqual([
      { seconds: 120, what: "checked" },
      { seconds: 300, what: "asked" },
      { seconds: 600, what: "alarmed" },
      { seconds: 900, what: "wrap_up" },
    ]);
  });

  test("and speaks or says that they are here, begins anew", () => {
    const checked = become(asked, { type: "notice-silence" }, 120);
    const wrote = become(checked, { type: "post-as-child", messageId: "m2", lane: "normal" }, 130);
    expect(footprint(wrote).clock).toBeUndefined();
    const here = become(checked, { type: "say-here" }, 130);
    expect(footprint(here).clock).toEqual({ kind: "silence", dueAt: after(TEST_START, 250) });
  });

  test("is not asked while on hold, nor while nobody is there to hear the answer", () => {
    const held = become(asked, { type: "hold", by: "lan" }, 5);
    expect(footprint(held).clock).toEqual({ kind: "hold", dueAt: after(TEST_START, 125) });
    const alone = become(asked, { type: "lose-owner" }, 5);
    expect(footprint(alone).clock).toEqual({ kind: "orphan", dueAt: after(TEST_START, 65) });
    expect(decide(alone, { type: "notice-silence" }, after(TEST_START, 500), STANDARD_POLICY)).toEqual({
      ok: false,
      refusal: "not-due",
    });
  });

  test("on a slow channel is asked nothing for a day: that would be a message to somebody's phone", () => {
    const zalo = become(contactIn("active", {}, { channel: "zalo" }), SAYS);
    expect(lifeOf(zalo)).toEqual([{ seconds: 24 * 3600, what: "wrap_up" }]);
  });
});

describe("a hold", () => {
  const held = become(contactIn("active"), { type: "hold", by: "lan" });

  test("is reminded of once, and ends when the counsellor comes back or writes", () => {
    const reminded = become(held, { type: "remind-of-hold" }, 120);
    expect(footprint(reminded).clock).toBeUndefined();
    for (const back of [{ type: "resume", by: "lan" }, SAYS] as const) {
      const { state } = become(reminded, back, 200);
      expect(state.status === "active" && state.hold).toBeUndefined();
    }
  });

  test("is the owner's alone, and of a running conversation", () => {
    const asks = (contact: Contact, by: string) => decide(contact, { type: "hold", by }, TEST_START, STANDARD_POLICY);
    expect(asks(contactIn("active"), "minh")).toEqual({ ok: false, refusal: "not-yours" });
    expect(asks(contactIn("wrap_up"), "lan")).toEqual({ ok: false, refusal: "conversation-over" });
    expect(asks(held, "lan")).toEqual({ ok: true, value: [] });
  });
});
