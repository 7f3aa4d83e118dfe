import type {
  AuthorityView,
  EscalationView,
  ProposalView,
  TaskView,
  UnansweredRow,
} from "@nightlight/contracts/counsellor/escalation";
import type { ProposedEscalation, Reachable } from "@nightlight/commands/escalation/propose-escalation";
import type { EscalationReading, Running, Telephone } from "@nightlight/commands/escalation/read-escalation";
import { officeOf } from "@nightlight/domain/call/outside-party";
import { canonicalContent } from "@nightlight/domain/escalation/content";
import { isForDirector, rungsAhead } from "@nightlight/domain/escalation/deadlines";
import { addresseeOf, openTasks, type Escalation, type EscalationTask } from "@nightlight/domain/escalation/escalation";
import type { StaffNames } from "../../access/staff-names.ts";
import { presentOutside } from "./present-outside.ts";
import { presentContent } from "../authority/present-received.ts";
import { nextDeadline, presentDeadlines, presentReports, presentSteps } from "../present-deadlines.ts";

/** Everything that the sender is shown before anything leaves the house. */
export function presentProposal(
  proposed: ProposedEscalation,
  { hashOf, names }: { readonly hashOf: (text: string) => string; readonly names: StaffNames },
): ProposalView {
  const { matter, authority, because, others, also, content, at, colleagues } = proposed;
  return {
    now: at.toISOString(),
    level: matter.level ?? null,
    basis: matter.basis,
    authority: authority === undefined ? null : presentAuthority(authority),
    because,
    others: others.map(presentAuthority),
    also: also.map(presentAuthority),
    content: content === undefined ? null : presentContent(content),
    contentHash: content === undefined ? null : hashOf(canonicalContent(content)),
    consent: matter.consent,
    callsFirst: matter.level === "P1",
    colleagues: colleagues.map(({ id }) => ({ id, name: names.of(id) })),
  };
}

/** One escalation as the helpline sees it. */
export function presentEscalation(reading: EscalationReading, names: StaffNames): EscalationView {
  const { escalation, content, offices, texts, at } = reading;
  const refusal = escalation.state.status === "declined" ? texts.findLast(({ kind }) => kind === "refusal") : undefined;
  return {
    now: at.toISOString(),
    id: escalation.id,
    contactId: escalation.contactId,
    number: escalation.number,
    level: escalation.level,
    basis: escalation.basis,
    status: escalation.state.status,
    version: escalation.version,
    sentAt: escalation.sentAt.toISOString(),
    sentBy: { id: escalation.sentBy, name: names.of(escalation.sentBy) },
    addressed: escalation.addressed.flatMap(({ authorityId, at: since, because }) => {
      const office = offices.get(authorityId);
      return office === undefined ? [] : [{ authority: presentAuthority(office), at: since.toISOString(), because }];
    }),
    deliveredAt: escalation.deliveredAt?.toISOString() ?? null,
    seenAt: escalation.seenAt?.toISOString() ?? null,
    acknowledgedAt: escalation.acknowledgedAt?.toISOString() ?? null,
    reportedAt: escalation.reports.at(-1)?.at.toISOString() ?? null,
    deadlines: presentDeadlines(escalation, at),
    nextClimbAt: nextClimbOf(escalation),
    needsBreachReason: !escalation.isBreachExplained,
    redirects: escalation.redirects,
    declined: refusal === undefined ? null : (JSON.parse(refusal.text) as { reason: string; whose: string }),
    content: presentContent(content),
    reports: presentReports(reading, names),
    steps: presentSteps(reading),
    tasks: escalation.tasks.map((task) => presentTask(task, escalation, reading, names)),
  };
}

/** A row of what is still unanswered. No words. */
export function presentUnanswered({ escalations, offices, at }: Running, names: StaffNames): UnansweredRow[] {
  const rows = escalations.map((escalation) => ({
    id: escalation.id,
    contactId: escalation.contactId,
    number: escalation.number,
    level: escalation.level,
    status: escalation.state.status,
    authority: offices.get(addresseeOf(escalation))?.authority.name ?? "–",
    sentAt: escalation.sentAt.toISOString(),
    next: nextDeadline(escalation, at),
    nextClimbAt: nextClimbOf(escalation),
    isTaskAlarmed: openTasks(escalation).some((task) => task.alarmedAt !== undefined && task.takenBy === undefined),
    isForDirector: isForDirector(escalation),
    redirects: escalation.redirects,
    sentBy: names.of(escalation.sentBy),
  }));
  const dueAt = ({ next }: UnansweredRow): string => next?.at ?? "9999";
  const alarm = ({ isTaskAlarmed, isForDirector: isTold }: UnansweredRow): number =>
    Number(isTaskAlarmed) * 2 + Number(isTold);
  return rows.toSorted((a, b) => alarm(b) - alarm(a) || (dueAt(a) < dueAt(b) ? -1 : 1));
}

/** Open telephone tasks of these escalations that concern somebody. */
export function presentTasks(running: Running, personId: string, names: StaffNames): TaskView[] {
  return running.escalations.flatMap((escalation) =>
    openTasks(escalation)
      .filter(({ ownerId, offeredTo, takenBy }) => [ownerId, offeredTo, takenBy].includes(personId))
      .map((task) => presentTask(task, escalation, running, names)),
  );
}

function presentTask(
  task: EscalationTask,
  escalation: Escalation,
  { offices, telephone, at }: Pick<Running, "offices" | "telephone" | "at">,
  names: StaffNames,
): TaskView {
  const person = (id: string | undefined): { id: string; name: string } | null =>
    id === undefined ? null : { id, name: names.of(id) };
  return {
    id: task.id,
    kind: task.kind,
    escalationId: escalation.id,
    number: escalation.number,
    level: escalation.level,
    madeAt: task.madeAt.toISOString(),
    alarmAt: task.alarmAt.toISOString(),
    owner: { id: task.ownerId, name: names.of(task.ownerId) },
    offeredTo: person(task.offeredTo),
    takenBy: person(task.takenBy),
    isAlarmed: task.alarmedAt !== undefined && task.takenBy === undefined,
    done:
      task.done === undefined
        ? null
        : { by: names.of(task.done.by), at: task.done.at.toISOString(), outcome: task.done.outcome },
    numbers: [
      ...(task.kind === "call" ? emergencyNumbers(telephone) : []),
      ...escalation.addressed.flatMap(({ authorityId }) => numbersOf(offices.get(authorityId))),
    ],
    calls: telephone.calls
      .filter((each) => each.task?.taskId === task.id)
      .map((each) =>
        presentOutside(each, { at, names, office: offices.get(officeOf(each.party) ?? "")?.authority.name }),
      ),
  };
}

/** They stand beside every call about danger; the screen has words for their names. */
function emergencyNumbers({ emergency }: Telephone): TaskView["numbers"] {
  return (["police", "ambulance"] as const).map((kind) => ({ name: kind, phone: emergency[kind], party: { kind } }));
}

function numbersOf(office: Reachable | undefined): TaskView["numbers"] {
  if (office === undefined) return [];
  const { authority, duty } = office;
  return [
    ...(duty === undefined
      ? []
      : [{ name: `${duty.name} · ${authority.name}`, phone: duty.phone, party: partyOf("duty", authority.id) }]),
    ...(authority.phone === undefined
      ? []
      : [{ name: authority.name, phone: authority.phone, party: partyOf("office", authority.id) }]),
  ];
}

function partyOf(kind: "duty" | "office", authorityId: string): TaskView["numbers"][number]["party"] {
  return { kind, authorityId };
}

function presentAuthority({ authority, duty, hasContact }: Reachable): AuthorityView {
  const { id, name, level, kind } = authority;
  return { id, name, level, kind, duty: duty ?? null, hasContact };
}

function nextClimbOf(escalation: Escalation): string | null {
  const climbs = [...rungsAhead(escalation, "ack"), ...rungsAhead(escalation, "act")].filter(
    ({ kind }) => kind === "chase",
  );
  const times = climbs.map(({ dueAt }) => dueAt.toISOString()).sort();
  return times[0] ?? null;
}
