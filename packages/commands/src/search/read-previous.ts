import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { excerptOf } from "@nightlight/domain/search/excerpt";
import { strengthOf, type MatchStrength } from "@nightlight/domain/search/match-strength";
import type { CounsellorReading } from "../contact/read-contact.ts";
import type { Store, World } from "../world.ts";

/** Earlier contacts beside the live one, newest first. Nothing is known of who writes through our own web chat. */
export type PreviousContacts = {
  /** Undefined when the channel tells us nobody's number or account. */
  readonly strength: MatchStrength | undefined;
  readonly contacts: readonly Contact[];
  /** How the reader's own ones ended, in a line of what they wrote then. A colleague's is read only when it is opened. */
  readonly lines: ReadonlyMap<ContactId, string>;
  readonly hasMore: boolean;
};

/** More than these nobody reads while somebody waits on the line. */
export const PREVIOUS_SHOWN = 50;
const LINES = 5;

/**
 * What came before from the same number or chat account, for whoever holds a contact of it now: states only. Each is
 * opened by itself, and that is logged.
 */
export async function readPreviousContacts(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<PreviousContacts, "not-found">> {
  return world.transaction(actor, async (store) => {
    const live = await heldContact(store, actor, contactId);
    if (live === undefined) return refuse("not-found");
    const { identity, contacts } = await store.search.showPrevious(contactId, PREVIOUS_SHOWN + 1);
    const shown = contacts.filter((contact) => may(actor, "previous.read", { contact, isOfSameIdentity: true }));
    return accept({
      strength: identity === undefined ? undefined : strengthOf(identity),
      contacts: shown.slice(0, PREVIOUS_SHOWN),
      lines: await linesOf(store, actor, shown),
      hasMore: contacts.length > PREVIOUS_SHOWN,
    });
  });
}

/** Opens an earlier contact of the same identity, whoever's it was. Logged, with that as its reason. */
export async function openPreviousContact(
  world: World,
  actor: Staff,
  { contactId, previousId }: { readonly contactId: ContactId; readonly previousId: ContactId },
): Promise<Result<CounsellorReading, "not-found">> {
  return world.transaction(actor, async (store) => {
    if ((await heldContact(store, actor, contactId)) === undefined) return refuse("not-found");
    const { contacts } = await store.search.showPrevious(contactId, PREVIOUS_SHOWN);
    const contact = contacts.find(({ id }) => id === previousId);
    if (contact === undefined || !may(actor, "previous.read", { contact, isOfSameIdentity: true })) {
      return refuse("not-found");
    }
    const [, messages, record, recordDefinition] = await Promise.all([
      store.accessLog.write({ action: "read-conversation", contactId: previousId, why: "previous", how: "desk" }),
      store.messages.list(previousId),
      store.records.latest(previousId),
      store.records.versionOf(previousId),
    ]);
    // Read along, not worked on: it keeps no place here.
    return accept({ contact, messages, record, recordDefinition, recordTime: undefined });
  });
}

/** Of the newest of one's own: the summary, or else how the narrative begins. */
async function linesOf(
  { records }: Store,
  actor: Staff,
  contacts: readonly Contact[],
): Promise<ReadonlyMap<ContactId, string>> {
  const own = contacts.filter((contact) => may(actor, "record.read", { contact })).slice(0, LINES);
  const lines = await Promise.all(
    own.map(async ({ id }): Promise<[ContactId, string]> => {
      const { summary, narrative } = await records.latest(id);
      return [id, excerptOf(summary?.value || narrative?.value || "", () => false).text];
    }),
  );
  return new Map(lines.filter(([, line]) => line !== ""));
}

const HELD: readonly Contact["state"]["status"][] = ["active", "closing", "wrap_up"];

/** A contact that lies in the actor's hands now: in conversation, or its record not yet closed. */
export async function heldContact(
  { contacts }: Store,
  actor: Staff,
  contactId: ContactId,
): Promise<Contact | undefined> {
  const contact = await contacts.find(contactId);
  const isHeld =
    contact !== undefined && HELD.includes(contact.state.status) && may(actor, "contact.answer", { contact });
  return isHeld ? contact : undefined;
}
