import { setTimeout as sleep } from "node:timers/promises";
import { arrivalTimes } from "./arrival-times.ts";
import { LoadBook, type LoadReport } from "./load-book.ts";
import type { LoadTarget, Seat, SeatListener, SeatOffer } from "./load-target.ts";

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
};

/** Puts a system under load: contacts arrive whether or not it keeps up, and every offer is accepted and finished. */
export async function runLoad<Assigned>(target: LoadTarget<Assigned>, plan: LoadPlan): Promise<LoadReport> {
  const book = new LoadBook();
  const seats: Seat<Assigned>[] = [];
  for (let index = 0; index < plan.seats; index += 1) {
    // A listener may hear its first offer before the seat has been taken down in the list.
    const seat: Promise<Seat<Assigned>> = target.takeSeat(
      index,
      listenerOf(book, index, () => seat, plan),
    );
    seats.push(await seat);
  }
  await sendArrivals(target, plan, book);
  const deadline = performance.now() + plan.drainMs;
  while (!book.isDone() && performance.now() < deadline) await sleep(20);
  const report = book.report();
  for (const seat of seats) seat.leave();
  target.close();
  return report;
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
    arrivals.push(arriveOnce(target, book, `load-${run}-${index}`, time >= warmUpSeconds * 1000));
  }
  await Promise.all(arrivals);
}

async function arriveOnce<Assigned>(
  target: LoadTarget<Assigned>,
  book: LoadBook,
  key: string,
  isMeasured: boolean,
): Promise<void> {
  const sentAt = performance.now();
  try {
    book.acknowledged(await target.arrive(key), sentAt, isMeasured);
  } catch (error) {
    book.failed(`arrival: ${String(error)}`);
  }
}

function listenerOf<Assigned>(
  book: LoadBook,
  index: number,
  seat: () => Promise<Seat<Assigned>>,
  plan: LoadPlan,
): SeatListener {
  return {
    offered(offer) {
      book.offered(offer.contactId, index, performance.now());
      void seat()
        .then((taken) => serve(book, index, taken, offer, plan))
        .catch((error: unknown) => {
          book.failed(`contact: ${String(error)}`);
        });
    },
    withdrawn(contactId) {
      book.withdrawn(contactId, index);
    },
  };
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
  await seat.finish(assigned);
  book.finished(offer.contactId, index);
}
