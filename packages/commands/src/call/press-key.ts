import { may } from "@nightlight/domain/access/may";
import { windowFrom } from "@nightlight/domain/contact/callback";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import type { Language } from "@nightlight/domain/contact/channel";
import type { Result } from "@nightlight/domain/result";
import { applyCommand, changeContact, type Changed } from "../contact/change-contact.ts";
import type { World } from "../world.ts";
import { fenced, type EngineRun } from "./fenced.ts";
import type { CallId } from "./telephony.ts";

/** "I cannot speak": whoever takes the call knows it before they say a word. */
export async function noteCannotSpeak(world: World, run: EngineRun, callId: CallId): Promise<void> {
  await fenced(world, run, ({ calls }) => calls.note(run.engine, callId, "cannotSpeak"));
}

/**
 * "I need somebody now", by a restricted caller: the place that everybody has, once in a while. Changes nothing for anybody
 * else.
 */
export async function goAhead(world: World, contactId: ContactId, channelId: string): Promise<void> {
  const actor = { kind: "gateway", channelId } as const;
  await world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.write-as-child", { contact: locked.contact })) return;
    if (locked.contact.lane !== "low" || !(await store.restrictions.goAhead(contactId))) return;
    await applyCommand(store, locked, { type: "go-ahead" });
  });
}

type Chosen = { readonly contactId: ContactId; readonly channelId: string; readonly language: Language };

/** The caller wants another language: they are offered to who speaks it. The contact as it is then; undefined: it is gone. */
export async function chooseLanguage(
  world: World,
  { contactId, channelId, language }: Chosen,
): Promise<Contact | undefined> {
  const actor = { kind: "gateway", channelId } as const;
  return world.transaction(actor, async (store) => {
    const command = { type: "choose-language", language } as const;
    const changed = await changeContact(store, actor, contactId, "contact.write-as-child", command);
    return changed.ok ? changed.value.contact : undefined;
  });
}

type Wanted = { readonly contactId: ContactId; readonly channelId: string; readonly number: string };

/**
 * "Call me back": at the number that they call from, from now on for two hours. They keep their place. Refused where they
 * do not wait any more.
 */
export async function askForCallByKey(
  world: World,
  { contactId, channelId, number }: Wanted,
): Promise<Result<Changed, ContactRefusal | "not-found">> {
  const actor = { kind: "gateway", channelId } as const;
  return world.transaction(actor, async (store) => {
    const command = { type: "ask-for-call", ...windowFrom(await store.now(), store.policy) } as const;
    const changed = await changeContact(store, actor, contactId, "contact.write-as-child", command);
    if (changed.ok) await store.callbacks.keep(contactId, number);
    return changed;
  });
}
