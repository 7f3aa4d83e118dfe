import type { Barring, Colleagues, Opening, Reading } from "@nightlight/commands/access/access-stores";
import type { CounsellorReading } from "@nightlight/commands/contact/read-contact";
import type {
  BarringView,
  ContactStateView,
  OpenedContactView,
  OpeningView,
  ReadingView,
} from "@nightlight/contracts/supervisor/access";
import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import { presentMessage } from "../present-message.ts";

type Named = { readonly id: string; readonly name: string };

/** Names of people and centres by id, and which of the people counsel, where. */
export type Names = {
  (id: string): Named;
  readonly counsellor: (id: string) => { readonly centreId: string | undefined } | undefined;
};

/** Who is called what; somebody unknown is a dash. */
export function namesOf({ people, centres }: Colleagues): Names {
  const names = new Map([...centres, ...people].map(({ id, name }) => [id, name]));
  const counselling = new Map(people.filter(({ counsels }) => counsels).map((person) => [person.id, person]));
  const nameOf = (id: string): Named => ({ id, name: names.get(id) ?? "–" });
  return Object.assign(nameOf, { counsellor: (id: string) => counselling.get(id) });
}

/** A contact's state, as whoever supervises sees it: no words. */
export function presentState(contact: Contact, names: Names): ContactStateView {
  const owner = ownerOf(contact);
  const { id, channel, lane, language, state, arrivedAt, barred } = contact;
  return {
    id,
    channel,
    lane,
    language,
    status: state.status,
    arrivedAt: arrivedAt.toISOString(),
    owner: owner === undefined ? null : names(owner),
    barred: barred.length,
    needsHandOver: state.status === "wrap_up" && !canFinish(state.owner, contact, names),
  };
}

/** Whether a record's counsellor still has it in hand: works here, and is not barred from it. */
function canFinish(owner: string, { barred }: Contact, { counsellor }: Names): boolean {
  const found = counsellor(owner);
  return found !== undefined && !barred.some((id) => id === owner || id === found.centreId);
}

/** An opening, with as much of its words as the store gave. */
export function presentOpening(opening: Opening, names: Names): OpeningView {
  const { id, contactId, kind, personId, reason, openedAt, expiresAt, review } = opening;
  return {
    id,
    contactId,
    kind,
    by: names(personId),
    reason: reason ?? null,
    openedAt: openedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    review:
      review === undefined
        ? null
        : { by: names(review.by), at: review.at.toISOString(), comment: review.comment ?? null },
  };
}

/** An opened contact with everything that was said and written. */
export function presentOpened(reading: CounsellorReading & { opening: Opening }, names: Names): OpenedContactView {
  return {
    contact: presentState(reading.contact, names),
    messages: reading.messages.map(presentMessage),
    recordDefinition: reading.recordDefinition,
    record: Object.fromEntries(
      Object.entries(reading.record).map(([field, { value, version, savedAt }]) => [
        field,
        { value, version, savedAt: savedAt.toISOString() },
      ]),
    ),
    opening: presentOpening(reading.opening, names),
  };
}

/** One reading of the log. */
export function presentReading({ id, at, personId, contactId, why, how }: Reading, names: Names): ReadingView {
  return { id, at: at.toISOString(), by: names(personId), contactId, why, how };
}

/** A bar with its reason; `unit` is what a barred office is called that is none of our centres. */
export function presentBarring(barring: Barring, names: Names, unit?: string): BarringView {
  const { id, barredId, isOffice, origin, reason, barredBy, barredAt, liftedBy, liftedAt } = barring;
  return {
    id,
    barred: unit === undefined ? names(barredId) : { id: barredId, name: unit },
    isOffice,
    origin,
    reason: reason ?? null,
    by: barredBy === undefined ? null : names(barredBy),
    at: barredAt.toISOString(),
    liftedBy: liftedBy === undefined ? null : names(liftedBy),
    liftedAt: liftedAt?.toISOString() ?? null,
  };
}
