import { officeRoutes } from "@nightlight/contracts/authority/office";
import {
  receivedEscalationRoutes,
  type InboxView,
  type ReceivedEscalationView,
} from "@nightlight/contracts/authority/escalation";
import { call } from "@nightlight/door/client/api";
import { learnServerTime, machineNow } from "@nightlight/door/time/clock";
import { queryOptions, type QueryClient } from "@tanstack/react-query";

/** The office that the person works for. */
export const officeQuery = queryOptions({
  queryKey: ["office"],
  queryFn: () => call(officeRoutes.mine, {}),
  staleTime: Infinity,
});

export type InboxState = "open" | "over";

/** What was sent to the office: what is open by deadline, or what is over. */
export function inboxQuery(state: InboxState) {
  return queryOptions({
    queryKey: ["inbox", state],
    queryFn: async (): Promise<InboxView> => {
      const askedAt = machineNow();
      const inbox = await call(receivedEscalationRoutes.inbox, { query: { state } });
      learnServerTime(inbox.now, askedAt);
      return inbox;
    },
    staleTime: Infinity,
  });
}

/** One escalation as it was sent to the office, with where it stands. */
export function escalationQuery(escalationId: string) {
  return queryOptions({
    queryKey: ["escalation", escalationId],
    queryFn: async ({ client }): Promise<ReceivedEscalationView> => {
      const askedAt = machineNow();
      const view = await call(receivedEscalationRoutes.read, { params: { escalationId } });
      learnServerTime(view.now, askedAt);
      return newerEscalation(client.getQueryData<ReceivedEscalationView>(["escalation", escalationId]), view);
    },
    staleTime: Infinity,
  });
}

/** The newer of two readings of one escalation: answers overtake one another, and a screen never goes back. */
function newerEscalation(
  held: ReceivedEscalationView | undefined,
  read: ReceivedEscalationView,
): ReceivedEscalationView {
  return held !== undefined && held.version > read.version ? held : read;
}

/** What was sent to the office changes by itself: list and pages follow one feed. */
export function feedsOf([first]: readonly unknown[]): readonly string[] {
  return first === "inbox" || first === "escalation" ? ["office"] : [];
}

/** Puts what an act answered with where everybody reads it, and reads the list again. */
export function putEscalation(client: QueryClient, view: ReceivedEscalationView): void {
  client.setQueryData(escalationQuery(view.id).queryKey, (held) => newerEscalation(held, view));
  void client.invalidateQueries({ queryKey: ["inbox"] });
}

/** Reads the list again, and one escalation or all that are held. */
export function readAgain(client: QueryClient, escalationId?: string): void {
  void client.invalidateQueries({ queryKey: ["inbox"] });
  void client.invalidateQueries({
    queryKey: escalationId === undefined ? ["escalation"] : ["escalation", escalationId],
  });
}
