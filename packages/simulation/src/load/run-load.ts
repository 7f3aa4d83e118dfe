import { setTimeout as sleep } from "node:timers/promises";
import { arrivalTimes } from "./arrival-times.ts";
import { LoadBook, type LoadReport } from "./load-book.ts";
import type { LoadTarget, Seat, SeatOffer } from "./load-target.ts";
import { bring, takeSeats } from "./take-seats.ts";

export type LoadPlan = {
  readonly seats: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** Arrivals before this are served but not measured: programs run slower at first. */
  readonly warmUpSeconds: number;
  /** How long each conversation lasts. */
  readonly talkMs: number;
  readonly seed: number;
  /** How long the last contacts may take after the last arrival. */
  readonly drainMs: number;
  /** How much longer those are waited for that are not finished by then: none when left out. */
  readonly lateMs?: number;
};

export type ArrivalsReport = LoadReport & {
  /** Acknowledged contacts that nobody had finished `drainMs` after the last arrival, whether or not they were later. */
  readonly late: readonly string[];
};

/** Puts a system under load: contacts arrive whether or not it keeps up, and every offer is accepted and finished. */
export async function runLoad<Assigned>(target: LoadTarget<Assigned>, plan: LoadPlan): Promise<ArrivalsReport> {
  const book = new LoadBook();
  const seats = await takeSeats(target, {
    ...{ seats: plan.seats, book },
    serve: (seat, offer, index) => serve(book, index, seat, offer, plan),
  });
  await sendArrivals(target, plan, book);
  const last = performance.now();
  await untilDone(book, last + plan.drainMs);
  const late = book.report().lost;
  await untilDone(book, last + plan.drainMs + (plan.lateMs ?? 0));
  const report = { ...book.report(), late };
  for (const seat of seats) seat.leave();
  target.close();
  return report;
}

async function untilDone(book: LoadBook, deadline: number): Promise<void> {
  while (!book.isDone() && performance.now() < deadline) await sleep(20);
}

async function sendArrivals<Assigned>(target: LoadTarget<Assigned>, plan: LoadPlan, book: LoadBook): Promise<void> {
  const { perSecond, warmUpSeconds, seed } = plan;
  const times = arrivalTimes({ perSecond, seconds: warmUpSeconds + plan.seconds, seed });
  const start = performance.now();
  const run = `${seed}-${String(Date.now())}`;
  const arrivals: Promise<void>[] = [];
  for (const [index, time] of times.entries()) {
    const wait = start + time - performance.now();
    if (wait > 0) await sleep(wait);
    arrivals.push(bring(target, book, `load-${run}-${index}`, time >= warmUpSeconds * 1000));
  }
  await Promise.all(arrivals);
}

async function serve<Assigned>(
  book: LoadBook,
  index: number,
  seat: Seat<Assigned>,
  offer: SeatOffer,
  plan: LoadPlan,
): Promise<void> {
  if (!(await seat.show(offer))) {
    book.failed("show: the offer was gone");
    return;
  }
  const sentAt = performance.now();
  const assigned = await seat.accept(offer);
  book.accepted(offer.contactId, performance.now() - sentAt);
  await sleep(plan.talkMs);
  await seat.close(await seat.end(assigned));
  book.finished(offer.contactId, index);
}
