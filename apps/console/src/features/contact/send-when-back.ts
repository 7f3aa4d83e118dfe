import { useLineState } from "@nightlight/door/line/line-state";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { sendAgain } from "./outbox.ts";

/** What could not go out while the line was away goes out when it is back; its keys make that harmless. */
export function useSendWhenBack(contactId: string): void {
  const client = useQueryClient();
  const isOpen = useLineState((state) => state.link === "open");
  useEffect(() => {
    if (isOpen) sendAgain(client, contactId);
  }, [client, contactId, isOpen]);
}
