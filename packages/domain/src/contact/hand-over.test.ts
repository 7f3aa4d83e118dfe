import { contactIn } from "@nightlight/testkit/builders";
import { expect, test } from "vitest";
import { evolve } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { handOver } from "./hand-over.ts";

const at = new Date("2026-03-02T13:05:00Z");
const since = new Date("2026-03-02T13:00:00Z");
const active = contactIn("active", { since });
const wrapUp = contactIn("wrap_up", { since, endedBy: "child", holdsSlot: true });

test("a conversation waits again, as old as it was, in its lane, and holds no place", () => {
  const [event, ...more] = handOver(active, "lan", "minh");
  expect({ event, more }).toEqual({ event: { type: "owner_removed", owner: "lan" }, more: [] });
  const after = event && evolve(active, event, at);
  expect(after).toMatchObject({
    arrivedAt: active.arrivedAt,
    lane: active.lane,
    state: { status: "queued", since: at },
  });
  expect(after && footprint(after).slot).toBeUndefined();
});

test("a record that is being finished goes to the colleague and takes no place from them", () => {
  const [event] = handOver(wrapUp, "lan", "minh");
  const after = event && evolve(wrapUp, event, at);
  expect(after?.state).toEqual({ status: "wrap_up", owner: "minh", since, endedBy: "child", holdsSlot: false });
});

test("what is not theirs, or needs a colleague where there is none, stays", () => {
  expect(handOver(active, "minh", "lan")).toEqual([]);
  expect(handOver(wrapUp, "minh", "lan")).toEqual([]);
  expect(handOver(wrapUp, "lan", undefined)).toEqual([]);
  expect(handOver(contactIn("queued"), "lan", "minh")).toEqual([]);
});
