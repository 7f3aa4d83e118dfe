import type { Contact } from "@nightlight/domain/contact/contact";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { Seat } from "@nightlight/domain/presence/presence";
import { match } from "@nightlight/domain/routing/match";
import type { Chance } from "@nightlight/database/demo/chance";
import { aContact, aSeat } from "@nightlight/testkit/builders";
import { EventLine } from "../replay/event-line.ts";
import type { LongRun } from "./erlang.ts";

/** A helpline reduced to what the formulas know. Times in seconds; arrivals, handling and patience are exponential. */
export type QueuePlan = {
  readonly servers: number;
  /** Arrivals a second. */
  readonly rate: number;
  readonly handling: number;
  /** Undefined: nobody ever leaves. */
  readonly patience: number | undefined;
};

type Happening =
  | { readonly type: "arrives" }
  | { readonly type: "leaves"; readonly id: string }
  | { readonly type: "ends"; readonly seat: number };

/** The matcher looks at so many at a time, as it does in the real floor. */
const BATCH = 64;

/**
 * Runs the domain's own matcher over so many arrivals and counts who had to wait. One lane, one language, everybody on
 * shift, nothing to protect anybody from: what is left is a queue with servers, which theory knows. The first arrivals
 * fill the empty house and are not counted.
 */
export function simulateQueue(plan: QueuePlan, arrivals: number, warmUp: number, chance: Chance): LongRun {
  const after = (mean: number): number => -Math.log(1 - chance.next()) * mean * 1000;
  const line = new EventLine<Happening>();
  const waiting = new Map<string, Contact>();
  let seats: readonly Seat[] = Array.from({ length: plan.servers }, (_, n) =>
    aSeat(`seat-${String(n).padStart(3, "0")}`, { idleSince: new Date(0) }),
  );
  const counted = { all: 0, waited: 0, left: 0 };
  const isCounted = (id: string): boolean => Number(id) > warmUp;
  const withPlaces = (index: number, chat: 0 | 1, at: Date): void => {
    seats = seats.map((seat, n) => (n === index ? { ...seat, freeSlots: { voice: 0, chat }, idleSince: at } : seat));
  };
  const serve = (at: Date): void => {
    if (waiting.size === 0 || seats.every(({ freeSlots }) => freeSlots.chat === 0)) return;
    for (const { contact, to } of match([...waiting.values()].slice(0, BATCH), seats, at, STANDARD_POLICY)) {
      waiting.delete(contact.id);
      if (isCounted(contact.id) && contact.arrivedAt < at) counted.waited += 1;
      const seat = seats.findIndex(({ counsellorId }) => counsellorId === to);
      withPlaces(seat, 0, at);
      line.add(at.getTime() + after(plan.handling), { type: "ends", seat });
    }
  };

  let number = 0;
  line.add(after(1 / plan.rate), { type: "arrives" });
  for (let next = line.next(); next !== undefined; next = line.next()) {
    const { time, what } = next;
    const at = new Date(time);
    if (what.type === "arrives") {
      number += 1;
      const id = String(number);
      if (isCounted(id)) counted.all += 1;
      waiting.set(id, aContact({ id, arrivedAt: at, receivedAt: at, state: { status: "queued", since: at } }));
      if (plan.patience !== undefined) line.add(time + after(plan.patience), { type: "leaves", id });
      if (number < arrivals + warmUp) line.add(time + after(1 / plan.rate), { type: "arrives" });
      serve(at);
    } else if (what.type === "leaves") {
      // Whoever leaves has waited, however short a patience was.
      if (waiting.delete(what.id) && isCounted(what.id)) {
        counted.left += 1;
        counted.waited += 1;
      }
    } else {
      withPlaces(what.seat, 1, at);
      serve(at);
    }
  }
  return { waits: counted.waited / counted.all, abandons: counted.left / counted.all };
}
