import type { QueryClient } from "@tanstack/react-query";
import { resetReports } from "../features/escalation/report-store.ts";
import { resetLiveState } from "../shared/live/live-state.ts";
import { resetSessionState } from "../shared/session-state.ts";

/** Leaves nothing of one person's work in the page for the next: no escalation, no draft. */
export function forgetPerson(client: QueryClient): void {
  resetReports();
  resetLiveState();
  resetSessionState();
  client.clear();
}
