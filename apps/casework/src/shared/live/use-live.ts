import { meQuery } from "@nightlight/door/session/me-query";
import { machineNow } from "@nightlight/door/time/clock";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readAgain } from "../queries.ts";
import type { LiveSocket } from "./live-socket.ts";
import { useLiveState } from "./live-state.ts";

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
    const connected = () => {
      useLiveState.setState({ link: "open" });
      readAgain(client);
    };
    const away = () => {
      const { link, awayAt } = useLiveState.getState();
      useLiveState.setState({ link: "lost", awayAt: link === "lost" ? awayAt : machineNow() });
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

/** How often to read without being told, in milliseconds; false while the line is open. */
export function useFallbackMs(): number | false {
  return useLiveState((state) => (state.link === "open" ? false : FALLBACK_MS));
}
