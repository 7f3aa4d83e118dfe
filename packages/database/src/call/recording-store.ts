import type { RecordedQueue, RecordingStore } from "@nightlight/commands/call/recording-store";
import type { Query } from "../connection.ts";
import type { ContactKeys } from "../message/contact-key.ts";
import { openBytes, sealBytes } from "../sealing.ts";

type StateRow = {
  is_told: boolean;
  is_refused: boolean;
  is_paused: boolean;
  is_failing: boolean;
  is_running: boolean;
  parts: { id: string; beganAt: string; seconds: number }[];
};

const NEWEST = `select engine, call_id from call where contact_id = $1 order by ended_at is null desc, rang_at desc limit 1`;

const STATE = `select k.told_at is not null as is_told, k.refused_at is not null as is_refused,
    k.paused_at is not null as is_paused, k.unrecorded_at is not null as is_failing,
    k.ended_at is null and exists (select from call_recording r
      where r.engine = k.engine and r.call_id = k.call_id and r.kept_at is null) as is_running,
    coalesce((select json_agg(json_build_object('id', r.id, 'beganAt', r.began_at, 'seconds', r.seconds) order by r.began_at)
      from call_recording r where r.contact_id = k.contact_id and r.kept_at is not null), '[]') as parts
  from call k where (k.engine, k.call_id) = (${NEWEST})`;

/** Recorded conversations in PostgreSQL, sealed under their contacts' keys. */
export function recordingStore(query: Query, keys: ContactKeys): RecordingStore {
  const note = async (name: string, set: string, engine: string, callId: string): Promise<void> => {
    await query(`recording-${name}`, `update call set ${set} where engine = $1 and call_id = $2`, [engine, callId]);
  };
  const steer = async (name: string, set: string, contactId: string): Promise<void> => {
    await query(`recording-${name}`, `update call set ${set} where (engine, call_id) = (${NEWEST})`, [contactId]);
  };
  return {
    async queues() {
      const text = "select queue_id, since, set_by from recorded_queue";
      const rows = await query<{ queue_id: string; since: Date; set_by: string }>("recorded-queues", text, []);
      return rows.map((row): RecordedQueue => ({ queueId: row.queue_id, since: row.since, setBy: row.set_by }));
    },
    async setQueue(queueId, isOn) {
      const text = isOn
        ? `insert into recorded_queue (queue_id, since, set_by) values ($1, clock_timestamp(), actor_id())
             on conflict do nothing returning queue_id`
        : "delete from recorded_queue where queue_id = $1 returning queue_id";
      return (await query(`recorded-queue-${isOn ? "on" : "off"}`, text, [queueId])).length > 0;
    },
    toldByNotice: (engine, callId) =>
      note(
        "notice",
        "told_at = coalesce(told_at, clock_timestamp()), told_by = coalesce(told_by, 'notice')",
        engine,
        callId,
      ),
    refusedByCaller: (engine, callId) =>
      note(
        "refused",
        "refused_at = coalesce(refused_at, clock_timestamp()), refused_by = coalesce(refused_by, 'caller')",
        engine,
        callId,
      ),
    async begin({ id, engine, callId }) {
      await query(
        "recording-begin",
        `with noted as (update call set unrecorded_at = null where engine = $2 and call_id = $3 and unrecorded_at is not null)
         insert into call_recording (id, engine, call_id, contact_id, began_at)
           select $1, engine, call_id, contact_id, clock_timestamp() from call where engine = $2 and call_id = $3`,
        [id, engine, callId],
      );
    },
    async fail({ id, engine, callId }) {
      await query(
        "recording-fail",
        `with gone as (delete from call_recording where id = $1 and kept_at is null)
         update call set unrecorded_at = clock_timestamp() where engine = $2 and call_id = $3`,
        [id, engine, callId],
      );
    },
    async owed(engine) {
      const rows = await query<{
        id: string;
        call_id: string;
        contact_id: string;
        is_kept: boolean;
        is_refused: boolean;
      }>(
        "recording-owed",
        `select r.id, r.call_id, r.contact_id, r.kept_at is not null as is_kept,
           k.refused_at is not null as is_refused
         from call_recording r join call k on k.engine = r.engine and k.call_id = r.call_id
         where r.engine = $1 and (r.released_at is null or k.refused_at is not null) order by r.began_at`,
        [engine],
      );
      return rows.map(({ id, call_id: callId, contact_id: contactId, is_kept: isKept, is_refused: isRefused }) => {
        return { id, callId, contactId, isKept, isRefused };
      });
    },
    async keep({ id, contactId }, sound, seconds) {
      const sealed = sealBytes(await keys.get(contactId), sound, placeOf(id));
      await query(
        "recording-keep",
        "update call_recording set sealed = $2, seconds = $3, kept_at = clock_timestamp() where id = $1 and kept_at is null",
        [id, sealed, seconds],
      );
    },
    async release(id) {
      const text = "update call_recording set released_at = clock_timestamp() where id = $1 and kept_at is not null";
      await query("recording-release", text, [id]);
    },
    async drop(id) {
      await query("recording-drop", "delete from call_recording where id = $1", [id]);
    },
    async eraseOlderThan(hours) {
      const rows = await query(
        "recording-erase",
        `delete from call_recording r where r.kept_at < clock_timestamp() - make_interval(hours => $1)
           and exists (select from contact c where c.id = r.contact_id and c.status in ('closed', 'abandoned'))
         returning r.id`,
        [hours],
      );
      return rows.length;
    },
    async of(contactId) {
      const [row] = await query<StateRow>("recording-of", STATE, [contactId]);
      return (
        row && {
          ...{ isTold: row.is_told, isRefused: row.is_refused, isPaused: row.is_paused },
          ...{ isFailing: row.is_failing, isRunning: row.is_running },
          parts: row.parts.map(({ id, beganAt, seconds }) => ({ id, beganAt: new Date(beganAt), seconds })),
        }
      );
    },
    tellByCounsellor: (contactId) =>
      steer(
        "told",
        `told_at = coalesce(told_at, clock_timestamp()), told_by = coalesce(told_by, 'counsellor'),
           refused_at = null, refused_by = null`,
        contactId,
      ),
    refuseByCounsellor: (contactId) =>
      steer("refuse", "refused_at = clock_timestamp(), refused_by = 'counsellor'", contactId),
    pause: (contactId, isPaused) =>
      steer(isPaused ? "pause" : "resume", `paused_at = ${isPaused ? "clock_timestamp()" : "null"}`, contactId),
    async open(contactId, id) {
      const [row] = await query<{ sealed: Buffer }>(
        "recording-open",
        "select sealed from call_recording where id = $1 and contact_id = $2 and sealed is not null",
        [id, contactId],
      );
      return row && openBytes(await keys.get(contactId), row.sealed, placeOf(id));
    },
  };
}

function placeOf(id: string): string {
  return `recording:${id}`;
}
