import type { RecordingStore } from "@nightlight/commands/call/recording-store";
import type { RecordingWish } from "@nightlight/domain/call/recording";
import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import type { CallRecordingNotes, CallRow, RecordingRow } from "./call-rows.ts";
import type { Tables, Transaction } from "./tables.ts";
import { hasOpened } from "./visibility.ts";

const NOTHING: CallRecordingNotes = { isTold: false, isRefused: false, isPaused: false, isFailing: false };
const HOUR_MS = 3_600_000;

/** What is wished for the recording of a call. */
export function wishOf(
  tables: Pick<Tables, "recordedQueues">,
  { queueId }: Pick<Contact, "queueId">,
  { isTold, isRefused, isPaused } = NOTHING,
): RecordingWish {
  return { isQueueRecorded: tables.recordedQueues.has(queueId), isTold, isRefused, isPaused };
}

/** Recorded conversations, in memory. */
export function recordingStore(transaction: Transaction): RecordingStore {
  const { tables, actor, now } = transaction;
  const isTheirs = (contactId: string): boolean => {
    const contact = tables.contacts.get(contactId);
    const isOwn = actor.kind === "staff" && contact !== undefined && ownerOf(contact) === actor.id;
    return isOwn || hasOpened(transaction, contactId);
  };
  const change = (key: string, to: Partial<CallRecordingNotes>): void => {
    const row = tables.calls.get(key);
    if (row !== undefined) tables.calls.set(key, { ...row, recording: { ...NOTHING, ...row.recording, ...to } });
  };
  const newestOf = (contactId: string): [string, CallRow] | undefined => {
    const all = [...tables.calls].filter(([, row]) => row.contactId === contactId);
    return all.findLast(([, { over }]) => over === undefined) ?? all.at(-1);
  };
  const steer = (contactId: string, to: Partial<CallRecordingNotes>): void => {
    const contact = tables.contacts.get(contactId);
    const [key] = newestOf(contactId) ?? [];
    const isOwn = actor.kind === "staff" && contact !== undefined && ownerOf(contact) === actor.id;
    if (key !== undefined && isOwn) change(key, to);
  };
  const callOf = ({ engine, callId }: Pick<RecordingRow, "engine" | "callId">): CallRow | undefined =>
    tables.calls.get(`${engine}/${callId}`);
  const isRefused = (row: RecordingRow): boolean => callOf(row)?.recording?.isRefused === true;
  return {
    async queues() {
      return [...tables.recordedQueues.values()];
    },
    async setQueue(queueId, isOn) {
      if (actor.kind !== "staff") throw new Error("Nobody else switches it");
      if (tables.recordedQueues.has(queueId) === isOn) return false;
      if (isOn) tables.recordedQueues.set(queueId, { queueId, since: now(), setBy: actor.id });
      else tables.recordedQueues.delete(queueId);
      return true;
    },
    async toldByNotice(engine, callId) {
      change(`${engine}/${callId}`, { isTold: true });
    },
    async refusedByCaller(engine, callId) {
      change(`${engine}/${callId}`, { isRefused: true });
    },
    async begin({ id, engine, callId }) {
      const call = callOf({ engine, callId });
      const contact = call && tables.contacts.get(call.contactId);
      if (call === undefined || contact === undefined) return;
      const { isQueueRecorded, isTold, isRefused: isUnwanted } = wishOf(tables, contact, call.recording);
      if (!isQueueRecorded || !isTold || isUnwanted) throw new Error("Nobody is recorded who was not told or refused");
      change(`${engine}/${callId}`, { isFailing: false });
      const { contactId } = call;
      tables.recordings.set(id, { engine, callId, contactId, beganAt: now(), kept: undefined, isReleased: false });
    },
    async fail({ id, engine, callId }) {
      tables.recordings.delete(id);
      change(`${engine}/${callId}`, { isFailing: true });
    },
    async owed(engine) {
      return [...tables.recordings]
        .filter(([, row]) => row.engine === engine && (!row.isReleased || isRefused(row)))
        .map(([id, row]) => ({
          ...{ id, callId: row.callId, contactId: row.contactId },
          ...{ isKept: row.kept !== undefined, isRefused: isRefused(row) },
        }));
    },
    async keep({ id }, sound, seconds) {
      const row = tables.recordings.get(id);
      if (row === undefined || row.kept !== undefined) return;
      if (isRefused(row)) throw new Error("They do not want it");
      tables.recordings.set(id, { ...row, kept: { at: now(), sound, seconds } });
    },
    async release(id) {
      const row = tables.recordings.get(id);
      if (row?.kept !== undefined) tables.recordings.set(id, { ...row, isReleased: true });
    },
    async drop(id) {
      tables.recordings.delete(id);
    },
    async eraseOlderThan(hours) {
      const before = new Date(now().getTime() - hours * HOUR_MS);
      const old = [...tables.recordings].filter(([, { contactId, kept }]) => {
        const status = tables.contacts.get(contactId)?.state.status;
        return kept !== undefined && kept.at < before && (status === "closed" || status === "abandoned");
      });
      for (const [id] of old) tables.recordings.delete(id);
      return old.length;
    },
    async of(contactId) {
      const [, call] = (isTheirs(contactId) ? newestOf(contactId) : undefined) ?? [];
      if (call === undefined) return undefined;
      const rows = [...tables.recordings].filter(([, row]) => row.contactId === contactId && !isRefused(row));
      const isRunning = rows.some(([, { callId, kept }]) => callId === call.callId && kept === undefined);
      return {
        ...{ ...NOTHING, ...call.recording },
        isRunning: isRunning && call.over === undefined,
        parts: rows.flatMap(([id, { beganAt, kept }]) => (kept ? [{ id, beganAt, seconds: kept.seconds }] : [])),
      };
    },
    async tellByCounsellor(contactId) {
      steer(contactId, { isTold: true, isRefused: false });
    },
    async refuseByCounsellor(contactId) {
      steer(contactId, { isRefused: true });
    },
    async pause(contactId, isPaused) {
      steer(contactId, { isPaused });
    },
    async open(contactId, id) {
      const row = tables.recordings.get(id);
      const isHeard = row?.contactId === contactId && isTheirs(contactId) && !isRefused(row);
      return isHeard ? row.kept?.sound : undefined;
    },
  };
}
