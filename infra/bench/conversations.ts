import { connectCounsellor, type ScriptedCounsellor } from "@nightlight/simulation/counsellor/scripted-counsellor";
import { openGateway } from "@nightlight/simulation/gateway/scripted-gateway";
import type { KeepAliveFetch } from "@nightlight/simulation/keep-alive-fetch";
import type { LoadStaff } from "@nightlight/simulation/load/load-staff";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** A conversation for every counsellor, and children who go on writing in them. */
export type Conversations = {
  /** The contact in the hands of the counsellor of that number. */
  readonly contactOf: (seat: number) => string;
  /** Lets the children write, each every few seconds, until the function that it gives is called. */
  talk(): () => Promise<void>;
  close(): void;
};

type Options = { readonly origin: string; readonly staff: LoadStaff; readonly fetch: KeepAliveFetch["fetch"] };

const SAYS_EVERY_MS = 5_000;
const OFFERED_WITHIN_MS = 30_000;

/** Signs everybody in with a console's line, and gives each of them a child who has written. */
export async function openConversations({ origin, staff, fetch }: Options): Promise<Conversations> {
  const gateway = openGateway({ origin, channelKey: staff.channelKey, fetch });
  const contacts: string[] = [];
  const lines: ScriptedCounsellor[] = [];
  for (const [seat, token] of staff.sessionTokens.entries()) {
    const taken = Promise.withResolvers<string>();
    const line: ScriptedCounsellor = await connectCounsellor({
      origin,
      cookie: `nightlight-session=${token}`,
      fetch,
      onOffer: ({ id }) => {
        void line
          .show(id)
          .then(() => line.accept(id))
          .then(({ contactId }) => taken.resolve(contactId), taken.reject);
      },
      onOfferEnded: () => undefined,
    });
    lines.push(line);
    await line.checkIn();
    // One after the other: everybody before is busy, so the next child is this counsellor's.
    await gateway.arrive(randomUUID(), { text: "Chào cô, con muốn nói chuyện" });
    contacts[seat] = await within(taken.promise, OFFERED_WITHIN_MS);
  }
  const contactOf = (seat: number): string => {
    const contactId = contacts[seat];
    if (contactId === undefined) throw new Error(`There is no conversation number ${String(seat)}`);
    return contactId;
  };
  return {
    contactOf,
    talk() {
      const over = new AbortController();
      const talking = talkUntil(over.signal, contacts, (contactId) =>
        gateway.say(contactId, randomUUID(), "Con đang ở nhà một mình, con buồn lắm."),
      );
      return () => {
        over.abort();
        return talking;
      };
    },
    close() {
      for (const line of lines) line.leave();
    },
  };
}

async function talkUntil(over: AbortSignal, contacts: readonly string[], say: (contactId: string) => Promise<void>) {
  for (let turn = 0; !over.aborted; turn += 1) {
    const contactId = contacts[turn % contacts.length];
    if (contactId !== undefined) await say(contactId);
    await sleep(SAYS_EVERY_MS / contacts.length);
  }
}

async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  const waiting = new AbortController();
  const late = sleep(ms, undefined, { signal: waiting.signal }).then((): never => {
    throw new Error(`No counsellor was offered the contact within ${String(ms / 1000)} s`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    waiting.abort();
    late.catch(() => undefined);
  }
}
