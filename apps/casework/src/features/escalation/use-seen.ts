import { receivedEscalationRoutes, type ReceivedEscalationView } from "@nightlight/contracts/authority/escalation";
import { call } from "@nightlight/door/client/api";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { readAgain } from "../../shared/queries.ts";

/** As long as it takes to have read the first line. */
const LOOKED_AT_MS = 1_000;

/**
 * Tells the helpline that somebody at the office has looked at an escalation: once, and only after it was on a screen that
 * nothing covered, in a window that was in front. Opening a link by machine says nothing.
 */
export function useSeen({ id, status }: Pick<ReceivedEscalationView, "id" | "status">, isCovered: boolean): void {
  const client = useQueryClient();
  const isNew = status === "sent" || status === "delivered";
  useEffect(() => {
    if (!isNew || isCovered) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = async () => {
      try {
        await call(receivedEscalationRoutes.seen, { params: { escalationId: id } });
        readAgain(client, id);
      } catch {
        look();
      }
    };
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") timer = setTimeout(() => void say(), LOOKED_AT_MS);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [client, id, isNew, isCovered]);
}
