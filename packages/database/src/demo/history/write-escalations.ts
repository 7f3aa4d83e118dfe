import { createHash, randomBytes } from "node:crypto";
import { ESCALATION_CLOCKS, footprint } from "@nightlight/domain/escalation/deadlines";
import { addresseeOf } from "@nightlight/domain/escalation/escalation";
import type { Client } from "pg";
import { seal, type Sealing } from "../../sealing.ts";
import { clientKey, type PastEscalation } from "./past-escalation.ts";

const KEY_BYTES = 32;

/** Writes told escalations with their keys, words, tasks and running clocks, and says which numbers are taken. */
export async function writeEscalations(
  client: Client,
  sealing: Sealing,
  escalations: readonly PastEscalation[],
): Promise<void> {
  await client.query(ESCALATIONS, [
    JSON.stringify(
      escalations.map(({ escalation }) => ({
        ...{ id: escalation.id, contact_id: escalation.contactId, number: escalation.number, client_key: clientKey() },
        ...{ sent_by: escalation.sentBy, level: escalation.level, version: escalation.version, state: escalation },
        addressed: [...new Set(escalation.addressed.map(({ authorityId }) => authorityId))],
        authority_id: addresseeOf(escalation),
        created_at: escalation.sentAt,
      })),
    ),
  ]);
  for (const { escalation, texts } of escalations) {
    const { id } = escalation;
    const key = randomBytes(KEY_BYTES);
    await client.query("insert into escalation_key (escalation_id, wrapped_key) values ($1, $2)", [
      id,
      sealing.sealSecret(`escalation_key:${id}`, key.toString("base64")),
    ]);
    for (const text of texts) {
      await client.query(TEXT, [
        ...[text.id, id, text.kind, text.reportId ?? null, text.clientKey],
        seal(key, text.text, `escalation_text:${text.id}`),
        createHash("sha256").update(text.text).digest(),
        ...[text.authorId, text.at],
      ]);
    }
    for (const task of escalation.tasks) {
      await client.query(TASK, [
        ...[task.id, id, task.kind, task.ownerId, task.offeredTo ?? null, task.takenBy ?? null, task.madeAt],
        ...[task.alarmAt, task.alarmedAt ?? null, task.done?.at ?? null, task.done?.outcome ?? null],
      ]);
    }
    const due = footprint(escalation);
    for (const clock of ESCALATION_CLOCKS) {
      if (due[clock] === undefined) continue;
      await client.query("insert into clock (subject, subject_id, kind, due_at) values ($1, $2, $3, $4)", [
        ...[`escalation.${clock}`, id, clock, due[clock]],
      ]);
    }
  }
  await client.query(NUMBERS);
}

const ESCALATIONS = `insert into escalation
    (id, contact_id, number, client_key, sent_by, level, addressed, authority_id, version, state, created_at)
  select id, contact_id, number, client_key, sent_by, level, addressed, authority_id, version, state, created_at
  from jsonb_to_recordset($1::jsonb) as e(id uuid, contact_id uuid, number text, client_key text, sent_by uuid, level text,
    addressed uuid[], authority_id uuid, version integer, state jsonb, created_at timestamptz)`;

const TEXT = `insert into escalation_text
    (id, escalation_id, kind, report_id, client_key, sealed, hash, author_id, written_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const TASK = `insert into escalation_task (id, escalation_id, kind, owner_id, offered_to, taken_by, made_at, alarm_at,
    alarmed_at, done_at, outcome)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

const NUMBERS = `insert into escalation_counter (year, last)
  select split_part(number, '/', 1)::integer, max(split_part(number, '/', 2)::integer) from escalation group by 1
  on conflict (year) do update set last = greatest(escalation_counter.last, excluded.last)`;
