import { catchingUp } from "@nightlight/door/line/catch-up";
import { watchLine } from "@nightlight/door/line/watch-line";
import { meQuery } from "@nightlight/door/session/me-query";
import { machineNow } from "@nightlight/door/time/clock";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isLive, readAgain } from "../queries.ts";
import type { LiveSocket } from "./live-socket.ts";
import { useLiveState } from "./live-state.ts";

const ANSWER_MS = 3000;
const RETRY_MS = 3000;

/**
 * Listens on the office's line while its screen is there. A notice is a hint: what it names is read again, and so is
 * everything after a gap. Without a line the lists are read anew every so often (`useFallbackMs`).
 */
export function useLive(openSocket: () => LiveSocket, signIns: number): void {
  const client = useQueryClient();
  const [socket] = useState(openSocket);
  useEffect(() => {
    let retry: ReturnType<typeof setTimeout> | undefined;
    const lost = (since: number) => {
      if (useLiveState.getState().link !== "lost") useLiveState.setState({ link: "lost", awayAt: since });
    };
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
      reconnect: () => {
        socket.disconnect();
        socket.connect();
      },
    });
    const connected = () => {
      watch.heard();
      catchUp.start();
    };
    const away = () => {
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
    const changed = ({ escalationId }: { readonly escalationId: string }) => {
      readAgain(client, escalationId);
    };
    const sessionChanged = () => {
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
    };
    useLiveState.setState({ link: "connecting", awayAt: machineNow() });
    socket.on("connect", connected);
    socket.on("disconnect", away);
    socket.on("connect_error", away);
    socket.on("escalation:changed", changed);
    socket.on("session:changed", sessionChanged);
    socket.connect();
    return () => {
      catchUp.stop();
      watch.stop();
      clearTimeout(retry);
      socket.off("connect", connected);
      socket.off("disconnect", away);
      socket.off("connect_error", away);
      socket.off("escalation:changed", changed);
      socket.off("session:changed", sessionChanged);
      socket.disconnect();
    };
    // A new sign-in needs a new line.
  }, [socket, client, signIns]);
}

const FALLBACK_MS = 20_000;

/** Whether what is on screen may be old: it is read, and not acted on. */
export function useIsStale(): boolean {
  return useLiveState((state) => state.link === "lost");
}

/** How often to read without being told, in milliseconds; false while the line is open. */
export function useFallbackMs(): number | false {
  return useLiveState((state) => (state.link === "open" ? false : FALLBACK_MS));
}
