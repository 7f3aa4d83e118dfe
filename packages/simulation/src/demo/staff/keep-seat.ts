import { contactRoutes, type DeskView, type OfferView } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { ProblemError } from "@nightlight/contracts/client";
import type { Chance } from "@nightlight/database/demo/chance";
import { connectCounsellor, type ScriptedCounsellor } from "../../counsellor/scripted-counsellor.ts";
import { createBell, type Bell } from "../bell.ts";
import { hasStopped, scaled } from "../pace.ts";
import { isOvertaken, isPassing } from "../persist.ts";
import type { Stage } from "../stage.ts";
import { follow } from "./escalate.ts";
import { finishContact, serveContact, type Serving } from "./serve-contact.ts";
import { signInWhenReady, type StaffClient } from "./staff-client.ts";

/** A seat that a person has is looked at again after so long. */
const LOOKS_FOR_SEAT_MS = 20_000;
/** Somebody who is not on a shift now. */
const LOOKS_FOR_SHIFT_MS = 300_000;
const LOOKS_AT_DESK_MS = 2_000;
const BREATH_MS = 150;

/** How an offer is answered (policy of the demo), and how long that takes people. */
const ANSWERS = { decline: 0.03, ignore: 0.01, thinkMs: [1_500, 8_000] } as const;

/** Whether there is somebody of this name to play at all. */
export type Kept = "kept" | "unknown";

/**
 * Keeps a counsellor's seat by script whenever no person is signed in as them: on their own shifts only, and never over a
 * person. Resolves after `stop`, with everything in their hands ended and the session closed.
 */
export async function keepSeat(stage: Stage, username: string, chance: Chance, stop: AbortSignal): Promise<Kept> {
  const { pace, book, password, origin } = stage;
  const escalations = new Set<string>();
  while (!stop.aborted) {
    const staff = await signInWhenReady({ origin, username, password, pace, stop });
    if (staff === undefined) return hasStopped(stop) ? "kept" : "unknown";
    let waitMs = LOOKS_FOR_SEAT_MS;
    try {
      waitMs = await workShift(stage, staff, { chance, stop, escalations });
    } catch (error) {
      if (!isPassing(error) && !isOvertaken(error)) book.failed(`seat: ${String(error)}`);
    } finally {
      stage.cast.getUp(staff.me.displayName);
      await staff.signOut();
    }
    if (waitMs === LOOKS_FOR_SEAT_MS && !hasStopped(stop)) book.seat(username, "person");
    else book.seat(username, undefined);
    await pace.wait(waitMs, stop);
  }
  return "kept";
}

type Shift = { readonly chance: Chance; readonly stop: AbortSignal; readonly escalations: Set<string> };

/** Works until the shift is over, a person comes or the demo stops. Gives how long to wait before the next try. */
async function workShift(stage: Stage, staff: StaffClient, { chance, stop, escalations }: Shift): Promise<number> {
  const { cast, book, origin } = stage;
  if (await staff.isSomebodyElseThere()) return LOOKS_FOR_SEAT_MS;
  if (!(await checkIn(staff))) return LOOKS_FOR_SHIFT_MS;
  const [bell, yielded] = [createBell(), new AbortController()];
  const left = AbortSignal.any([stop, yielded.signal]);
  const screen = await connectCounsellor({
    ...{ origin, cookie: staff.cookie, fetch: staff.fetch, takesOver: false },
    onOffer: () => bell.ring(),
    onOfferEnded: () => bell.ring(),
    onNews: () => bell.ring(),
    onLeaseElsewhere: () => yielded.abort(),
  });
  const serving: Serving = {
    ...{ ...stage, staff, screen, bell, chance, left },
    onEscalated: (id) => void escalations.add(id),
  };
  cast.sit(staff.me.displayName);
  book.seat(staff.me.username, "script");
  try {
    const isOver = await work({ serving, screen, bell, escalations, yielded });
    if (stop.aborted) await finish(serving);
    return isOver ? LOOKS_FOR_SHIFT_MS : LOOKS_FOR_SEAT_MS;
  } finally {
    screen.leave();
  }
}

/** Opens the gate of the shift that covers now. False: there is none. */
async function checkIn({ call }: StaffClient): Promise<boolean> {
  try {
    await call(presenceRoutes.checkIn, {});
    return true;
  } catch (error) {
    if (error instanceof ProblemError && !isPassing(error)) return false;
    throw error;
  }
}

type Work = {
  readonly serving: Serving;
  readonly screen: ScriptedCounsellor;
  readonly bell: Bell;
  readonly escalations: Set<string>;
  readonly yielded: AbortController;
};

/** Does what lies on the desk, again and again. True: the shift is over. */
async function work({ serving, screen, bell, escalations, yielded }: Work): Promise<boolean> {
  const { staff, pace, book, left } = serving;
  const busy = new Map<string, Promise<void>>();
  const once = (key: string, act: () => Promise<unknown>): void => {
    if (busy.has(key) || left.aborted) return;
    const doing = act()
      .then(() => undefined)
      .catch((error: unknown) => {
        if (!left.aborted && !isPassing(error) && !isOvertaken(error))
          book.failed(`${String(key.split(" ")[0])}: ${String(error)}`);
      })
      .finally(() => busy.delete(key));
    busy.set(key, doing);
  };
  let isOver = false;
  let lookedAt = pace.now();
  while (!left.aborted && !isOver) {
    try {
      if (pace.now() - lookedAt >= LOOKS_AT_DESK_MS) {
        lookedAt = pace.now();
        if (await staff.isSomebodyElseThere()) yielded.abort();
      }
      const desk = await staff.call(contactRoutes.desk, {});
      for (const offer of desk.offers) once(`offer ${offer.id}`, () => answer(serving, screen, offer));
      for (const { id, status } of desk.contacts) {
        if (status !== "closed") once(`contact ${id}`, () => serveContact(serving, id));
      }
      for (const id of escalations) {
        once(`escalation ${id}`, async () => {
          if (await follow(staff, id, pace, left)) escalations.delete(id);
          await pace.wait(LOOKS_AT_DESK_MS, left);
        });
      }
      isOver = await lookAround(serving, desk);
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await pace.wait(BREATH_MS, left);
    await Promise.race([bell.heard(left), pace.wait(LOOKS_AT_DESK_MS, left)]);
  }
  await Promise.all(busy.values());
  return isOver;
}

/** Comes back from "not responding", and sees when the shift is over. */
async function lookAround({ staff }: Serving, desk: DeskView): Promise<boolean> {
  if (desk.presence.intent === "not_responding") {
    await staff.call(presenceRoutes.setIntent, { body: { intent: "available" } });
  }
  return desk.presence.gate === "closed" && desk.contacts.every(({ status }) => status === "closed");
}

/** Shows the offer at once; takes it, hands it back, or lets it run out. */
async function answer(serving: Serving, screen: ScriptedCounsellor, offer: OfferView): Promise<void> {
  const { pace, chance, left, staff } = serving;
  if (offer.shownAt === null && !(await screen.show(offer.id))) return;
  await pace.wait(scaled(pace, chance.whole(...ANSWERS.thinkMs)), left);
  if (left.aborted) return;
  const drawn = chance.next();
  if (drawn < ANSWERS.ignore) return pace.wait(60_000, left);
  if (drawn < ANSWERS.ignore + ANSWERS.decline) {
    await staff.call(contactRoutes.decline, { params: { offerId: offer.id }, body: { reason: "need_a_moment" } });
    return;
  }
  await screen.accept(offer.id);
  // The desk shows what to do now.
  serving.bell.ring();
}

/** The demo stops: nothing stays in these hands. */
async function finish(serving: Serving): Promise<void> {
  const { staff, book } = serving;
  const desk = await staff.call(contactRoutes.desk, {});
  for (const { id, status } of desk.contacts) {
    if (status === "closed") continue;
    await finishContact(serving, id).catch((error: unknown) => {
      if (!isOvertaken(error) && !isPassing(error)) book.failed(`finish: ${String(error)}`);
    });
  }
}
