import type { AuthorityId, Escalation, EscalationTask, ReportId, ReportVerdict, Step, StepKind } from "./escalation.ts";
import type { EscalationEvent } from "./events.ts";

type Event<Type extends EscalationEvent["type"]> = Extract<EscalationEvent, { type: Type }>;

/** The escalation that a draft begins. */
export function draft(event: Event<"escalation_drafted">, at: Date): Escalation {
  return {
    id: event.escalationId,
    contactId: event.contactId,
    number: event.number,
    level: event.level,
    basis: event.basis,
    receivedAt: event.receivedAt,
    sentAt: at,
    sentBy: event.by,
    version: 1,
    addressed: [],
    climbed: [],
    deliveredAt: undefined,
    seenAt: undefined,
    acknowledgedAt: undefined,
    answeredBy: undefined,
    declinedBy: [],
    redirects: 0,
    reports: [],
    breached: [],
    isBreachExplained: true,
    tasks: [],
    steps: [],
    state: { status: "draft" },
  };
}

/** What one event makes of an escalation. Total over every event, so replaying the log gives the state row. */
export function evolve(escalation: Escalation, event: EscalationEvent, at: Date): Escalation {
  const steps = [...escalation.steps, ...stepsOf(event, at)];
  const next = { ...escalation, version: escalation.version + 1, steps };
  switch (event.type) {
    case "escalation_drafted":
      return next;
    case "escalation_sent":
      return {
        ...next,
        sentAt: at,
        addressed: [...next.addressed, { authorityId: event.authorityId, at, because: "sent" }],
        state: { status: "sent" },
      };
    case "authority_addressed":
      return {
        ...next,
        addressed: [...next.addressed, { authorityId: event.authorityId, at, because: event.because }],
      };
    case "escalation_delivered":
      return {
        ...next,
        deliveredAt: next.deliveredAt ?? at,
        state: isUnopened(next) ? { status: "delivered" } : next.state,
      };
    case "escalation_seen":
      return {
        ...next,
        deliveredAt: next.deliveredAt ?? at,
        seenAt: next.seenAt ?? at,
        state: isUnopened(next) || next.state.status === "delivered" ? { status: "seen" } : next.state,
      };
    case "escalation_acknowledged":
      return { ...received(next, event.authorityId, at), state: { status: "acknowledged", by: event.by } };
    case "escalation_acting":
      return { ...received(next, event.authorityId, at), state: { status: "acting", by: event.by } };
    case "escalation_declined": {
      const declinedBy = [...next.declinedBy, event.authorityId];
      // Another one has it in hand: that this one has not changes nothing.
      if (next.answeredBy !== undefined && next.answeredBy !== event.authorityId) return { ...next, declinedBy };
      return {
        ...next,
        declinedBy,
        deliveredAt: next.deliveredAt ?? at,
        seenAt: next.seenAt ?? at,
        acknowledgedAt: undefined,
        answeredBy: undefined,
        state: { status: "declined", by: event.by, from: event.authorityId, at, hasClimbed: false },
      };
    }
    case "escalation_redirected":
      return {
        ...next,
        redirects: next.redirects + 1,
        acknowledgedAt: undefined,
        answeredBy: undefined,
        addressed: [...next.addressed, { authorityId: event.to, at, because: "redirected" }],
        state: { status: "redirected" },
      };
    case "escalation_reported":
      return {
        ...received(next, event.authorityId, at),
        reports: [...next.reports, { id: event.reportId, by: event.by, at, verdict: "waiting" }],
        state: { status: "reported", reportId: event.reportId },
      };
    case "report_accepted":
      return {
        ...judged(next, event.reportId, "accepted"),
        state: { status: "closed", by: event.by, reportId: event.reportId },
      };
    case "report_asked_again":
      return {
        ...judged(next, event.reportId, "asked_again"),
        state: { status: "acting", by: next.reports.find(({ id }) => id === event.reportId)?.by ?? event.by },
      };
    case "escalation_withdrawn":
      return { ...next, state: { status: "withdrawn", by: event.by } };
    case "rung_climbed":
      return {
        ...next,
        climbed: [...next.climbed, event.rung],
        state:
          isChase(event.rung) && next.state.status === "declined" ? { ...next.state, hasClimbed: true } : next.state,
      };
    case "limit_breached":
      return {
        ...next,
        climbed: [...next.climbed, event.rung],
        breached: [...new Set([...next.breached, event.ladder])],
        isBreachExplained: false,
      };
    case "breach_explained":
      return { ...next, isBreachExplained: true };
    case "task_made":
      return { ...next, tasks: [...next.tasks, madeTask(event, at)] };
    case "task_offered":
      return withTask(next, event.taskId, { offeredTo: event.to });
    case "task_taken":
      return withTask(next, event.taskId, { takenBy: event.by, offeredTo: undefined });
    case "task_alarmed":
      return withTask(next, event.taskId, { alarmedAt: at });
    case "task_done":
      return withTask(next, event.taskId, { done: { by: event.by, at, outcome: event.outcome } });
  }
}

/** Rebuilds an escalation from its own events, oldest first. Throws when the log does not begin with a draft. */
export function replay(events: readonly { readonly event: EscalationEvent; readonly at: Date }[]): Escalation {
  const [first, ...rest] = events;
  if (first?.event.type !== "escalation_drafted") throw new Error("An escalation's log begins with its draft");
  return rest.reduce((escalation, { event, at }) => evolve(escalation, event, at), draft(first.event, first.at));
}

const STEP_OF: Readonly<Partial<Record<EscalationEvent["type"], StepKind>>> = {
  escalation_sent: "sent",
  authority_addressed: "addressed",
  escalation_delivered: "delivered",
  escalation_seen: "seen",
  escalation_acknowledged: "acknowledged",
  escalation_acting: "acting",
  escalation_declined: "declined",
  escalation_redirected: "redirected",
  escalation_reported: "reported",
  report_asked_again: "asked_again",
  report_accepted: "closed",
  escalation_withdrawn: "withdrawn",
  limit_breached: "breached",
};

function stepsOf(event: EscalationEvent, at: Date): readonly Step[] {
  if (event.type === "rung_climbed") {
    return isChase(event.rung) ? [{ at, kind: "climbed", authorityId: undefined }] : [];
  }
  const kind = STEP_OF[event.type];
  if (kind === undefined) return [];
  const authorityId = "authorityId" in event ? event.authorityId : "to" in event ? event.to : undefined;
  return [{ at, kind, authorityId }];
}

/** Whether a rung goes up, and does not only warn. */
function isChase(rung: string): boolean {
  return rung.includes(".chase.");
}

function isUnopened({ state }: Escalation): boolean {
  return state.status === "sent" || state.status === "redirected";
}

/** Whoever answers has received and read it, and has acknowledged it. */
function received(escalation: Escalation, by: AuthorityId, at: Date): Escalation {
  return {
    ...escalation,
    deliveredAt: escalation.deliveredAt ?? at,
    seenAt: escalation.seenAt ?? at,
    acknowledgedAt: escalation.acknowledgedAt ?? at,
    answeredBy: escalation.acknowledgedAt === undefined ? by : escalation.answeredBy,
    declinedBy: escalation.declinedBy.filter((authorityId) => authorityId !== by),
  };
}

function judged(escalation: Escalation, reportId: ReportId, verdict: ReportVerdict): Escalation {
  return {
    ...escalation,
    reports: escalation.reports.map((report) => (report.id === reportId ? { ...report, verdict } : report)),
  };
}

function madeTask(event: Event<"task_made">, at: Date): EscalationTask {
  return {
    id: event.taskId,
    kind: event.kind,
    madeAt: at,
    alarmAt: event.alarmAt,
    ownerId: event.owner,
    offeredTo: event.offeredTo ?? undefined,
    takenBy: undefined,
    alarmedAt: undefined,
    done: undefined,
  };
}

function withTask(escalation: Escalation, taskId: string, change: Partial<EscalationTask>): Escalation {
  return {
    ...escalation,
    tasks: escalation.tasks.map((task) => (task.id === taskId ? { ...task, ...change } : task)),
  };
}
