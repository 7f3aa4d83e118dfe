import type { CounsellorReading } from "@nightlight/commands/contact/read-contact";
import type { PreviousContacts } from "@nightlight/commands/search/read-previous";
import type { Hit } from "@nightlight/commands/search/search-contacts";
import type {
  PastContactState,
  PastContactView,
  PreviousView,
  SearchHit,
} from "@nightlight/contracts/counsellor/search";
import type { Staff } from "@nightlight/domain/access/access";
import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import { isPromised } from "@nightlight/domain/contact/may-call";
import type { StaffNames } from "../../access/staff-names.ts";
import { presentMessage } from "../present-message.ts";

/** Who looks, and what everybody is called. */
export type Onlooker = { readonly actor: Staff; readonly names: StaffNames };

/** A contact that is not in hand: no words. */
export function presentPastState(contact: Contact, { actor, names }: Onlooker): PastContactState {
  const { id, channel, lane, language, arrivedAt, state, risk } = contact;
  const owner = ownerOf(contact);
  return {
    id,
    channel,
    lane,
    level: risk.level ?? null,
    language,
    status: state.status,
    arrivedAt: arrivedAt.toISOString(),
    disposition: "disposition" in state ? state.disposition : null,
    counsellor: owner === undefined ? null : names.of(owner),
    isMine: owner === actor.id,
  };
}

/** A past contact with everything that was said and written. */
export function presentPast(
  { contact, messages, record, recordDefinition }: CounsellorReading,
  onlooker: Onlooker,
): PastContactView {
  return {
    contact: presentPastState(contact, onlooker),
    messages: messages.map(presentMessage),
    recordDefinition,
    record: Object.fromEntries(
      Object.entries(record).map(([field, { value, version, savedAt }]) => [
        field,
        { value, version, savedAt: savedAt.toISOString() },
      ]),
    ),
  };
}

/** One thing that was found. */
export function presentHit(
  { contact, kind, field, definition, closeness, excerpt }: Hit,
  onlooker: Onlooker,
): SearchHit {
  return {
    kind,
    field,
    contact: presentPastState(contact, onlooker),
    recordDefinition: definition ?? null,
    isSimilar: closeness === "similar",
    excerpt:
      excerpt === undefined
        ? null
        : { text: excerpt.text, marks: excerpt.marks.map(([from, to]): [number, number] => [from, to]) },
  };
}

/** Earlier contacts of the same identity. */
export function presentPrevious(
  { strength, contacts, lines, hasMore }: PreviousContacts,
  onlooker: Onlooker,
): PreviousView {
  return {
    strength: strength ?? null,
    contacts: contacts.map((contact) => ({
      ...presentPastState(contact, onlooker),
      line: lines.get(contact.id) ?? null,
      promised: presentPromise(contact),
    })),
    hasMore,
  };
}

function presentPromise(contact: Contact): PreviousView["contacts"][number]["promised"] {
  const { callback } = contact;
  if (callback === undefined || !isPromised(contact)) return null;
  return { from: callback.from.toISOString(), until: callback.until.toISOString() };
}
