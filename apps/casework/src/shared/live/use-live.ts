import { ANSWER_MS } from "@nightlight/contracts/line/watch-line";
import { followLine } from "@nightlight/door/line/follow-line";
import { useLineState } from "@nightlight/door/line/line-state";
import { meQuery } from "@nightlight/door/session/me-query";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { feedsOf, readAgain } from "../queries.ts";
import type { LiveSocket } from "./live-socket.ts";

/**
 * Listens on the office's line while its screen is there. A notice is a hint: what it names is read again. Without a line
 * the lists are read anew every so often (`useFallbackMs`).
 */
export function useLive(openSocket: () => LiveSocket, signIns: number): void {
  const client = useQueryClient();
  const [socket] = useState(openSocket);
  useEffect(() => {
    const changed = ({ escalationId }: { readonly escalationId: string }) => {
      readAgain(client, escalationId);
    };
    const sessionChanged = () => {
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
    };
    socket.on("escalation:changed", changed);
    socket.on("session:changed", sessionChanged);
    const line = followLine({
      socket,
      client,
      feedsOf,
      heldMark: () => undefined,
      beat: async () =>
        new Promise((resolve) => {
          socket.timeout(ANSWER_MS).emit("beat", {}, (error: Error | null, reply) => {
            resolve(error === null ? reply : undefined);
          });
        }),
    });
    return () => {
      line.stop();
      socket.off("escalation:changed", changed);
      socket.off("session:changed", sessionChanged);
    };
    // A new sign-in needs a new line.
  }, [socket, client, signIns]);
}

const FALLBACK_MS = 20_000;

/** How often to read without being told, in milliseconds; false while the line is open. */
export function useFallbackMs(): number | false {
  return useLineState((state) => (state.link === "open" ? false : FALLBACK_MS));
}
