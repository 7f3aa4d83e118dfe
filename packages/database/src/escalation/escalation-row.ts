import type { Escalation } from "@nightlight/domain/escalation/escalation";

export type EscalationRow = { readonly state: unknown };

export const ESCALATION_COLUMNS = "e.state";

/** Which fields of a kept escalation are times; in JSON they are ISO 8601 text. */
const TIMES = new Set([
  "at",
  "receivedAt",
  "sentAt",
  "deliveredAt",
  "seenAt",
  "acknowledgedAt",
  "madeAt",
  "alarmAt",
  "alarmedAt",
]);

/** Fields that JSON leaves out when they are undefined. */
const UNSET = { deliveredAt: undefined, seenAt: undefined, acknowledgedAt: undefined, answeredBy: undefined };
const UNSET_OF_TASK = { offeredTo: undefined, takenBy: undefined, alarmedAt: undefined, done: undefined };

/** A row as the domain knows it. */
export function escalationOf(row: EscalationRow): Escalation {
  const kept = withTimes(row.state) as Escalation;
  return {
    ...UNSET,
    ...kept,
    tasks: kept.tasks.map((task) => ({ ...UNSET_OF_TASK, ...task })),
    steps: kept.steps.map((step) => ({ ...step, authorityId: step.authorityId })),
  };
}

function withTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTimes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      TIMES.has(key) && typeof each === "string" ? new Date(each) : withTimes(each),
    ]),
  );
}
