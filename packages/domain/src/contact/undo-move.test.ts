import { anOffer, contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { describe, expect, test } from "vitest";
import type { Contact } from "./contact.ts";
import { decide } from "./decide.ts";
import type { MoveCommand } from "./decide-move.ts";
import { evolve } from "./evolve.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const now = after(TEST_START, 5);
const later = after(now, 8);

const move = (to: string | null): MoveCommand => ({
  ...{ type: "move", moveId: "move-1", offerId: "offer-2", by: "hoa", reason: "workload", overrides: [] },
  to,
});

function become(contact: Contact, command: MoveCommand): Contact {
  const decision = decide(contact, command, now, STANDARD_POLICY);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.value.reduce((soFar, event) => evolve(soFar, event, now), contact);
}

describe("whoever was being asked before a move", () => {
  const undo = { type: "undo-move", moveId: "move-1", by: "hoa", backOfferId: "offer-3" } as const;

  test.each([
    ["the queue", null],
    ["another", "minh"],
  ])("to %s is asked once more when it is undone, and nobody else", (_, to) => {
    const undone = become(become(contactIn("offered"), move(to)), undo);
    expect(undone).toMatchObject({ skips: [], state: { status: "offered", offer: { id: "offer-3", to: "lan" } } });
    expect("move" in undone.state).toBe(false);
  });

  test("is not asked twice when the matcher asked them again by itself", () => {
    const moved = become(contactIn("offered"), move("minh"));
    const declined = evolve(moved, { type: "offer_rescinded", offerId: "offer-2", to: "minh" }, now);
    const asked = evolve(declined, { type: "offer_made", offerId: "o9", to: "lan", expiresAt: later }, now);
    expect(become(asked, undo).state).toMatchObject({ status: "offered", offer: { id: "o9", to: "lan" } });
  });

  test("is asked as the owner had asked them, when it was a transfer", () => {
    const transfer = anOffer({ id: "offer-1", to: "tam", asked: "warm" });
    const moved = become(contactIn("active", { transfer }), move("minh"));
    expect(become(moved, undo).state).toMatchObject({
      ...{ status: "active", owner: "lan" },
      transfer: { id: "offer-3", to: "tam", asked: "warm" },
    });
  });
});
