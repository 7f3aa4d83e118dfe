import { fenced } from "@nightlight/commands/call/fenced";
import { hearCaller } from "@nightlight/commands/call/end-call";
import { askForCallByKey, chooseLanguage, goAhead, noteCannotSpeak } from "@nightlight/commands/call/press-key";
import { LANGUAGES, type Language } from "@nightlight/domain/contact/channel";
import { isWaiting } from "@nightlight/domain/contact/contact";
import type { CallEntry } from "./call-entry.ts";
import { announce, tellKeys } from "./announce.ts";
import type { CallRunner } from "./call-runner.ts";
import { refuseRecording } from "./recording.ts";

/** Whoever cannot speak presses it, and whoever is restricted and needs somebody: both are heard. */
const CANNOT_SPEAK = "1";
const CALL_BACK = "2";
const OTHER_LANGUAGE = "3";
const LEAVE_A_MESSAGE = "5";
const NOT_RECORDED = "9";

/**
 * A key that the caller pressed. While they wait: 1 says that they cannot speak, 2 that they want to be called back, 3
 * that they want the other language, 5 that they want to leave a message, where they were invited to: pressing it is the
 * consent to being recorded. Where calls are recorded, 9 says at any time that they do not want it. On a line that is about to be closed any key says that somebody is there.
 */
export async function hearKey(runner: CallRunner, entry: CallEntry, digit: string): Promise<void> {
  const { world, run } = runner;
  const { contact, call, number } = entry;
  if (contact === undefined) return;
  if (contact.state.status === "closing") {
    await hearCaller(world, run, contact.id);
    return;
  }
  // What is pressed into a message is part of it.
  if (call.message === "recording" || call.message === "wanted") return;
  if (digit === NOT_RECORDED && (call.isNoticeDue === true || call.mayRecord === true)) {
    await refuseRecording(runner, entry);
    return;
  }
  if (!isWaiting(contact) && contact.state.status !== "offered") return;
  if (digit === CANNOT_SPEAK) {
    await noteCannotSpeak(world, run, call.callId);
    if (call.mayGoAhead === true) await goAhead(world, contact.id, contact.channelId);
    entry.call = { ...(await announce(runner, call, contact, ["heard"])), knowsKeys: true };
  }
  if (digit === OTHER_LANGUAGE) {
    const { id: contactId, channelId } = contact;
    entry.contact = await chooseLanguage(world, { contactId, channelId, language: otherThan(contact.language) });
    entry.call = await tellKeys(runner, call, entry.contact ?? contact);
  }
  if (digit === LEAVE_A_MESSAGE && call.message === "invited") {
    await fenced(world, run, ({ calls }) => calls.note(run.engine, call.callId, "consented"));
    entry.call = { ...(await announce(runner, call, contact, ["after-tone"])), message: "wanted" };
  }
  if (digit !== CALL_BACK) return;
  const { id: contactId, channelId } = contact;
  const asked = number === undefined ? undefined : await askForCallByKey(world, { contactId, channelId, number });
  if (asked?.ok === true) entry.contact = asked.value.contact;
  // Without a number nobody can be called: they stay, and are told that somebody comes.
  entry.call = await announce(runner, call, contact, [asked?.ok === true ? "call-back" : "please-hold"]);
}

/** The next of the languages that callers can choose. */
function otherThan(language: Language): Language {
  return LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length] ?? language;
}
