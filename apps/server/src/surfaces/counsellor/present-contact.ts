import type {
  ContactSummary,
  ContactView,
  DeskView,
  QueueView,
  EndedView,
  OfferView,
} from "@nightlight/contracts/counsellor/contact";
import type { CounsellorReading } from "@nightlight/commands/contact/read-contact";
import type { Desk } from "@nightlight/commands/presence/read-desk";
import type { Message, OfferRow } from "@nightlight/commands/world";
import { CHANNELS } from "@nightlight/domain/contact/channel";
import { reopenableUntil } from "@nightlight/domain/contact/deadlines";
import { isOneKeyEnding } from "@nightlight/domain/contact/disposition";
import { guestOf, moveOf, type Contact, type CounsellorId, type LiveOffer } from "@nightlight/domain/contact/contact";
import { TOLD_AS_PACED, type Explanation } from "@nightlight/domain/routing/explanation";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { presentMessage } from "../present-message.ts";
import { presentRisk } from "../present-risk.ts";
import { presentTalk } from "./present-talk.ts";
import { presentPresence } from "./present-presence.ts";

/** A contact of one's own with everything that was said and written. */
export async function presentContact(
  realtime: Realtime,
  reading: CounsellorReading,
  readerId: CounsellorId,
  names: Pick<StaffNames, "of">,
): Promise<ContactView> {
  const { contact, messages, record, recordDefinition, recordTime } = reading;
  return {
    summary: presentSummary(contact, lastAndUnseen(messages), readerId),
    hasWords: contact.childWrote || contact.recordBegun,
    isChildThere: CHANNELS[contact.channel].showsPresence && (await realtime.isChildThere(contact.id)),
    ...outcomeOf(contact),
    ...presentTalk(contact, readerId, names),
    messages: messages.map(presentMessage),
    risk: presentRisk(contact.risk),
    ...(recordTime === undefined ? {} : { recordTime: { ...recordTime, until: recordTime.until.toISOString() } }),
    recordDefinition,
    record: Object.fromEntries(
      Object.entries(record).map(([field, { value, version, savedAt }]) => [
        field,
        { value, version, savedAt: savedAt.toISOString() },
      ]),
    ),
  };
}

/** What an ending made of a contact: no words. */
export function presentEnded(contact: Contact): EndedView {
  return { summary: placeOnDesk(contact), ...outcomeOf(contact) };
}

function outcomeOf({ state }: Contact): Pick<ContactView, "endedBy" | "disposition"> {
  return {
    endedBy: "endedBy" in state ? state.endedBy : null,
    disposition: "disposition" in state ? state.disposition : null,
  };
}

/** An offer as its card shows it: state and reasons, no word of the child. */
export function presentOffer(
  contact: Contact,
  offer: LiveOffer | OfferRow,
  explanation: Explanation,
  names: StaffNames,
): OfferView {
  const { waitedSeconds, idleSeconds, knewTheContact, failedOffers, others, movedBy } = explanation;
  const { liftedTo, rung, yielded, hasSkill } = explanation;
  return {
    id: offer.id,
    contactId: contact.id,
    channel: contact.channel,
    lane: contact.lane,
    language: contact.language,
    arrivedAt: contact.arrivedAt.toISOString(),
    madeAt: offer.madeAt.toISOString(),
    shownAt: offer.shownAt?.toISOString() ?? null,
    expiresAt: offer.expiresAt.toISOString(),
    why: {
      waitedSeconds,
      idleSeconds,
      knewTheContact,
      failedOffers,
      ...{ ...(liftedTo && { liftedTo }), ...(rung && { rung }), ...(yielded && { yielded }) },
      ...(hasSkill && { hasSkill }),
      others: others.map(({ counsellorId, because }) => ({ name: names.of(counsellorId), because: told(because) })),
      ...(movedBy === undefined ? {} : { movedBy: names.of(movedBy) }),
    },
  };
}

/** Everything on the desk, and the queue in numbers. */
export function presentDesk(
  desk: Desk,
  queue: QueueView,
  { names, readerId }: { names: StaffNames; readerId: CounsellorId },
): DeskView {
  return {
    now: desk.presence.at.toISOString(),
    presence: presentPresence(desk.presence),
    offers: desk.offers.map(({ offer, contact }) => presentOffer(contact, offer, offer.explanation, names)),
    contacts: desk.contacts.map((contact) => presentSummary(contact, desk.summaries.get(contact.id), readerId)),
    queue,
  };
}

function presentSummary(
  contact: Contact,
  said: { last: Message; unseen: number } | undefined,
  readerId: CounsellorId,
): ContactSummary {
  const { state } = contact;
  const hold = state.status === "active" ? state.hold : undefined;
  const move = moveOf(contact);
  return {
    ...placeOnDesk(contact),
    channel: contact.channel,
    lane: contact.lane,
    level: contact.risk.level ?? null,
    language: contact.language,
    arrivedAt: contact.arrivedAt.toISOString(),
    lastMessage:
      said === undefined ? null : { from: said.last.from, text: said.last.text, at: said.last.at.toISOString() },
    unseen: said?.unseen ?? 0,
    ...(hold === undefined ? {} : { heldSince: hold.since.toISOString() }),
    ...(guestOf(contact) === readerId ? { isGuest: true as const } : {}),
    ...(move === undefined ? {} : { moving: move.to === null ? ("to_queue" as const) : ("to_person" as const) }),
  };
}

function placeOnDesk(contact: Contact): EndedView["summary"] {
  const { status, since, undoUntil } = onDesk(contact);
  return {
    id: contact.id,
    status,
    since: since.toISOString(),
    version: contact.version,
    undoUntil: undoUntil?.toISOString() ?? null,
  };
}

function onDesk({ state }: Contact): { status: ContactSummary["status"]; since: Date; undoUntil?: Date } {
  switch (state.status) {
    case "active":
    case "wrap_up":
      return { status: state.status, since: state.since };
    case "closing":
      return { status: "closing", since: state.activeSince, undoUntil: state.until };
    case "closed":
      return isOneKeyEnding(state.disposition)
        ? { status: "closed", since: state.at }
        : { status: "closed", since: state.at, undoUntil: reopenableUntil(state) };
    case "queued":
    case "offered":
    case "orphaned":
    case "callback_due":
    case "abandoned":
      throw new Error(`A contact that is ${state.status} lies on nobody's desk`);
  }
}

function lastAndUnseen(messages: readonly Message[]): { last: Message; unseen: number } | undefined {
  const last = messages.at(-1);
  const unseen = messages.filter(({ from, seenAt }) => from === "child" && seenAt === undefined).length;
  return last === undefined ? undefined : { last, unseen };
}

/** Colleagues are told that somebody is given lighter work now, and not what they carry. */
function told(because: Explanation["others"][number]["because"]): string {
  return PACED.has(because) ? "paced" : because;
}

const PACED: ReadonlySet<string> = new Set(TOLD_AS_PACED);
