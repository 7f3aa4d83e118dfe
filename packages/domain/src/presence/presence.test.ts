import { aSeat } from "@nightlight/testkit/builders";
import { expect, test } from "vitest";
import { GATES } from "../shift/shift.ts";
import { INTENTS, whyUnroutable } from "./presence.ts";

const gates = { before: "gate", open: undefined, winding_down: undefined, closed: "gate" } as const;

test.each(INTENTS)("intent %s: only available is routable", (intent) => {
  expect(whyUnroutable(aSeat("lan", { intent }), "chat")).toBe(intent === "available" ? undefined : "intent");
});

test.each(GATES)("gate %s", (gate) => expect(whyUnroutable(aSeat("lan", { gate }), "chat")).toBe(gates[gate]));

test("a lost lease and a missing place each keep somebody from being offered anything", () => {
  expect(whyUnroutable(aSeat("lan", { isLeaseAlive: false }), "chat")).toBe("lease");
  expect(whyUnroutable(aSeat("lan", { freeSlots: { voice: 1, chat: 0 } }), "chat")).toBe("capacity");
  expect(whyUnroutable(aSeat("lan", { freeSlots: { voice: 1, chat: 0 } }), "voice")).toBeUndefined();
});

test("of several causes the one that the counsellor can change first is told", () => {
  const nothing = aSeat("lan", {
    intent: "break",
    gate: "closed",
    isLeaseAlive: false,
    freeSlots: { voice: 0, chat: 0 },
  });
  expect(whyUnroutable(nothing, "chat")).toBe("intent");
  expect(whyUnroutable({ ...nothing, intent: "available" }, "chat")).toBe("gate");
  expect(whyUnroutable({ ...nothing, intent: "available", gate: "open" }, "chat")).toBe("lease");
});
