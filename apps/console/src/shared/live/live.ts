import { catchingUp } from "@nightlight/door/line/catch-up";
import { watchLine } from "@nightlight/door/line/watch-line";
import { meQuery } from "@nightlight/door/session/me-query";
import { machineNow } from "@nightlight/door/time/clock";
import type { QueryClient } from "@tanstack/react-query";
import { isLive } from "../queries.ts";
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

const ANSWER_MS = 3000;
const RETRY_MS = 3000;

/** The line to the server: lease, notices, and the few words that do not go by HTTP. */
export function createLive(socket: LiveSocket, client: QueryClient): Live {
  let retry: ReturnType<typeof setTimeout> | undefined;
  const lease = keepLease(socket);

  const lost = (since: number): void => {
    const { link } = useLiveState.getState();
    if (link !== "lost") useLiveState.setState({ link: "lost", awayAt: since, typingUntil: {} });
  };
  const reconnect = (): void => {
    socket.disconnect();
    socket.connect();
  };

  return {
    start(hasDesk) {
      useLiveState.setState({ link: "connecting", awayAt: machineNow() });
      // Only when everything on screen was read again is it the truth: until then it counts as stale.
      const catchUp = catchingUp(client, isLive, () => {
        if (socket.connected) useLiveState.setState({ link: "open" });
      });
      const watch = watchLine({
        isConnected: () => socket.connected,
        ask: async () =>
          new Promise((resolve) => {
            socket.timeout(ANSWER_MS).emit("beat", {}, (error: Error | null) => {
              resolve(error === null);
            });
          }),
        lost,
        alive: () => {
          if (useLiveState.getState().link === "lost") catchUp.start();
        },
        reconnect,
      });
      const connected = () => {
        watch.heard();
        if (hasDesk) lease.ask();
        catchUp.start();
      };
      const away = () => {
        lease.gone();
        catchUp.stop();
        lost(machineNow());
        if (socket.active) return;
        // Refused rather than cut off: perhaps the session has ended.
        void client.invalidateQueries({ queryKey: meQuery.queryKey });
        clearTimeout(retry);
        retry = setTimeout(() => {
          socket.connect();
        }, RETRY_MS);
      };
      socket.on("connect", connected);
      socket.on("disconnect", away);
      socket.on("connect_error", away);
      const stopNotices = bridgeNotices(socket, client);
      const stopLease = hasDesk ? lease.start(watch) : undefined;
      socket.connect();
      return () => {
        stopNotices();
        stopLease?.();
        catchUp.stop();
        watch.stop();
        clearTimeout(retry);
        socket.off("connect", connected);
        socket.off("disconnect", away);
        socket.off("connect_error", away);
        socket.disconnect();
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
    reconnect,
  };
}
