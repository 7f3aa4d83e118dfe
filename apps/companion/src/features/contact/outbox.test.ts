import { NoAnswerError } from "@nightlight/contracts/child/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOutbox, type Outgoing, type Verdict } from "./outbox.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function testOutbox(verdict: Verdict) {
  const posted: string[] = [];
  let items: readonly Outgoing[] = [];
  const network = { isDown: false };
  const outbox = createOutbox({
    post: async ({ clientKey, text }) => {
      posted.push(clientKey);
      if (network.isDown) throw new NoAnswerError("down");
      return { id: clientKey, from: "child", text, at: "", deliveredAt: null, seenAt: null, clientKey };
    },
    changed: (next) => (items = next),
    accepted: () => undefined,
    judge: () => verdict,
  });
  return { outbox, posted, network, states: () => items.map(({ clientKey, state }) => [clientKey, state]) };
}

test("the second message waits for the first, however long that takes", async () => {
  const { outbox, posted, network, states } = testOutbox("retry");
  network.isDown = true;
  outbox.add("one", "1");
  await vi.advanceTimersByTimeAsync(0);
  outbox.add("two", "2");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(new Set(posted)).toEqual(new Set(["one"]));
  expect(posted.length).toBeLessThan(10);
  network.isDown = false;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(posted.slice(-2)).toEqual(["one", "two"]);
  expect(states()).toEqual([]);
});

test("a refused message stays to be rewritten and does not hold up the next", async () => {
  const { outbox, posted, network, states } = testOutbox("refuse");
  network.isDown = true;
  outbox.add("one", "1");
  await vi.advanceTimersByTimeAsync(0);
  network.isDown = false;
  outbox.add("two", "2");
  await vi.advanceTimersByTimeAsync(0);
  expect(posted).toEqual(["one", "two"]);
  expect(states()).toEqual([["one", "refused"]]);
});

test("after the end nothing is sent any more", async () => {
  const { outbox, posted, network } = testOutbox("retry");
  network.isDown = true;
  outbox.add("one", "1");
  await vi.advanceTimersByTimeAsync(0);
  outbox.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(posted).toEqual(["one"]);
});
