import { accept, refuse, type Result } from "@nightlight/domain/result";
import { may, type Actor, type Staff } from "@nightlight/domain/access/access";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import type { Message, RecordField, RecordFieldName, Store, World } from "../world.ts";

export type Conversation = { readonly contact: Contact; readonly messages: readonly Message[]; readonly at: Date };
export type CounsellorReading = Omit<Conversation, "at"> & {
  readonly record: Partial<Record<RecordFieldName, RecordField>>;
};

/** A counsellor's reading of a whole conversation: checked, and logged. The desk shows the last line of one's own. */
export async function readContact(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<CounsellorReading, "not-found">> {
  return collect(
    await world.transaction(actor, async (store) => {
      const contact = await store.contacts.find(contactId);
      return contact === undefined ? refuse("not-found") : gather(store, actor, contact);
    }),
  );
}

/**
 * Changes a contact and reads it as it is afterwards, in one transaction: the reading is asked for while the change is
 * still on its way, and its commit follows at once. When the change is refused, so is the reading.
 */
export async function changeAndRead<Refusal extends string>(
  world: World,
  actor: Staff,
  change: (joint: World) => Promise<Result<{ readonly contact: Contact }, Refusal>>,
): Promise<Result<CounsellorReading, Refusal | "not-found">> {
  return collect<Refusal | "not-found">(
    await world.transaction(actor, async (store) => {
      const changed = await change(joining(world, actor, store));
      return changed.ok ? gather(store, actor, changed.value.contact) : changed;
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

function gather(store: Store, actor: Staff, contact: Contact): Result<Gathered, "not-found"> {
  if (!may(actor, "read-conversation", contact)) return refuse("not-found");
  const words = Promise.all([
    store.accessLog.write("read-conversation", contact.id),
    store.messages.list(contact.id),
    store.records.latest(contact.id),
  ]).then(([, messages, record]) => ({ contact, messages, record }));
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
    if (contact === undefined || !may(actor, "read-conversation", contact)) return refuse("not-found");
    const [said, at] = await Promise.all([messages.list(contactId), now()]);
    return accept({ contact, messages: said, at });
  });
}
