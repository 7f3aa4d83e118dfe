import type { EscalationContent } from "../escalation/content.ts";
import type { Escalation } from "../escalation/escalation.ts";
import type { Complete } from "./audience-kinds.ts";

/** Audiences of what is put before an authority, of it and of its way. */
export const ESCALATION_AUDIENCES = {
  /** A contact that was put before an authority: what an office sees of it and its way, and what stays here. */
  escalation: {
    id: "shared",
    number: "shared",
    level: "shared",
    basis: "shared",
    sentAt: "shared",
    receivedAt: "shared",
    addressed: "shared",
    deliveredAt: "shared",
    seenAt: "shared",
    acknowledgedAt: "shared",
    reports: "shared",
    steps: "shared",
    state: "shared",
    status: "shared",
    authorityId: "shared",
    contactId: "helpline",
    sentBy: "helpline",
    version: "shared",
    answeredBy: "shared",
    declinedBy: "helpline",
    climbed: "helpline",
    breached: "helpline",
    isBreachExplained: "helpline",
    redirects: "helpline",
    tasks: "helpline",
    clientKey: "helpline",
    createdAt: "shared",
  } satisfies Complete<keyof Escalation>,

  /** What was sent: made of shared fields of the record alone. */
  escalationContent: {
    level: "shared",
    basis: "shared",
    asked: "shared",
    deadlines: "shared",
    place: "shared",
    sections: "shared",
  } satisfies Complete<keyof EscalationContent>,
} as const;
