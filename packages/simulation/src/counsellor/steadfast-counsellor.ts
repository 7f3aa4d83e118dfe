import type { ClientOptions } from "@nightlight/contracts/client";
import { contactRoutes, type DeskView } from "@nightlight/contracts/counsellor/contact";
import { setTimeout as sleep } from "node:timers/promises";
import { connectCounsellor } from "./scripted-counsellor.ts";

/** A counsellor who does what the desk shows until nothing is left to do, whatever fails meanwhile. */
export type SteadfastCounsellor = {
  /** Contacts that the server said are theirs, in the order in which it said so. A contact may be told twice. */
  readonly taken: readonly string[];
  /** Contacts that the server said are closed by them. */
  readonly closed: readonly string[];
  /** What the desk showed last; undefined before the first look. */
  readonly desk: DeskView | undefined;
  leave(): Promise<void>;
};

export type SteadfastOptions = {
  readonly origin: string;
  readonly cookie: string;
  readonly fetch: ClientOptions["fetch"];
  /** How long a conversation lasts. */
  readonly talkMs: number;
  /** Whether offers are taken; asked for each. */
  readonly takes?: () => boolean;
};

/** Even without any notice the desk is looked at this often. */
const LOOK_EVERY_MS = 500;
/** An answer that takes longer is given up, and asked for again. */
const PATIENCE_MS = 3_000;

/**
 * Signs on and works: shows, accepts, ends and closes what the desk shows. It keeps nothing in its head, so that a lost
 * notice, answer or server costs a moment and nothing else: every command is harmless when repeated.
 */
export async function workSteadfastly(options: SteadfastOptions): Promise<SteadfastCounsellor> {
  const { origin, cookie, talkMs, takes = () => true } = options;
  const patient = patiently(options.fetch);
  const taken: string[] = [];
  const closed: string[] = [];
  let desk: DeskView | undefined;
  const left = new AbortController();
  let wake: () => void = () => undefined;
  const news = (): void => wake();
  const counsellor = await connectCounsellor({
    ...{ origin, cookie, fetch: patient, onOffer: news, onOfferEnded: news, onNews: news },
  });
  await counsellor.checkIn();

  const act = async (): Promise<void> => {
    desk = await counsellor.call(contactRoutes.desk, {});
    for (const offer of desk.offers) {
      if (!takes()) continue;
      if (offer.shownAt === null && !(await counsellor.show(offer.id))) continue;
      taken.push((await counsellor.accept(offer.id)).contactId);
    }
    for (const { id, status, since, version } of desk.contacts) {
      const params = { contactId: id };
      if (status === "active" && Date.parse(desk.now) - Date.parse(since) >= talkMs) {
        await counsellor.call(contactRoutes.end, { params, body: { version } });
        wake();
      } else if (status === "wrap_up") {
        await counsellor.call(contactRoutes.close, { params, body: { disposition: "information", version } });
        closed.push(id);
      }
    }
  };
  const working = (async () => {
    while (!left.signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      // A refusal tells of a newer truth and a silence of a server that is away: the next look shows what is so.
      await act().catch(() => undefined);
      await Promise.race([woken, sleep(LOOK_EVERY_MS)]);
    }
  })();
  return {
    taken,
    closed,
    get desk() {
      return desk;
    },
    async leave() {
      left.abort();
      wake();
      await working;
      counsellor.leave();
    },
  };
}

/** A fetch that gives up on an answer that does not come. */
export function patiently(fetch: ClientOptions["fetch"], withinMs = PATIENCE_MS): ClientOptions["fetch"] {
  return (url, init) => {
    const waiting = new AbortController();
    return Promise.race([
      fetch(url, init),
      sleep(withinMs, undefined, { signal: waiting.signal }).then(() => {
        throw new Error(`no answer within ${String(withinMs)} ms`);
      }),
    ]).finally(() => {
      waiting.abort();
    });
  };
}
