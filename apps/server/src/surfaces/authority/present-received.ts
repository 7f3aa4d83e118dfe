import type { InboxView, ReceivedEscalationView } from "@nightlight/contracts/authority/escalation";
import type { EscalationReading, Inbox } from "@nightlight/commands/escalation/read-escalation";
import type { EscalationContent } from "@nightlight/domain/escalation/content";
import { isOver, type Escalation } from "@nightlight/domain/escalation/escalation";
import { redact } from "@nightlight/domain/privacy/audience";
import type { StaffNames } from "../../access/staff-names.ts";
import { nextDeadline, presentDeadlines, presentReports, presentSteps } from "../present-deadlines.ts";

/** An office's inbox: what is due soonest comes first. */
export function presentInbox({ escalations, at }: Inbox): InboxView {
  const rows = escalations.map(({ escalation, content }) => {
    const seen = redact("escalation", escalation, "authority");
    const { asked, place } = redact("escalationContent", content, "authority");
    return {
      id: seen.id,
      number: seen.number,
      level: seen.level,
      status: seen.state.status,
      sentAt: seen.sentAt.toISOString(),
      next: nextDeadline(escalation, at),
      place,
      asked,
      isSeen: seen.seenAt !== undefined,
      hasQuestion: seen.state.status !== "closed" && seen.reports.at(-1)?.verdict === "asked_again",
    };
  });
  const dueAt = ({ next }: (typeof rows)[number]): string => next?.at ?? "9999";
  return { now: at.toISOString(), escalations: rows.toSorted((a, b) => (dueAt(a) < dueAt(b) ? -1 : 1)) };
}

/** One escalation as an office sees it: word for word what was sent, and what has happened since. */
export function presentReceived(
  reading: EscalationReading,
  officeId: string | undefined,
  names: StaffNames,
): ReceivedEscalationView {
  const { escalation, offices, at } = reading;
  const seen = redact("escalation", escalation, "authority");
  return {
    now: at.toISOString(),
    id: seen.id,
    version: escalation.version,
    number: seen.number,
    level: seen.level,
    status: seen.state.status,
    sentAt: seen.sentAt.toISOString(),
    addressed: seen.addressed.map((each) => ({
      name: offices.get(each.authorityId)?.authority.name ?? "–",
      at: each.at.toISOString(),
      isYours: each.authorityId === officeId,
    })),
    content: presentContent(redact("escalationContent", reading.content, "authority")),
    deadlines: presentDeadlines(escalation, at),
    reports: presentReports(reading, names),
    steps: presentSteps(reading),
    can: actsOf(escalation),
  };
}

/** What was sent, in the form of the contract. */
export function presentContent(content: EscalationContent): ReceivedEscalationView["content"] {
  return {
    level: content.level,
    basis: content.basis,
    asked: content.asked,
    deadlines: content.deadlines.map((deadline) => ({ ...deadline })),
    place: content.place,
    sections: content.sections.map(({ title, rows }) => ({ title, rows: rows.map((row) => ({ ...row })) })),
  };
}

function actsOf(escalation: Escalation): ReceivedEscalationView["can"] {
  if (isOver(escalation)) return [];
  const { status } = escalation.state;
  return [
    ...(escalation.acknowledgedAt === undefined ? (["acknowledge"] as const) : []),
    ...(status === "acting" || status === "reported" ? [] : (["act"] as const)),
    ...(status === "reported" ? [] : (["decline"] as const)),
    "report",
  ];
}
