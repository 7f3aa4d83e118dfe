import { createKeepAliveFetch } from "@nightlight/simulation/keep-alive-fetch";
import type { LoadTarget, SeatOffer } from "@nightlight/simulation/load/load-target";
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";

/**
 * The floor as a load drives it: the same driver, the same kind of requests and connections as for the product. `isWhole`:
 * a contact takes as many commits as the product's, that an offer is on screen and that a conversation ended among them.
 */
export function floorTarget(origin: string, isWhole = false): LoadTarget<SeatOffer> {
  const { post, close } = createPost(origin);
  return {
    async arrive() {
      const { contactId } = (await post("/arrive", {})) as { contactId: string };
      return contactId;
    },
    async takeSeat(seat, listener) {
      const socket = await connect(origin, seat);
      socket.on("offer", ({ contactId }: { contactId: string }) => {
        listener.offered({ offerId: contactId, contactId });
      });
      return {
        async show({ contactId }) {
          if (isWhole) await socket.emitWithAck("show", { contactId, seat });
          return true;
        },
        async accept(offer) {
          const { isYours } = (await post("/accept", { contactId: offer.contactId, seat })) as { isYours: boolean };
          if (!isYours) throw new Error("somebody else has it");
          return offer;
        },
        async end(offer) {
          if (isWhole) await post("/end", { contactId: offer.contactId, seat });
          return offer;
        },
        async close({ contactId }) {
          await post("/finish", { contactId, seat });
        },
        leave: () => socket.disconnect(),
      };
    },
    close,
  };
}

/** Times of the floor's parts by themselves, in milliseconds. */
export type RawTimes = { readonly update: number[]; readonly ping: number[]; readonly post: number[] };

/** Measures the parts one at a time, in the rhythm of the load: a machine that dozes between them does so here too. */
export async function measureParts(origin: string, times: number, everyMs: number): Promise<RawTimes> {
  const { post, close } = createPost(origin);
  const socket = await connect(origin, -1);
  const raw: RawTimes = { update: [], ping: [], post: [] };
  for (let index = 0; index < times; index += 1) {
    await sleep(everyMs);
    raw.ping.push(await timed(() => socket.emitWithAck("raw-ping")));
    await sleep(everyMs);
    raw.post.push(await timed(() => post("/raw-post", {})));
    await sleep(everyMs);
    const { ms } = (await post("/raw-update", { id: 1 + (index % 32) })) as { ms: number };
    raw.update.push(ms);
  }
  socket.disconnect();
  close();
  return raw;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await act();
  return performance.now() - from;
}

function createPost(origin: string): { post(path: string, body: unknown): Promise<unknown>; close(): void } {
  const { fetch, close } = createKeepAliveFetch();
  const headers = { "content-type": "application/json", accept: "application/json" };
  return {
    close,
    async post(path, body) {
      const init = { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin" } as const;
      const reply = await fetch(origin + path, init);
      if (reply.status !== 200) throw new Error(`${path} answered ${String(reply.status)}`);
      return reply.json();
    },
  };
}

function connect(origin: string, seat: number): Promise<Socket> {
  const socket = io(origin, { transports: ["websocket"], forceNew: true, query: { seat } });
  return new Promise((resolve, reject) => {
    socket.once("connect", () => resolve(socket));
    socket.once("connect_error", reject);
  });
}
