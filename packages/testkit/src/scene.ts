import type { ArrivalFacts } from "@nightlight/domain/contact/entry-lane";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { Language } from "@nightlight/domain/contact/channel";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { holdLease } from "@nightlight/commands/presence/hold-lease";
import { acceptOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { keyOf } from "./builders.ts";
import type { ChildActor, CounsellorActor, CounsellorOptions, Stage } from "./stage.ts";

export type ChatOptions = {
  readonly text?: string;
  readonly safeNow?: ArrivalFacts["safeNow"];
  readonly language?: Language;
  readonly key?: string;
};

/** A child who began a web chat, and who can be nobody else. */
export async function beginChat(stage: Stage, options: ChatOptions = {}): Promise<ChildActor> {
  const { text, safeNow = "unknown", language = "vi" } = options;
  const child: ChildActor = { kind: "child", contactId: stage.world.newId() };
  await beginContact(stage.world, child, {
    contactId: child.contactId,
    channelId: stage.webchatId,
    channel: "webchat",
    language,
    facts: { safeNow },
    text,
    arrivalKey: keyOf(options.key ?? child.contactId),
    identity: undefined,
    childSession: undefined,
  });
  return child;
}

export type OnDuty = CounsellorActor & { readonly epoch: number };

/** A counsellor in the middle of a shift whose screen is connected. */
export async function comeOnDuty(stage: Stage, options: CounsellorOptions = {}): Promise<OnDuty> {
  const counsellor = await stage.addCounsellor(options);
  return { ...counsellor, epoch: valueOf(await holdLease(stage.world, counsellor, false)) };
}

export type Chat = { readonly child: ChildActor; readonly contactId: string; readonly offerId: string };

/** A chat that the matcher offers to the one who is free; not yet on their screen. */
export async function offerChat(stage: Stage, options: ChatOptions = {}): Promise<Chat> {
  const child = await beginChat(stage, options);
  await runMatcher(stage.world);
  const { state } = await readState(stage, child.contactId);
  if (state.status !== "offered") throw new Error(`Nobody was free for the chat: it is ${state.status}`);
  return { child, contactId: child.contactId, offerId: state.offer.id };
}

/** A chat that rings on a counsellor's screen. */
export async function showChat(stage: Stage, counsellor: CounsellorActor, options: ChatOptions = {}): Promise<Chat> {
  const chat = await offerChat(stage, options);
  valueOf(await showOffer(stage.world, counsellor, chat.offerId));
  return chat;
}

/** A chat in conversation with a counsellor. */
export async function takeChat(stage: Stage, counsellor: CounsellorActor, options: ChatOptions = {}): Promise<Chat> {
  const chat = await offerChat(stage, options);
  valueOf(await acceptOffer(stage.world, counsellor, chat.offerId));
  return chat;
}

/** A contact as it is stored. Throws when there is none. */
export async function readState(stage: Stage, contactId: string): Promise<Contact> {
  const contact = await stage.world.transaction({ kind: "system" }, ({ contacts }) => contacts.find(contactId));
  if (contact === undefined) throw new Error(`There is no contact ${contactId}`);
  return contact;
}

/** The value of a result that a test takes for granted. */
export function valueOf<Value>(result: { ok: true; value: Value } | { ok: false; refusal: string }): Value {
  if (!result.ok) throw new Error(`Refused: ${result.refusal}`);
  return result.value;
}
