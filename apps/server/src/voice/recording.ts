import {
  beginRecording,
  dropRecording,
  failRecording,
  keepRecording,
  owedRecordings,
  releaseRecording,
} from "@nightlight/commands/call/keep-recording";
import type { OwedRecording } from "@nightlight/commands/call/recording-store";
import type { KnownCall } from "@nightlight/commands/call/call-store";
import { fenced } from "@nightlight/commands/call/fenced";
import type { Call } from "@nightlight/domain/call/call";
import { mayRecord } from "@nightlight/domain/call/recording";
import { announce } from "./announce.ts";
import type { CallEntry, CallEvent } from "./call-entry.ts";
import { finishMessage } from "./voicemail.ts";
import type { CallRunner } from "./call-runner.ts";
import { closedRecording, secondsOf } from "./sound-file.ts";

/** A part is kept when it ends: so much at most is lost with an engine's disk, or held in memory at once. */
const MOST_SECONDS = 600;
const NAME = "talk-";

/** The engine's name of a part of a conversation. */
function talkName(id: string): string {
  return NAME + id;
}

/** Whether the engine speaks of a part of a conversation, and not of a message after the tone. */
function isTalk(recordingId: string): boolean {
  return recordingId.startsWith(NAME);
}

/** Records what people say from now on. Where that cannot be, the call goes on without, and supervisors are told. */
export async function startTalk({ world, run, telephony, onTrouble }: CallRunner, call: Call): Promise<Call> {
  const id = await beginRecording(world, run, call.callId);
  try {
    await telephony.startRecording(call.callId, talkName(id), MOST_SECONDS);
    return { ...call, recording: id };
  } catch {
    onTrouble("not_recorded");
    await failRecording(world, run, call.callId, id);
    return { ...call, recording: "failed" };
  }
}

/** Nothing that is said from now on is recorded; what was is kept when the engine has closed its file. */
export async function stopTalk({ telephony }: CallRunner, call: Call): Promise<Call> {
  if (call.recording !== undefined && call.recording !== "failed")
    await telephony.stopRecording(talkName(call.recording));
  return { ...call, recording: undefined };
}

/** What a call that is up asks for: the notice with its greeting, and whether it is recorded while people talk. */
export function wishes({ recording }: KnownCall): Pick<Call, "isNoticeDue" | "mayRecord"> {
  const { isQueueRecorded, isTold, isRefused } = recording;
  return { isNoticeDue: isQueueRecorded && !isTold && !isRefused, mayRecord: mayRecord(recording) };
}

/** Whether the greeting, and with it the notice, was heard to its end. Whoever cuts in has to tell the caller themselves. */
export function isNoticeHeard(call: Call, event: CallEvent): boolean {
  const isGreeting = event.type === "announce.finished" && event.announcementId === call.announcement;
  return isGreeting && !call.isGreeted && call.isNoticeDue === true;
}

/** The caller knows from now on. */
export async function noteNotice({ world, run }: CallRunner, { call }: CallEntry): Promise<void> {
  await fenced(world, run, ({ recordings }) => recordings.toldByNotice(run.engine, call.callId));
}

/** The caller pressed the key for it: nothing is recorded, and they hear so unless they talk. */
export async function refuseRecording(runner: CallRunner, entry: CallEntry): Promise<void> {
  const { world, run } = runner;
  const { call, contact } = entry;
  await fenced(world, run, ({ recordings }) => recordings.refusedByCaller(run.engine, call.callId));
  entry.call = { ...call, mayRecord: false, isNoticeDue: false };
  if (call.hears === "people" || contact === undefined) return;
  entry.call = { ...(await announce(runner, entry.call, contact, ["not-recorded"])), isGreeted: true };
}

/**
 * The engine says that a recording is over. A message after the tone is finished; a part of a conversation is kept, and the
 * next one begins, unless this one failed: that is tried again after a pause.
 */
export async function hearRecording(
  runner: CallRunner,
  entry: CallEntry,
  { type, recordingId }: Extract<CallEvent, { type: "recording.finished" | "recording.failed" }>,
): Promise<void> {
  const isFailed = type === "recording.failed";
  if (!isTalk(recordingId)) {
    await finishMessage(runner, entry, isFailed);
    return;
  }
  const { recording, callId } = entry.call;
  const isCurrent = recording !== undefined && talkName(recording) === recordingId;
  if (isCurrent) entry.call = { ...entry.call, recording: undefined };
  // Of a disk that is full the engine says that it is over, and there is nothing of it.
  const lost = await settleTalks(runner, ({ id }) => talkName(id) === recordingId);
  if (!isCurrent || !(isFailed || lost.includes(recording))) return;
  await failRecording(runner.world, runner.run, callId, recording);
  entry.call = { ...entry.call, recording: "failed" };
}

/**
 * Keeps those parts that the engine still holds, and has it forget what must not be kept. Whatever fails is found again by
 * the next look, also by another process; nothing stays on the engine's disk. The ids of those of which there is no sound.
 */
export async function settleTalks(
  runner: CallRunner,
  isMeant: (part: OwedRecording) => boolean,
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const part of await owedRecordings(runner.world, runner.run)) {
    if (isMeant(part) && (await settle(runner, part)) === "lost") lost.push(part.id);
  }
  if (lost.length > 0) runner.onTrouble("not_recorded");
  return lost;
}

async function settle(
  { world, run, telephony }: CallRunner,
  part: OwedRecording,
): Promise<"kept" | "dropped" | "lost"> {
  const name = talkName(part.id);
  await telephony.stopRecording(name);
  if (part.isRefused) {
    await telephony.forgetRecording(name);
    await dropRecording(world, run, part.id);
    return "dropped";
  }
  const sound = part.isKept ? undefined : await closedRecording(() => telephony.readRecording(name));
  const isWorthKeeping = sound !== undefined && secondsOf(sound) > 0;
  if (isWorthKeeping) await keepRecording(world, run, part, { sound, seconds: secondsOf(sound) });
  await telephony.forgetRecording(name);
  if (part.isKept || isWorthKeeping) {
    await releaseRecording(world, run, part.id);
    return "kept";
  }
  await dropRecording(world, run, part.id);
  return sound === undefined ? "lost" : "dropped";
}
