import type { FromCounsellor } from "@nightlight/contracts/counsellor/realtime";
import type { StaffBeatReply } from "@nightlight/contracts/line/beat";
import { ANSWER_MS } from "@nightlight/contracts/line/watch-line";
import { followLine } from "@nightlight/door/line/follow-line";
import type { QueryClient } from "@tanstack/react-query";
import { deskQuery, feedsOf, heldMark } from "../queries.ts";
import { bridgeNotices } from "./bridge.ts";
import { watchFloor } from "./floor/watch-floor.ts";
import { keepLease } from "./lease.ts";
import type { LiveSocket } from "./live-socket.ts";
import { useLiveState } from "./live-state.ts";

/** What screens may say over the line. */
export type Live = {
  /** Opens the line. Whoever has a desk asks for the lease and may be rung. */
  start(hasDesk: boolean): () => void;
  /** Asks for offers to ring here, although another tab holds the lease. */
  takeOver(): void;
  /** The offer's card is in the document and ringing. */
  shown(offerId: string): void;
  typing(contactId: string): void;
  /** Follows the floor until it is stopped. */
  watchFloor(): () => void;
  /** Connects anew, for a session that was signed in again. */
  reconnect(): void;
};

type Reply = Parameters<Parameters<FromCounsellor["beat"]>[1]>[0];

/** The line to the server: lease, notices, and the few words that do not go by HTTP. */
export function createLive(socket: LiveSocket, client: QueryClient): Live {
  const lease = keepLease(socket);
  const beat = async (): Promise<StaffBeatReply | undefined> => {
    const reply = await new Promise<Reply | undefined>((resolve) => {
      socket.timeout(ANSWER_MS).emit("beat", {}, (error: Error | null, answer) => {
        resolve(error === null ? answer : undefined);
      });
    });
    const queue = reply?.queue;
    if (queue !== undefined && queue !== null) {
      client.setQueryData(deskQuery.queryKey, (desk) => desk && { ...desk, queue });
    }
    return reply;
  };

  return {
    start(hasDesk) {
      if (!hasDesk) useLiveState.setState({ lease: "none" });
      const stopNotices = bridgeNotices(socket, client);
      const line = followLine({
        socket,
        client,
        feedsOf,
        heldMark,
        beat,
        opened() {
          if (hasDesk) lease.ask();
        },
        gone() {
          lease.gone();
          useLiveState.setState({ typingUntil: {} });
        },
      });
      const stopLease = hasDesk ? lease.start(line) : undefined;
      return () => {
        stopNotices();
        stopLease?.();
        line.stop();
      };
    },
    takeOver() {
      lease.takeOver();
    },
    shown(offerId) {
      socket.emit("offer:shown", { offerId }, () => undefined);
    },
    typing(contactId) {
      if (socket.connected) socket.emit("typing", { contactId });
    },
    watchFloor: () => watchFloor(socket),
    reconnect() {
      socket.disconnect();
      socket.connect();
    },
  };
}
