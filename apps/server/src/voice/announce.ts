import type { Call } from "@nightlight/domain/call/call";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { CallRunner } from "./call-runner.ts";

const PRESS_ONE = ["press-one"] as const;

/** The files of announcements (infra/asterisk/sounds). */
export const PROMPTS = [
  "greeting",
  "keys",
  "language",
  "press-one",
  "heard",
  "call-back",
  "please-hold",
  "place-next",
  "place-few",
  "place-many",
  "leave-message",
  "after-tone",
  "message-kept",
  "message-failed",
  "recording",
  "not-recorded",
] as const;

export type Prompt = (typeof PROMPTS)[number];

/** Says what keys do, in the contact's language, and in the other one which key speaks it. */
export async function tellKeys(runner: CallRunner, call: Call, contact: Contact): Promise<Call> {
  const prompts: Prompt[] = ["keys", ...(call.mayGoAhead === true ? PRESS_ONE : []), "language"];
  return { ...(await announce(runner, call, contact, prompts)), knowsKeys: true };
}

/** Says something to the caller in the contact's language, in place of whatever they hear. */
export async function announce(
  { telephony, world }: CallRunner,
  call: Call,
  contact: Contact,
  prompts: readonly Prompt[],
): Promise<Call> {
  const announcement = world.newId();
  if (call.hears === "music") await telephony.stopMusic(call.callId);
  const media = prompts.map((prompt) => `${contact.language}/${prompt}`);
  await telephony.announce(call.callId, announcement, media);
  return { ...call, hears: "announcement", announcement };
}
