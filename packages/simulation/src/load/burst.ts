import { setTimeout as sleep } from "node:timers/promises";
import { LoadBook, type LoadReport } from "./load-book.ts";
import type { LoadTarget } from "./load-target.ts";
import { bring, takeSeats } from "./take-seats.ts";

export type BurstPlan = {
  readonly seats: number;
  /** How many contacts come at the same moment. */
  readonly contacts: number;
  readonly seed: number;
  /** How long it may take until all of them have been served. */
  readonly drainMs: number;
};

/** `offered`: from sending the first contact until a seat's first offer was on its screen, for every seat that got one. */
export type BurstReport = LoadReport & { readonly offered: readonly number[] };

/** Everybody is free, and then more contacts than there are places come at once. Whoever has an offer waits for the others. */
export async function burst<Assigned>(target: LoadTarget<Assigned>, plan: BurstPlan): Promise<BurstReport> {
  const book = new LoadBook();
  const wanted = Math.min(plan.seats, plan.contacts);
  const firstOffers = new Map<number, number>();
  const full = Promise.withResolvers<undefined>();
  const waiting = new AbortController();
  const seats = await takeSeats(target, {
    ...{ seats: plan.seats, book },
    offered(index, at) {
      if (!firstOffers.has(index)) firstOffers.set(index, at);
      if (firstOffers.size === wanted) full.resolve(undefined);
    },
    async serve(seat, offer, index) {
      if (!(await seat.show(offer))) {
        book.failed("show: the offer was gone");
        return;
      }
      await full.promise;
      const asked = performance.now();
      const assigned = await seat.accept(offer);
      book.accepted(offer.contactId, performance.now() - asked);
      await seat.close(await seat.end(assigned));
      book.finished(offer.contactId, index);
    },
  });
  const run = `${String(plan.seed)}-${String(Date.now())}`;
  const start = performance.now();
  const deadline = start + plan.drainMs;
  const coming = Array.from({ length: plan.contacts }, (_, number) =>
    bring(target, book, `burst-${run}-${String(number)}`, true),
  );
  await Promise.race([full.promise, sleep(plan.drainMs, undefined, { signal: waiting.signal }).catch(() => undefined)]);
  waiting.abort();
  full.resolve(undefined); // whoever got one is served, also when somebody got none
  await Promise.all(coming);
  while (!book.isDone() && performance.now() < deadline) await sleep(20);
  const report = { ...book.report(), offered: [...firstOffers.values()].map((at) => at - start) };
  for (const seat of seats) seat.leave();
  target.close();
  return report;
}
