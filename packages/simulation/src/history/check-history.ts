import { checkClients } from "./check-clients.ts";
import { checkContacts } from "./check-contacts.ts";
import { checkGates, checkPlaces } from "./check-places.ts";
import type { History, Violation } from "./history.ts";

/** Everything in a history that must not be. Empty is the only good answer. Each thing is said once. */
export function checkHistory(history: History): readonly Violation[] {
  const found = new Map<string, Violation>();
  const report = (invariant: Violation["invariant"], subjectId: string, what: string): void => {
    found.set(`${invariant} ${subjectId} ${what}`, { invariant, subjectId, what });
  };
  checkContacts(history, report);
  checkPlaces(history, report);
  checkGates(history, report);
  checkClients(history, report);
  return [...found.values()];
}
