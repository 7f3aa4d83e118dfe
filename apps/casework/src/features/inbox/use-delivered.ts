import { receivedEscalationRoutes, type InboxRow } from "@nightlight/contracts/authority/escalation";
import { call } from "@nightlight/door/client/api";
import { useEffect } from "react";

/** Tells the helpline that what was sent is on somebody's list, once for each; said again when nobody heard it. */
export function useDelivered(rows: readonly InboxRow[] | undefined): void {
  const sent = rows?.filter(({ status }) => status === "sent").map(({ id }) => id) ?? [];
  const ids = sent.join(",");
  useEffect(() => {
    for (const escalationId of ids === "" ? [] : ids.split(",")) {
      // A hint to the sender: without an answer, the next reading of the list says it again.
      void call(receivedEscalationRoutes.delivered, { params: { escalationId } }).catch(() => undefined);
    }
  }, [ids]);
}
