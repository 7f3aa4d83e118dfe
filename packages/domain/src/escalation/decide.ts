import { accept, refuse, type Result } from "../result.ts";
import { addSpan, rungsAhead, type DueRung } from "./deadlines.ts";
import {
  isAddressed,
  isOver,
  openTasks,
  type AuthorityId,
  type Escalation,
  type EscalationTask,
  type TaskKind,
  type TaskOutcome,
} from "./escalation.ts";
import type { EscalationEvent } from "./events.ts";
import { TASK_ALARM, type Climb, type LadderName } from "./ladder.ts";

/** Which authority a climb leads to, as far as there is one that may know: never a barred one. */
export type Above = Readonly<Partial<Record<Climb, AuthorityId>>>;

export type NewTask = { readonly id: string; readonly kind: TaskKind; readonly offeredTo: string | undefined };

type OfOfficer<Type extends string> = { type: Type; authorityId: AuthorityId; by: string };

/** What can be asked of an escalation. Commands with an `authorityId` are an officer's; the others come from the helpline. */
export type EscalationCommand =
  | {
      type: "send";
      authorityId: AuthorityId;
      /** Addressed at once because the first has no working contact. */
      alsoTo: readonly AuthorityId[];
      contentHash: string;
      tasks: readonly NewTask[];
    }
  | OfOfficer<"deliver">
  | OfOfficer<"see">
  | OfOfficer<"acknowledge">
  | OfOfficer<"act">
  | (OfOfficer<"decline"> & { taskId: string })
  | (OfOfficer<"report"> & { reportId: string })
  | { type: "accept-report"; by: string; reportId: string }
  | { type: "ask-again"; by: string; reportId: string }
  | { type: "withdraw"; by: string }
  | { type: "explain-breach"; by: string }
  | { type: "redirect"; by: string; to: AuthorityId }
  | { type: "climb-early"; by: string; above: Above }
  | { type: "offer-task"; by: string; taskId: string; to: string }
  | { type: "take-task"; by: string; taskId: string }
  | { type: "finish-task"; by: string; taskId: string; outcome: TaskOutcome }
  | { type: "ring"; ladder: LadderName; above: Above }
  | { type: "alarm-tasks" };

export type EscalationRefusal =
  | "escalation-over"
  | "no-such-report"
  | "breach-unexplained"
  | "already-addressed"
  | "nothing-to-climb"
  | "no-such-task"
  | "task-taken"
  | "not-due";

type Decision = Result<readonly EscalationEvent[], EscalationRefusal>;
type Command<Type extends EscalationCommand["type"]> = Extract<EscalationCommand, { type: Type }>;

const nothing: Decision = accept([]);

/**
 * Decides what a command does to an escalation at `now` (the database's clock, read after the lock was taken).
 * A repeated command is accepted with no events, so every command is idempotent.
 */
export function decide(escalation: Escalation, command: EscalationCommand, now: Date): Decision {
  switch (command.type) {
    case "send":
      return escalation.state.status === "draft" ? accept(sendEvents(escalation, command, now)) : nothing;
    case "deliver":
    case "see":
      return notice(escalation, command);
    case "acknowledge":
      return acknowledge(escalation, command);
    case "act":
      return act(escalation, command);
    case "decline":
      return decline(escalation, command, now);
    case "report":
      return report(escalation, command);
    case "accept-report":
    case "ask-again":
      return judge(escalation, command);
    case "withdraw":
      if (escalation.state.status === "withdrawn") return nothing;
      if (isOver(escalation)) return refuse("escalation-over");
      return accept([{ type: "escalation_withdrawn", by: command.by }]);
    case "explain-breach":
      return escalation.isBreachExplained ? nothing : accept([{ type: "breach_explained", by: command.by }]);
    case "redirect":
      return redirect(escalation, command);
    case "climb-early":
      return climbEarly(escalation, command);
    case "offer-task":
    case "take-task":
    case "finish-task":
      return task(escalation, command);
    case "ring":
      return ring(escalation, command, now);
    case "alarm-tasks":
      return alarmTasks(escalation, now);
  }
}

function sendEvents(escalation: Escalation, command: Command<"send">, now: Date): readonly EscalationEvent[] {
  const { authorityId, alsoTo, contentHash, tasks } = command;
  return [
    { type: "escalation_sent", authorityId, contentHash },
    ...alsoTo
      .filter((other) => other !== authorityId)
      .map((other): EscalationEvent => ({ type: "authority_addressed", authorityId: other, because: "no_contact" })),
    ...tasks.map((each) => taskMade(escalation, each, now)),
  ];
}

function taskMade({ sentBy }: Escalation, { id, kind, offeredTo }: NewTask, now: Date): EscalationEvent {
  const alarmAt = addSpan(now, TASK_ALARM);
  return { type: "task_made", taskId: id, kind, owner: sentBy, offeredTo: offeredTo ?? null, alarmAt };
}

function notice(escalation: Escalation, { type, authorityId, by }: Command<"deliver" | "see">): Decision {
  const was = type === "deliver" ? escalation.deliveredAt : escalation.seenAt;
  const isNewToThem =
    escalation.state.status === "redirected" || (type === "see" && escalation.state.status === "delivered");
  if (isOver(escalation) || (was !== undefined && !isNewToThem)) return nothing;
  return accept([{ type: type === "deliver" ? "escalation_delivered" : "escalation_seen", authorityId, by }]);
}

function acknowledge(escalation: Escalation, { authorityId, by }: Command<"acknowledge">): Decision {
  if (isOver(escalation)) return refuse("escalation-over");
  if (escalation.acknowledgedAt !== undefined) return nothing;
  return accept([{ type: "escalation_acknowledged", authorityId, by, channel: "workspace" }]);
}

function act(escalation: Escalation, { authorityId, by }: Command<"act">): Decision {
  if (isOver(escalation)) return refuse("escalation-over");
  const { status } = escalation.state;
  return status === "acting" || status === "reported"
    ? nothing
    : accept([{ type: "escalation_acting", authorityId, by }]);
}

/** "Not ours" is never an end: a person at the helpline gets it at once, and the next rung does not wait. */
function decline(escalation: Escalation, { authorityId, by, taskId }: Command<"decline">, now: Date): Decision {
  if (isOver(escalation)) return refuse("escalation-over");
  const { answeredBy } = escalation;
  if (escalation.declinedBy.includes(authorityId)) return nothing;
  const declined: EscalationEvent = { type: "escalation_declined", authorityId, by };
  if (answeredBy !== undefined && answeredBy !== authorityId) return accept([declined]);
  return accept([declined, taskMade(escalation, { id: taskId, kind: "decline", offeredTo: undefined }, now)]);
}

function report(escalation: Escalation, { authorityId, by, reportId }: Command<"report">): Decision {
  if (escalation.reports.some(({ id }) => id === reportId)) return nothing;
  if (isOver(escalation)) return refuse("escalation-over");
  return accept([{ type: "escalation_reported", authorityId, reportId, by }]);
}

/** Only a person at the helpline closes the loop, and only over a report: a click is not an action. */
function judge(escalation: Escalation, { type, by, reportId }: Command<"accept-report" | "ask-again">): Decision {
  const found = escalation.reports.find(({ id }) => id === reportId);
  if (found === undefined) return refuse("no-such-report");
  const accepts = type === "accept-report";
  if (found.verdict === (accepts ? "accepted" : "asked_again")) return nothing;
  if (isOver(escalation)) return refuse("escalation-over");
  if (!accepts) return accept([{ type: "report_asked_again", reportId, by }]);
  if (!escalation.isBreachExplained) return refuse("breach-unexplained");
  return accept([{ type: "report_accepted", reportId, by }]);
}

function redirect(escalation: Escalation, { by, to }: Command<"redirect">): Decision {
  if (isOver(escalation)) return refuse("escalation-over");
  if (isAddressed(escalation, to)) return refuse("already-addressed");
  const last = escalation.addressed.at(-1);
  if (last === undefined) return refuse("escalation-over");
  const isDecided = openTasks(escalation).filter(({ kind }) => kind === "decline");
  return accept([
    { type: "escalation_redirected", from: last.authorityId, to, by },
    ...isDecided.map((each): EscalationEvent => ({ type: "task_done", taskId: each.id, outcome: "passed_on", by })),
  ]);
}

/** The next rung without waiting for its time: of the first ladder while it runs, else of the second. */
function climbEarly(escalation: Escalation, { above }: Command<"climb-early">): Decision {
  if (isOver(escalation)) return refuse("escalation-over");
  const ahead = [...rungsAhead(escalation, "ack"), ...rungsAhead(escalation, "act")];
  const next = ahead.find(({ kind }) => kind === "chase");
  return next === undefined ? refuse("nothing-to-climb") : accept(climb(escalation, next, above, true));
}

/** Everything that is due, each rung once; refused while nothing is. */
function ring(escalation: Escalation, { ladder, above }: Command<"ring">, now: Date): Decision {
  const ahead = rungsAhead(escalation, ladder);
  if (ahead.length === 0) return nothing;
  const due = ahead.filter(({ dueAt }) => dueAt <= now);
  if (due.length === 0) return refuse("not-due");
  const addressed = new Set<AuthorityId>();
  return accept(
    due.flatMap((rung) =>
      climb(escalation, rung, above, isHurried(escalation, rung)).filter((event) => {
        if (event.type !== "authority_addressed") return true;
        if (addressed.has(event.authorityId)) return false;
        addressed.add(event.authorityId);
        return true;
      }),
    ),
  );
}

/** Whether a rung is due only because of a refusal. */
function isHurried({ state }: Escalation, { kind, dueAt }: DueRung): boolean {
  return state.status === "declined" && !state.hasClimbed && kind === "chase" && dueAt.getTime() === state.at.getTime();
}

function climb(escalation: Escalation, rung: DueRung, above: Above, isEarly: boolean): readonly EscalationEvent[] {
  const { key, ladder, dueAt, addresses, tells, kind } = rung;
  if (kind === "breach") return [{ type: "limit_breached", rung: key, ladder, dueAt }];
  const newcomers = new Set(addresses.flatMap((to) => (to === "same" ? [] : (above[to] ?? []))));
  return [
    { type: "rung_climbed", rung: key, ladder, dueAt, tells, isEarly },
    ...[...newcomers]
      .filter((authorityId) => !isAddressed(escalation, authorityId))
      .map((authorityId): EscalationEvent => {
        return { type: "authority_addressed", authorityId, because: isEarly ? "climbed_early" : "climbed" };
      }),
  ];
}

function task(escalation: Escalation, command: Command<"offer-task" | "take-task" | "finish-task">): Decision {
  const found = escalation.tasks.find(({ id }) => id === command.taskId);
  if (found === undefined) return refuse("no-such-task");
  switch (command.type) {
    case "offer-task":
      if (found.takenBy !== undefined || found.done !== undefined) return refuse("task-taken");
      if (found.offeredTo === command.to) return nothing;
      return accept([{ type: "task_offered", taskId: found.id, to: command.to, by: command.by }]);
    case "take-task":
      if (found.takenBy === command.by) return nothing;
      if (found.takenBy !== undefined || found.done !== undefined) return refuse("task-taken");
      return accept([{ type: "task_taken", taskId: found.id, by: command.by }]);
    case "finish-task":
      return finishTask(escalation, found, command);
  }
}

/** Whoever was reached by telephone has acknowledged: the written word only follows. */
function finishTask(escalation: Escalation, found: EscalationTask, command: Command<"finish-task">): Decision {
  const { by, outcome } = command;
  if (found.done !== undefined) return found.done.outcome === outcome ? nothing : refuse("task-taken");
  const done: EscalationEvent = { type: "task_done", taskId: found.id, outcome, by };
  const first = escalation.addressed[0];
  const isAnswer = outcome === "reached" && found.kind !== "decline" && escalation.acknowledgedAt === undefined;
  if (!isAnswer || isOver(escalation) || first === undefined) return accept([done]);
  const { authorityId } = first;
  return accept([done, { type: "escalation_acknowledged", authorityId, by, channel: "telephone" }]);
}

function alarmTasks(escalation: Escalation, now: Date): Decision {
  if (isOver(escalation)) return nothing;
  const waiting = openTasks(escalation).filter((each) => each.takenBy === undefined && each.alarmedAt === undefined);
  if (waiting.length === 0) return nothing;
  const due = waiting.filter(({ alarmAt }) => alarmAt <= now);
  return due.length === 0 ? refuse("not-due") : accept(due.map(({ id }) => ({ type: "task_alarmed", taskId: id })));
}
