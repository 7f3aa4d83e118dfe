import type { RecordedEvent } from "@nightlight/commands/events";
import type { LockedEscalation } from "@nightlight/commands/escalation/escalation-store";
import type { RunningClock } from "@nightlight/commands/world";
import { ESCALATION_CLOCKS, footprint } from "@nightlight/domain/escalation/deadlines";
import { addresseeOf, type Escalation, type EscalationTask } from "@nightlight/domain/escalation/escalation";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import { evolve } from "@nightlight/domain/escalation/evolve";
import { LostRaceError } from "../contact/append.ts";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import { dataOf } from "../event/event-row.ts";

export type AppendedEscalation = {
  readonly escalation: Escalation;
  readonly events: readonly RecordedEvent[];
  readonly clocks: readonly RunningClock[];
};

/**
 * Writes what events make of a locked escalation: state row, tasks, clocks and the events themselves. Clocks and tasks are
 * derived from the state, so none can be forgotten. Throws LostRaceError when somebody was faster.
 */
export async function appendEscalation(
  query: Query,
  actor: DatabaseActor,
  { escalation: before, at }: LockedEscalation,
  events: readonly EscalationEvent[],
): Promise<AppendedEscalation> {
  const escalation = events.reduce((soFar, event) => evolve(soFar, event, at), before);
  const [changed] = await query<{ id: string }>("escalation-save", SAVE, [
    escalation.id,
    before.version,
    escalation.version,
    JSON.stringify(escalation),
    [...new Set(escalation.addressed.map(({ authorityId }) => authorityId))],
    escalation.state.status === "draft" ? null : addresseeOf(escalation),
  ]);
  if (changed === undefined) throw new LostRaceError("the escalation is no longer at this version");
  const [recorded, clocks] = await Promise.all([
    log(query, actor, before, events, at),
    moveClocks(query, before, escalation),
    saveTasks(query, before, escalation),
  ]);
  return { escalation, events: recorded, clocks };
}

const SAVE = `update escalation set version = $3, state = $4, addressed = $5, authority_id = $6
  where id = $1 and version = $2 returning id`;

/** Puts events of an escalation into the log; versions go on from where it was. */
export async function log(
  query: Query,
  actor: DatabaseActor,
  before: Pick<Escalation, "id" | "version">,
  events: readonly EscalationEvent[],
  at: Date,
): Promise<readonly RecordedEvent[]> {
  if (actor.kind === "sign-in") throw new Error("Signing in changes no escalation");
  const actorKind = actor.kind;
  const actorId = idOf(actor) === "" ? undefined : idOf(actor);
  await query(
    "escalation-log",
    `insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
     select 'escalation', $1, e.version, e.type, e.data, $2, $3, $4
     from jsonb_to_recordset($5::jsonb) as e(version integer, type text, data jsonb)`,
    [
      before.id,
      actorKind,
      actorId ?? null,
      at,
      JSON.stringify(
        events.map((event, index) => ({
          version: before.version + index + 1,
          type: event.type,
          data: dataOf(event),
        })),
      ),
    ],
  );
  return events.map((event, index) => ({
    subject: "escalation",
    subjectId: before.id,
    version: before.version + index + 1,
    actorKind,
    actorId,
    at,
    event,
  }));
}

/** Sets the clocks that moved, and stops those that run no longer. */
async function moveClocks(query: Query, before: Escalation, after: Escalation): Promise<readonly RunningClock[]> {
  const [was, is] = [footprint(before), footprint(after)];
  const moved = await Promise.all(
    ESCALATION_CLOCKS.map(async (kind): Promise<RunningClock | undefined> => {
      const dueAt = is[kind];
      const subject = `escalation.${kind}` as const;
      if (dueAt?.getTime() === was[kind]?.getTime()) return undefined;
      if (dueAt === undefined) {
        await query("escalation-clock-stop", STOP, [subject, after.id]);
        return undefined;
      }
      const [row] = await query<{ generation: number; delay_ms: number }>("escalation-clock-set", SET, [
        subject,
        after.id,
        kind,
        dueAt,
      ]);
      if (row === undefined) throw new Error("The clock of an escalation was not set");
      return {
        subject,
        subjectId: after.id,
        generation: row.generation,
        delayMs: Math.max(0, row.delay_ms),
      };
    }),
  );
  return moved.filter((clock) => clock !== undefined);
}

const STOP = "update clock set is_running = false where subject = $1 and subject_id = $2";
const SET = `insert into clock (subject, subject_id, kind, due_at) values ($1, $2, $3, $4)
  on conflict (subject, subject_id) do update set kind = excluded.kind, due_at = excluded.due_at,
    is_running = true, generation = clock.generation + 1
  returning generation, extract(epoch from due_at - clock_timestamp()) * 1000 as delay_ms`;

async function saveTasks(query: Query, before: Escalation, after: Escalation): Promise<void> {
  const changed = after.tasks.filter((task, index) => before.tasks[index] !== task);
  await Promise.all(
    changed.map((task) =>
      saveTask(
        query,
        after,
        task,
        before.tasks.some(({ id }) => id === task.id),
      ),
    ),
  );
}

async function saveTask(query: Query, { id }: Escalation, task: EscalationTask, isKnown: boolean): Promise<void> {
  const state = [
    task.offeredTo ?? null,
    task.takenBy ?? null,
    task.alarmedAt ?? null,
    task.done?.at ?? null,
    task.done?.outcome ?? null,
  ];
  if (isKnown) {
    await query(
      "escalation-task-change",
      `update escalation_task set offered_to = $2, taken_by = $3, alarmed_at = $4, done_at = $5, outcome = $6
       where id = $1`,
      [task.id, ...state],
    );
    return;
  }
  await query(
    "escalation-task-make",
    `insert into escalation_task (id, offered_to, taken_by, alarmed_at, done_at, outcome,
       escalation_id, kind, owner_id, made_at, alarm_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [task.id, ...state, id, task.kind, task.ownerId, task.madeAt, task.alarmAt],
  );
}
