import { setTimeout as sleep } from "node:timers/promises";
import { chanceOf } from "@nightlight/database/demo/chance";
import { LoadBook, type LoadReport } from "./load-book.ts";
import type { LoadTarget } from "./load-target.ts";
import { bring, takeSeats } from "./take-seats.ts";

export type BusyPlan = {
  readonly seats: number;
  /** Contacts that wait at any time: for one that is taken another one comes. */
  readonly waiting: number;
  /** How long conversations last on average; they vary by half of it. */
  readonly talkMs: number;
  readonly seed: number;
  /** Programs run slower at first: what happens before this is not measured. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** How long the last contacts may take after that. */
  readonly drainMs: number;
};

export type BusyReport = LoadReport & {
  /** From sending what frees a seat until the next offer was on its screen. */
  readonly freedToOffer: readonly number[];
  /** Contacts that were closed within the measured seconds. */
  readonly closed: number;
};

/** A house in which somebody always waits and nobody is ever idle: a place that becomes free is wanted at once. */
export async function keepBusy<Assigned>(target: LoadTarget<Assigned>, plan: BusyPlan): Promise<BusyReport> {
  const book = new LoadBook();
  const chance = chanceOf(plan.seed);
  const freedAt = new Map<number, number>();
  const freedToOffer: number[] = [];
  const run = `${String(plan.seed)}-${String(Date.now())}`;
  const coming = new Set<Promise<void>>();
  let [isMeasured, isOver, brought, closed] = [false, false, 0, 0];
  const bringOne = (): void => {
    if (isOver) return;
    const arrival = bring(target, book, `busy-${run}-${String(++brought)}`, isMeasured);
    coming.add(arrival);
    void arrival.finally(() => coming.delete(arrival));
  };
  const seats = await takeSeats(target, {
    ...{ seats: plan.seats, book },
    offered(index, at) {
      const freed = freedAt.get(index);
      freedAt.delete(index);
      if (freed !== undefined && isMeasured) freedToOffer.push(at - freed);
    },
    async serve(seat, offer, index) {
      if (!(await seat.show(offer))) {
        book.failed("show: the offer was gone");
        return;
      }
      const asked = performance.now();
      const assigned = await seat.accept(offer);
      book.accepted(offer.contactId, performance.now() - asked);
      bringOne();
      await sleep(plan.talkMs * (0.5 + chance.next()));
      const ended = await seat.end(assigned);
      freedAt.set(index, performance.now());
      await seat.close(ended);
      book.finished(offer.contactId, index);
      if (isMeasured) closed += 1;
    },
  });
  for (let number = 0; number < plan.seats + plan.waiting; number += 1) bringOne();
  await sleep(plan.warmUpSeconds * 1000);
  isMeasured = true;
  await sleep(plan.seconds * 1000);
  [isMeasured, isOver] = [false, true];
  await Promise.all(coming);
  const deadline = performance.now() + plan.drainMs;
  while (!book.isDone() && performance.now() < deadline) await sleep(20);
  const report = { ...book.report(), freedToOffer, closed };
  for (const seat of seats) seat.leave();
  target.close();
  return report;
}
