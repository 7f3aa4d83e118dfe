import type { Escalation } from "@nightlight/domain/escalation/escalation";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import { draft, evolve } from "@nightlight/domain/escalation/evolve";
import { after, TEST_START } from "./clock.ts";

/** An escalation of Lan's that was sent to a commune when tests begin; say only what matters. */
export function anEscalation(changes: Partial<Escalation> = {}): Escalation {
  const drafted = draft(
    {
      type: "escalation_drafted",
      escalationId: "escalation-1",
      contactId: "contact-1",
      number: "2026/000001",
      level: changes.level ?? "P2",
      basis: changes.basis ?? "law",
      receivedAt: changes.receivedAt ?? TEST_START,
      by: "lan",
    },
    changes.sentAt ?? TEST_START,
  );
  const sent = { type: "escalation_sent", authorityId: "commune", contentHash: "0".repeat(64) } as const;
  return { ...evolve(drafted, sent, changes.sentAt ?? TEST_START), ...changes };
}

/** What events make of an escalation, one second apart. */
export function escalationAfter(escalation: Escalation, ...events: readonly EscalationEvent[]): Escalation {
  return events.reduce((soFar, event, index) => evolve(soFar, event, after(TEST_START, index + 1)), escalation);
}
