import { contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { describe, expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import type { Contact } from "./contact.ts";
import { decide, type ContactCommand } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { footprint } from "./footprint.ts";

const active = contactIn("active");
const TRANSFER = { type: "transfer", offerId: "o2", by: "lan", to: "minh", kind: "cold", version: 5 } as const;
const ACCEPT = { type: "accept", offerId: "o2", by: "minh" } as const;

function become(contact: Contact, ...commands: readonly ContactCommand[]): Contact {
  return commands.reduce((soFar, command) => {
    const decision = decide(soFar, command, TEST_START, STANDARD_POLICY);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal}`);
    return decision.value.reduce((next, event) => evolve(next, event, TEST_START), soFar);
  }, contact);
}

function refusal(contact: Contact, command: ContactCommand): string {
  const decision = decide(contact, command, TEST_START, STANDARD_POLICY);
  return decision.ok ? decision.value.map(({ type }) => type).join(" ") : decision.refusal;
}

describe("a transfer", () => {
  const held = become(active, TRANSFER);

  test("keeps its owner until somebody accepts, and a place for both", () => {
    expect(held.state).toMatchObject({ status: "active", owner: "lan", transfer: { to: "minh", asked: "cold" } });
    expect(footprint(held)).toMatchObject({ slot: { counsellorId: "lan" }, transferSlot: { counsellorId: "minh" } });
  });

  test("cold and accepted, it is theirs", () => {
    expect(become(held, ACCEPT).state).toMatchObject({ status: "active", owner: "minh" });
  });

  test.each([
    [{ type: "decline", offerId: "o2", by: "minh", reason: "technical" }, "declined"],
    [{ type: "rescind-offer" }, "rescinded"],
  ] as const)("refused or lost (%o), it stays, and its owner is told", (command, because) => {
    expect(become(held, command).state).toEqual({
      ...{ status: "active", owner: "lan", since: TEST_START, ownerLostAt: undefined },
      transferFailed: { to: "minh", because },
    });
  });

  test("not answered in time, it stays, and its owner is told; the next one begins clean", () => {
    const at = after(TEST_START, 60);
    const decision = decide(held, { type: "expire-offer" }, at, STANDARD_POLICY);
    const left = (decision.ok ? decision.value : []).reduce((soFar, event) => evolve(soFar, event, at), held);
    expect(left.state).toMatchObject({ owner: "lan", transferFailed: { to: "minh", because: "undeliverable" } });
    const again = become(left, { ...TRANSFER, offerId: "o3", version: left.version });
    expect(again.state).not.toHaveProperty("transferFailed");
  });

  test("taken back by its owner is no failure", () => {
    expect(become(held, { type: "cancel-transfer", by: "lan" }).state).not.toHaveProperty("transferFailed");
  });

  test("ends with the conversation: the child leaves, and nobody is told that they have it", () => {
    expect(refusal(held, { type: "leave", quick: true })).toBe("offer_rescinded conversation_ended");
  });

  test("without its owner goes on to whoever is asked, as an offer", () => {
    const lost = become(held, { type: "lose-owner" });
    const decision = decide(lost, { type: "orphan" }, after(TEST_START, 60), STANDARD_POLICY);
    const left = (decision.ok ? decision.value : []).reduce((soFar, event) => evolve(soFar, event, TEST_START), lost);
    expect(left.state).toMatchObject({ status: "offered", offer: { to: "minh", previousOwner: "lan" } });
  });

  test("is refused by name: not theirs, over, old, to oneself, a second one; the same one again is harmless", () => {
    expect(refusal(active, { ...TRANSFER, by: "minh", to: "hoa" })).toBe("not-yours");
    expect(refusal(contactIn("wrap_up"), TRANSFER)).toBe("conversation-over");
    expect(refusal(contactIn("active", {}, { newsVersion: 5 }), { ...TRANSFER, version: 4 })).toBe("stale");
    expect(refusal(active, { ...TRANSFER, to: "lan" })).toBe("already-there");
    expect(refusal(held, { ...TRANSFER, offerId: "o9" })).toBe("transfer-running");
    expect(refusal(held, TRANSFER)).toBe("");
  });
});

describe("a warm transfer", () => {
  const joined = become(active, { ...TRANSFER, kind: "warm" }, ACCEPT);

  test("brings the colleague in beside the owner: both write, both keep their place", () => {
    expect(joined.state).toMatchObject({ owner: "lan", guest: { id: "minh" } });
    expect(footprint(joined)).toMatchObject({ slot: { counsellorId: "lan" }, transferSlot: { counsellorId: "minh" } });
    for (const by of ["lan", "minh"]) {
      expect(refusal(joined, { type: "post-as-counsellor", messageId: "m", by })).toBe("message_posted");
    }
    expect(refusal(joined, { type: "end", by: "minh", version: joined.version })).toBe("not-yours");
  });

  test("is done when the owner passes it on, and not before", () => {
    const passed = become(joined, { type: "pass-on", by: "lan" });
    expect(passed.state).toMatchObject({ status: "active", owner: "minh" });
    expect(footprint(passed)).toMatchObject({ slot: { counsellorId: "minh" }, transferSlot: undefined });
    expect(refusal(active, { type: "pass-on", by: "lan" })).toBe("nobody-joined");
    expect(refusal(joined, { type: "pass-on", by: "minh" })).toBe("not-yours");
  });

  test("ends when either parts, or the colleague's screen is gone", () => {
    for (const command of [
      { type: "part", by: "lan" },
      { type: "part", by: "minh" },
      { type: "lose-guest", guest: "minh" },
    ] as const) {
      expect(become(joined, command).state).toEqual(active.state);
    }
    expect(refusal(joined, { type: "part", by: "hoa" })).toBe("not-yours");
  });

  test("whose owner is gone for good is the colleague's: the child never waits again", () => {
    const lost = become(joined, { type: "lose-owner" });
    const decision = decide(lost, { type: "orphan" }, after(TEST_START, 60), STANDARD_POLICY);
    expect(decision).toEqual({ ok: true, value: [{ type: "contact_passed", from: "lan", to: "minh" }] });
  });

  test.each([
    { type: "end", by: "lan", version: joined.version },
    { type: "leave", quick: false },
  ] as const)("is over with the conversation (%o), and the colleague hears of it", (command) => {
    expect(refusal(joined, command)).toBe("guest_left conversation_ended");
  });

  test("does not pass a bar", () => {
    expect(refusal(joined, { type: "bar", barredId: "minh", people: ["minh"] })).toBe("guest_left access_barred");
  });
});
