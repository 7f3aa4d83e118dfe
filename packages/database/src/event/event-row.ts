import type { RecordedEvent } from "@nightlight/commands/events";
import type { ContactEvent } from "@nightlight/domain/contact/events";

/** Which fields of events are times; in the log's JSON they are ISO 8601 text. */
const TIMES = new Set([
  "expiresAt",
  "skipUntil",
  "until",
  "receivedAt",
  "shownBy",
  "firstArrivedAt",
  "orphanAt",
  "undoUntil",
  "callFrom",
  "checkAt",
  "nextAt",
  "remindAt",
  "dueAt",
  "alarmAt",
]);

export type EventRow = {
  seq: number;
  subject: "contact" | "counsellor" | "escalation";
  subject_id: string;
  version: number;
  type: string;
  data: Record<string, unknown>;
  actor_kind: RecordedEvent["actorKind"];
  actor_id: string | null;
  at: Date;
};

/** An event of the log as the house knows it. */
export function recordedOf(row: EventRow): RecordedEvent {
  const event = { type: row.type, ...withTimes(row.data) };
  return {
    subject: row.subject,
    subjectId: row.subject_id,
    version: row.version,
    actorKind: row.actor_kind,
    actorId: row.actor_id ?? undefined,
    at: row.at,
    event,
  } as RecordedEvent;
}

/** What the log keeps of an event beside its type. */
export function dataOf(event: { readonly type: string }): Record<string, unknown> {
  const { type: _type, ...data } = event;
  return data;
}

/** A contact's own events, oldest first, ready to be replayed. */
export function historyOf(rows: readonly EventRow[]): { event: ContactEvent; at: Date }[] {
  return rows.map((row) => ({ event: { type: row.type, ...withTimes(row.data) } as ContactEvent, at: row.at }));
}

function withTimes(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, TIMES.has(key) ? new Date(String(value)) : value]),
  );
}
