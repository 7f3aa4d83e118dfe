import type { ClockSubject, RunningClock } from "@nightlight/commands/world";
import type { Query } from "../connection.ts";

/** Sets a clock of a shift or of the roster anew. Gives what the timer service has to ring. */
export async function setClock(
  query: Query,
  subject: Extract<ClockSubject, "duty" | "roster">,
  subjectId: string,
  { kind, dueAt }: { readonly kind: string; readonly dueAt: Date },
): Promise<RunningClock> {
  const [row] = await query<{ generation: number; delay_ms: number }>(
    "shift-clock-set",
    `insert into clock (subject, subject_id, kind, due_at) values ($1, $2, $3, $4)
     on conflict (subject, subject_id) do update set kind = excluded.kind, due_at = excluded.due_at,
       is_running = true, generation = clock.generation + 1
     returning generation, (extract(epoch from due_at - clock_timestamp()) * 1000)::float8 as delay_ms`,
    [subject, subjectId, kind, dueAt],
  );
  if (row === undefined) throw new Error("The clock of a shift was not set");
  return { subject, subjectId, generation: row.generation, delayMs: Math.max(0, row.delay_ms) };
}
