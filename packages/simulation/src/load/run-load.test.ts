import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { LoadTarget, SeatListener } from "./load-target.ts";
import { runLoad } from "./run-load.ts";

const PLAN = { seats: 1, perSecond: 100, seconds: 0.1, warmUpSeconds: 0, talkMs: 0, seed: 1 };

/** A house with one seat, which takes so long for each. */
function slowHouse(closeMs: number): LoadTarget<undefined> {
  let [listener, arrived]: [SeatListener | undefined, number] = [undefined, 0];
  let before = Promise.resolve();
  return {
    arrive(key) {
      const nth = arrived++;
      setTimeout(() => listener?.offered({ offerId: `offer-${String(nth)}`, contactId: key }), 0);
      return Promise.resolve(key);
    },
    takeSeat(_, hears) {
      listener = hears;
      return Promise.resolve({
        show: () => Promise.resolve(true),
        accept: () => Promise.resolve(undefined),
        end: () => Promise.resolve(undefined),
        close: () => (before = before.then(async () => sleep(closeMs))),
        leave: () => undefined,
      });
    },
    close: () => undefined,
  };
}

test("late ones are told apart from lost ones, and waited for as long as was asked", async () => {
  const served = await runLoad(slowHouse(20), { ...PLAN, drainMs: 0, lateMs: 5_000 });
  expect(served.acknowledged.length).toBeGreaterThan(2);
  expect(served.late.length).toBeGreaterThan(0);
  expect(served.lost).toEqual([]);

  const left = await runLoad(slowHouse(1_000), { ...PLAN, drainMs: 0 });
  expect(left.late).toEqual(left.lost);
  expect(left.lost.length).toBe(left.acknowledged.length);
});
