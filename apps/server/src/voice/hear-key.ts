import { hearCaller } from "@nightlight/commands/call/end-call";
import { askForCallByKey, goAhead, noteCannotSpeak } from "@nightlight/commands/call/press-key";
import { isWaiting } from "@nightlight/domain/contact/contact";
import type { CallEntry } from "./call-entry.ts";
import { announce, type CallRunner } from "./perform-act.ts";

/** Whoever cannot speak presses it, and whoever is restricted and needs somebody: both are heard. */
const CANNOT_SPEAK = "1";
const CALL_BACK = "2";

/**
 * A key that the caller pressed. While they wait: 1 says that they cannot speak, 2 that they want to be called back. On a
 * line that is about to be closed any key says that somebody is there.
 */
export async function hearKey(runner: CallRunner, entry: CallEntry, digit: string): Promise<void> {
  const { world, run } = runner;
  const { contact, call, number } = entry;
  if (contact === undefined) return;
  if (contact.state.status === "closing") {
    await hearCaller(world, run, contact.id);
    return;
  }
  if (!isWaiting(contact) && contact.state.status !== "offered") return;
  if (digit === CANNOT_SPEAK) {
    await noteCannotSpeak(world, run, call.callId);
    if (call.mayGoAhead === true) await goAhead(world, contact.id, contact.channelId);
    entry.call = await announce(runner, call, contact, ["heard"]);
  }
  if (digit !== CALL_BACK) return;
  const { id: contactId, channelId } = contact;
  const asked = number === undefined ? undefined : await askForCallByKey(world, { contactId, channelId, number });
  if (asked?.ok === true) entry.contact = asked.value.contact;
  // Without a number nobody can be called: they stay, and are told that somebody comes.
  entry.call = await announce(runner, call, contact, [asked?.ok === true ? "call-back" : "please-hold"]);
}
