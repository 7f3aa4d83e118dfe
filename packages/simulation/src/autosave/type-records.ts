import { setTimeout as sleep } from "node:timers/promises";
import { writtenAt, type Saving } from "./written-record.ts";

/** Saves a field for the counsellor of that number, over the version that they saw last. */
export type Save = (seat: number, saving: Saving) => Promise<void>;

export type TypingPlan = {
  readonly seats: number;
  readonly seconds: number;
  /** From one saving of a counsellor to the next: the typing of a piece, and the idle time after which it is saved. */
  readonly everyMs: number;
  /** Where in their conversation everybody is at the start, so that a second run goes on with other words. */
  readonly fromStep: number;
};

/**
 * Everybody writes into a record of their own, one saving after the other, evenly apart. Gives how long each saving took
 * in milliseconds, on this side's clock. Rejects when one of them is refused.
 */
export async function typeRecords(save: Save, plan: TypingPlan): Promise<readonly number[]> {
  const waits = await Promise.all(Array.from({ length: plan.seats }, (_, seat) => typeOne(save, plan, seat)));
  return waits.flat();
}

async function typeOne(save: Save, plan: TypingPlan, seat: number): Promise<readonly number[]> {
  const { seats, seconds, everyMs, fromStep } = plan;
  const startedAt = performance.now();
  const waits: number[] = [];
  for (let step = 0; ; step += 1) {
    const dueAt = startedAt + (step + seat / seats) * everyMs;
    if (dueAt - startedAt >= seconds * 1000) return waits;
    await sleep(Math.max(0, dueAt - performance.now()));
    const from = performance.now();
    await save(seat, writtenAt(fromStep + step));
    waits.push(performance.now() - from);
  }
}
