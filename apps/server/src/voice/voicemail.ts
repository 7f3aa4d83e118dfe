import { keepVoicemail } from "@nightlight/commands/call/keep-voicemail";
import type { Call } from "@nightlight/domain/call/call";
import type { Contact } from "@nightlight/domain/contact/contact";
import { announce } from "./announce.ts";
import type { CallEntry } from "./call-entry.ts";
import type { CallRunner } from "./call-runner.ts";
import { closedRecording, secondsOf } from "./sound-file.ts";

const MOST_SECONDS = 120;
/** A line that was only put down again says nothing. */
const LEAST_SECONDS = 1;

/** The engine's name of a call's message: whoever follows finds it by the call alone. */
export function recordingOf(callId: string): string {
  return `voicemail-${callId}`;
}

/** Records what a caller who pressed the key for it says. Where that cannot be, they are told, and stay. */
export async function recordMessage(runner: CallRunner, call: Call, contact: Contact): Promise<Call> {
  try {
    await runner.telephony.recordMessage(call.callId, recordingOf(call.callId), MOST_SECONDS);
    return { ...call, message: "recording" };
  } catch {
    return failMessage(runner, call, contact);
  }
}

/** Nothing was recorded: the caller hears so and keeps the place that they have. */
async function failMessage(runner: CallRunner, call: Call, contact: Contact): Promise<Call> {
  runner.onTrouble("not_recorded");
  if (call.hears === "people") return { ...call, message: "over" };
  return { ...(await announce(runner, call, contact, ["message-failed"])), message: "over" };
}

/**
 * A message came to its end while the caller is still there: they hear that it is kept, and wait on if they want; or that
 * it could not be, also where the engine says that it is over and there is nothing of it.
 */
export async function finishMessage(runner: CallRunner, entry: CallEntry, isFailed: boolean): Promise<void> {
  const { call, contact } = entry;
  if (call.message !== "recording" || contact === undefined) return;
  const kept = isFailed ? "lost" : await keepMessage(runner, call.callId, contact.id);
  if (kept === "lost") {
    entry.call = await failMessage(runner, call, contact);
    return;
  }
  entry.call = { ...call, message: "over" };
  if (kept === undefined) return;
  entry.contact = kept;
  if (call.hears !== "people") entry.call = { ...(await announce(runner, entry.call, kept, ["message-kept"])) };
}

/**
 * Keeps what a caller said, if they said anything, and only then lets the engine forget it: whatever fails, it is tried
 * again and nothing is lost. The contact as it is then; undefined when they said nothing; "lost" where the engine has no
 * sound at all.
 */
export async function keepMessage(
  { telephony, world, run }: CallRunner,
  callId: string,
  contactId: string,
): Promise<Contact | "lost" | undefined> {
  const recordingId = recordingOf(callId);
  const sound = await closedRecording(() => telephony.readRecording(recordingId));
  if (sound === undefined) return "lost";
  const seconds = secondsOf(sound);
  const isAnything = seconds >= LEAST_SECONDS;
  const contact = isAnything ? await keepVoicemail(world, run, { callId, contactId, sound, seconds }) : undefined;
  await telephony.forgetRecording(recordingId);
  return contact;
}
