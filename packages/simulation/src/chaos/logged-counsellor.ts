import { ProblemError, type ClientOptions } from "@nightlight/contracts/client";
import { contactRoutes, type DeskView, type QueueView } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { setTimeout as sleep } from "node:timers/promises";
import { connectCounsellor, type ScriptedCounsellor } from "../counsellor/scripted-counsellor.ts";
import { patiently } from "../counsellor/steadfast-counsellor.ts";
import type { ClientLog } from "../history/client-log.ts";

export type LoggedCounsellor = {
  /** How many wait, as their screen was told last; undefined before the first time. */
  readonly waiting: number | undefined;
  /** Is offered nothing more; what is in their hands goes on. */
  goOff(): Promise<void>;
  leave(): Promise<void>;
};

export type LoggedOptions = {
  readonly origin: string;
  readonly cookie: string;
  readonly fetch: ClientOptions["fetch"];
  readonly log: ClientLog;
  /** How long a conversation lasts. */
  readonly talkMs: number;
};

/** Even without any notice the desk is looked at this often. */
const LOOK_EVERY_MS = 500;
const TRIES = 20;

/** An answer as a client's log knows it: a refusal is an answer, a server in trouble is none. */
export async function answerOf<Value>(call: Promise<Value>): Promise<{ ok: true; value: Value } | { ok: false }> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status < 500) return { ok: false };
    throw error;
  }
}

/** Asks again until there is an answer: every command is harmless when repeated. A refusal is an answer. */
export async function untilAnswered<Value>(call: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const isRefused = error instanceof ProblemError && error.problem.status < 500;
      if (isRefused || tries === TRIES) throw error;
      await sleep(LOOK_EVERY_MS);
    }
  }
}

/** Works what the desk shows, whatever fails, and writes down everything that it asked for and was told. */
export async function workLogged(options: LoggedOptions): Promise<LoggedCounsellor> {
  const { origin, cookie, log } = options;
  const leaving = new AbortController();
  let wake: () => void = () => undefined;
  const news = (): void => wake();
  let waiting: number | undefined;
  const count = (queue: QueueView): void => {
    waiting = queue.reduce((sum, lane) => sum + lane.waiting, 0);
  };
  const counsellor = await connectCounsellor({
    ...{ origin, cookie, fetch: patiently(options.fetch), onOfferEnded: news, onNews: news, onQueue: count },
    onOffer({ id, contactId }) {
      log.told("told-of-offer", { offerId: id, contactId });
      wake();
    },
  });
  await untilAnswered(counsellor.checkIn);
  const working = (async () => {
    while (!leaving.signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      // Whatever came of it, the next look shows what is so.
      await workDesk(counsellor, options, wake, count).catch(() => undefined);
      await Promise.race([woken, sleep(LOOK_EVERY_MS)]);
    }
  })();
  return {
    get waiting() {
      return waiting;
    },
    goOff: () => untilAnswered(counsellor.goOff),
    async leave() {
      leaving.abort();
      wake();
      await working;
      counsellor.leave();
    },
  };
}

async function workDesk(
  counsellor: ScriptedCounsellor,
  { log, talkMs }: LoggedOptions,
  wake: () => void,
  count: (queue: QueueView) => void,
): Promise<void> {
  const { call } = counsellor;
  const desk: DeskView = await call(contactRoutes.desk, {});
  count(desk.queue);
  for (const { id: contactId, version } of desk.contacts) log.told("read", { contactId, version });
  if (desk.presence.intent === "not_responding") {
    await call(presenceRoutes.setIntent, { body: { intent: "available" } });
  }
  for (const { id: offerId, shownAt } of desk.offers) {
    if (shownAt === null && !(await counsellor.show(offerId))) continue;
    await log.run(
      "accept",
      { offerId },
      () => answerOf(counsellor.accept(offerId)),
      (own) => own,
    );
  }
  for (const { id, status, since, version } of desk.contacts) {
    const params = { contactId: id };
    const facts = { contactId: id };
    if (status === "active" && Date.parse(desk.now) - Date.parse(since) >= talkMs) {
      await log.run(
        "end",
        facts,
        () => answerOf(call(contactRoutes.end, { params, body: { version } })),
        ({ summary }) => ({ version: summary.version }),
      );
      wake();
    } else if (status === "wrap_up") {
      await log.run(
        "close",
        facts,
        () => answerOf(call(contactRoutes.close, { params, body: { disposition: "information", version } })),
        ({ summary }) => ({ version: summary.version }),
      );
    }
  }
}
