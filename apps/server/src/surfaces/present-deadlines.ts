import type { DeadlineView, ReportView, StepView } from "@nightlight/contracts/authority/escalation";
import type { EscalationReading } from "@nightlight/commands/escalation/read-escalation";
import { deadlinesOf } from "@nightlight/domain/escalation/deadlines";
import { isOver, type Escalation } from "@nightlight/domain/escalation/escalation";
import type { StaffNames } from "../access/staff-names.ts";

/** The deadlines of an escalation as they stand. Only an accepted report meets those of the second ladder. */
export function presentDeadlines(escalation: Escalation, now: Date): DeadlineView[] {
  const isClosed = escalation.state.status === "closed";
  return deadlinesOf(escalation).map(({ kind, at, isLaw }) => {
    const isMet = isClosed || (kind === "acknowledge" && escalation.acknowledgedAt !== undefined);
    return { kind, at: at.toISOString(), isLaw, isMet, isOverdue: !isMet && !isOver(escalation) && at <= now };
  });
}

/** What is asked next: the soonest deadline that is not met; null when nothing is asked any more. */
export function nextDeadline(escalation: Escalation, now: Date): DeadlineView | null {
  if (isOver(escalation)) return null;
  return presentDeadlines(escalation, now).find(({ isMet }) => !isMet) ?? null;
}

/** Reports with what was asked about them, oldest first. */
export function presentReports(
  { escalation, texts }: Pick<EscalationReading, "escalation" | "texts">,
  names: StaffNames,
): ReportView[] {
  const wordsOf = (kind: "report" | "question", reportId: string): string | undefined =>
    texts.find((text) => text.kind === kind && text.reportId === reportId)?.text;
  return escalation.reports.map(({ id, by, at, verdict }) => ({
    id,
    at: at.toISOString(),
    by: names.of(by),
    text: wordsOf("report", id) ?? "",
    verdict,
    question: wordsOf("question", id) ?? null,
  }));
}

/** The steps on the way, with the offices that they name. */
export function presentSteps({ escalation, offices }: Pick<EscalationReading, "escalation" | "offices">): StepView[] {
  return escalation.steps.map(({ at, kind, authorityId }) => ({
    at: at.toISOString(),
    kind,
    authority: authorityId === undefined ? null : (offices.get(authorityId)?.authority.name ?? null),
  }));
}
