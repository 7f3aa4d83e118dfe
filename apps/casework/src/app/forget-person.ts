import { resetReports } from "../features/escalation/report-store.ts";
import { resetLiveState } from "../shared/live/live-state.ts";

/** Leaves nothing of one person's work in the page for the next: no escalation, no draft. */
export function forgetPerson(): void {
  resetReports();
  resetLiveState();
}
