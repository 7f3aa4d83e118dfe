import { resetLineState } from "@nightlight/door/line/line-state";
import { resetReports } from "../features/escalation/report-store.ts";

/** Leaves nothing of one person's work in the page for the next: no escalation, no draft. */
export function forgetPerson(): void {
  resetReports();
  resetLineState();
}
