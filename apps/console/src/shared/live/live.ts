import { meQuery } from "@nightlight/door/session/me-query";
import { machineNow } from "@nightlight/door/time/clock";
import type { QueryClient } from "@tanstack/react-query";
import { deskQuery } from "../queries.ts";
import { bridgeNotices } from "./bridge.ts";
import type { LiveSocket } from "./live-socket.ts";
import { useLiveState } from "./live-state.ts";
import { startPulse } from "./pulse.ts";

/** What screens may say over the line. */
export type Live = {
  start(): () => void;
  /** Asks for offers to ring here, although another tab holds the lease. */
  takeOver(): void;
  /** The offer's card is in the document and ringing. */
  shown(offerId: string): void;
  typing(contactId: string): void;
  /** Connects anew, for a session that was signed in again. */
  reconnect(): void;
};

const ANSWER_MS = 4000;
const RETRY_MS = 3000;

/** The line to the server: lease, notices, and the few words that do not go by HTTP. */
export function createLive(socket: LiveSocket, client: QueryClient): Live {
  let epoch: number | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const setLease = (lease: "asking" | "held" | "elsewhere") => {
    useLiveState.setState({ lease });
  };
  const hold = async (takeOver: boolean) => {
    const reply = await new Promise<{ held: boolean; epoch: number | null } | undefined>((resolve) => {
      socket.timeout(ANSWER_MS).emit("lease:hold", { takeOver }, (error: Error | null, answer) => {
        resolve(error === null ? answer : undefined);
      });
    });
    // Without an answer the next connect asks again.
    if (reply === undefined) return;
    epoch = reply.held ? (reply.epoch ?? undefined) : undefined;
    setLease(reply.held ? "held" : "elsewhere");
  };
  const renew = () => {
    if (epoch === undefined || !socket.connected) return;
    socket.timeout(ANSWER_MS).emit("lease:renew", { epoch }, (error: Error | null, answer) => {
      // Without an answer the next beat tries again; the server waits longer than one beat.
      if (error === null && !answer.held) void hold(false);
    });
  };

  const connected = () => {
    useLiveState.setState({ link: "open" });
    void hold(false);
    // Whatever was missed while away is read again.
    void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    void client.invalidateQueries({ queryKey: ["contact"] });
  };
  const away = () => {
    epoch = undefined;
    const { link, awayAt } = useLiveState.getState();
    useLiveState.setState({ link: "lost", awayAt: link === "lost" ? awayAt : machineNow(), typingUntil: {} });
    if (socket.active) return;
    // Refused rather than cut off: perhaps the session has ended.
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
    clearTimeout(retry);
    retry = setTimeout(() => {
      socket.connect();
    }, RETRY_MS);
  };
  const taken = () => {
    epoch = undefined;
    setLease("elsewhere");
  };

  return {
    start() {
      useLiveState.setState({ link: "connecting", awayAt: machineNow() });
      socket.on("connect", connected);
      socket.on("disconnect", away);
      socket.on("connect_error", away);
      socket.on("lease:taken", taken);
      const stopNotices = bridgeNotices(socket, client);
      const stopPulse = startPulse(renew);
      socket.connect();
      return () => {
        stopNotices();
        stopPulse();
        clearTimeout(retry);
        socket.off("connect", connected);
        socket.off("disconnect", away);
        socket.off("connect_error", away);
        socket.off("lease:taken", taken);
        socket.disconnect();
      };
    },
    takeOver() {
      setLease("asking");
      void hold(true);
    },
    shown(offerId) {
      socket.emit("offer:shown", { offerId }, () => undefined);
    },
    typing(contactId) {
      if (socket.connected) socket.emit("typing", { contactId });
    },
    reconnect() {
      socket.disconnect();
      socket.connect();
    },
  };
}
