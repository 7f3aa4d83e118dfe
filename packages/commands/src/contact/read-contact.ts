import type { ReadingHow } from "@nightlight/domain/access/opening";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Actor, Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import { recordTimeOf, type RecordTime } from "@nightlight/domain/contact/record-time";
import type { NewReading, Opening } from "../access/access-stores.ts";
import type { Message, RecordFields, Store, World } from "../world.ts";

export type Conversation = { readonly contact: Contact; readonly messages: readonly Message[]; readonly at: Date };
export type CounsellorReading = Omit<Conversation, "at"> & {
  readonly record: RecordFields;
  /** The version of the form that the record is in. */
  readonly recordDefinition: number;
  /** Until when the record keeps its place; undefined where it keeps none. */
  readonly recordTime: RecordTime | undefined;
};

/** A counsellor's reading of a whole conversation: checked, and logged. The desk shows the last line of one's own. */
export async function readContact(
  world: World,
  actor: Staff,
  contactId: ContactId,
  how: ReadingHow = "desk",
): Promise<Result<CounsellorReading, "not-found">> {
  return collect(
    await world.transaction(actor, async (store) => {
      const contact = await store.contacts.find(contactId);
      if (contact === undefined || !may(actor, "contact.read", { contact })) return refuse("not-found");
      return gather(store, { action: "read-conversation", contactId, why: "own", how }, contact);
    }),
  );
}

/** The reading of a contact that was opened with a reason. Once its time has run out, it is not there. */
export async function readOpenedContact(
  world: World,
  actor: Staff,
  contactId: ContactId,
  how: ReadingHow,
): Promise<Result<CounsellorReading & { readonly opening: Opening }, "not-found">> {
  const opened = await world.transaction(actor, async (store) => {
    const [contact, opening] = await Promise.all([store.contacts.find(contactId), store.openings.inForce(contactId)]);
    if (contact === undefined || opening === undefined) return refuse("not-found");
    if (!may(actor, "contact.read", { contact, isOpened: true })) return refuse("not-found");
    const { kind: why, id: openingId } = opening;
    const gathered = gather(store, { action: "read-conversation", contactId, why, how, openingId }, contact);
    return gathered.ok ? accept({ ...gathered.value, opening }) : gathered;
  });
  if (!opened.ok) return opened;
  const { words, opening } = opened.value;
  return accept({ ...(await words), opening });
}

/**
 * Changes a contact and reads it as it is afterwards, in one transaction: the reading is asked for while the change is
 * still on its way, and its commit follows at once. When the change is refused, so is the reading.
 */
export async function changeAndRead<Refusal extends string>(
  world: World,
  actor: Staff,
  change: (joint: World) => Promise<Result<{ readonly contact: Contact }, Refusal>>,
  how: ReadingHow = "desk",
): Promise<Result<CounsellorReading, Refusal | "not-found">> {
  return collect<Refusal | "not-found">(
    await world.transaction(actor, async (store) => {
      const changed = await change(joining(world, actor, store));
      if (!changed.ok) return changed;
      const { contact } = changed.value;
      if (!may(actor, "contact.read", { contact })) return refuse("not-found");
      return gather(store, { action: "read-conversation", contactId: contact.id, why: "own", how }, contact);
    }),
  );
}

/** A world whose transactions are all the one that is running. */
function joining(world: World, actor: Staff, store: Store): World {
  return {
    ...world,
    async transaction(another, story) {
      if (another !== actor) throw new Error("Only the same actor can join a transaction");
      return story(store);
    },
  };
}

/** What was asked for and has not arrived: a story that hands it out lets the commit follow its questions at once. */
type Gathered = { readonly words: Promise<CounsellorReading> };

function gather(store: Store, reading: NewReading, contact: Contact): Result<Gathered, never> {
  const words = Promise.all([
    store.accessLog.write(reading),
    store.messages.list(contact.id),
    store.records.latest(contact.id),
    store.records.versionOf(contact.id),
  ]).then(([, messages, record, recordDefinition]) => ({
    ...{ contact, messages, record, recordDefinition },
    recordTime: recordTimeOf(contact, store.policy),
  }));
  // When they fail, so does the transaction, and nobody is left to wait for them.
  words.catch(() => undefined);
  return accept({ words });
}

async function collect<Refusal extends string>(
  gathered: Result<Gathered, Refusal>,
): Promise<Result<CounsellorReading, Refusal>> {
  return gathered.ok ? accept(await gathered.value.words) : gathered;
}

/** The other side's reading of its own conversation; a gateway reads what its channel has to carry out. */
export async function readConversation(
  world: World,
  actor: Extract<Actor, { kind: "child" | "gateway" }>,
  contactId: ContactId,
): Promise<Result<Conversation, "not-found">> {
  return world.transaction(actor, async ({ contacts, messages, now }) => {
    const contact = await contacts.find(contactId);
    if (contact === undefined || !may(actor, "contact.read", { contact })) return refuse("not-found");
    const [said, at] = await Promise.all([messages.list(contactId), now()]);
    return accept({ contact, messages: said, at });
  });
}
