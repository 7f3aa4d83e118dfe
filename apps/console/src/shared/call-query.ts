import { softphoneRoutes, type CallView } from "@nightlight/contracts/counsellor/softphone";
import { call as ask } from "@nightlight/door/client/api";
import { queryOptions } from "@tanstack/react-query";

/** Whoever only listens is told of a while later, as the policy says, and a line ends by itself: it is looked at again. */
const LOOK_AGAIN_MS = 15_000;
const SOON_MS = 1_000;

/** How the call of a contact goes, or went. `isHeard`: they talk here, which the server knows a moment later. */
export function callQuery(contactId: string, isHeard = false) {
  return queryOptions({
    queryKey: ["call", contactId],
    queryFn: () => ask(softphoneRoutes.read, { params: { contactId } }),
    refetchInterval: ({ state }) => (isHeard && isSettling(state.data?.call) ? SOON_MS : LOOK_AGAIN_MS),
  });
}

/** The server knows a moment later that they talk, and that what they say is recorded. */
function isSettling(call: CallView | null | undefined): boolean {
  return (call?.talkedAt ?? null) === null || call?.recording.state === "ready";
}
