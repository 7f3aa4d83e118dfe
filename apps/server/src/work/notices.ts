import { CHANNELS } from "@nightlight/domain/contact/channel";
import type { RecordedEvent } from "@nightlight/commands/events";
import type { Committed } from "@nightlight/commands/world";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import { guestOf, listenerOf, liveOfferOf, type Contact, type CounsellorId } from "@nightlight/domain/contact/contact";
import type { StaffNames } from "../access/staff-names.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Beats } from "../realtime/beats.ts";
import { coalesce } from "../realtime/coalesce.ts";
import type { Realtime } from "../realtime/realtime.ts";
import { presentOffer } from "../surfaces/counsellor/present-contact.ts";
import { presentPresence } from "../surfaces/counsellor/present-presence.ts";
import { offerEnd, reactionTo } from "./reactions.ts";
import { createEscalationNotices } from "./tell-escalation.ts";
import { createMoveNotices } from "./tell-moves.ts";
import { throttle } from "./throttle.ts";

const QUEUE_NEWS_MS = 1_000;
const POSITION_NEWS_MS = 500;
const SUPERVISION_NEWS_MS = 1_000;

/** What becomes of a shift, and supervisors look at again. */
const TOLD_WATCHERS: ReadonlySet<RecordedEvent["event"]["type"]> = new Set([
  "handover_raised",
  "overtime_began",
  "called_in",
  "call_in_answered",
]);

export type Notices = {
  /** Turns one committed event into notices. Without its commit (a forgotten event) state is read again. */
  tell(recorded: RecordedEvent, committed: Committed | undefined): void;
  presence(counsellorId: CounsellorId): void;
};

/** Builds the notices that screens get. */
export function createNotices(
  dependencies: Dependencies,
  realtime: Realtime,
  beats: Pick<Beats, "queue" | "positions">,
  names: StaffNames,
): Notices {
  const { log, world } = dependencies;
  const complain = (error: unknown): void => {
    log.warn({ reason: String(error) }, "a notice was not sent; screens catch up by reading");
  };
  const queueNews = throttle(QUEUE_NEWS_MS, () => {
    void beats
      .queue()
      .then((queue) => {
        realtime.toEveryCounsellor("queue:changed", { queue });
      })
      .catch(complain);
  });
  const supervisionNews = throttle(SUPERVISION_NEWS_MS, () => {
    realtime.toWatchers("supervision:changed");
  });
  const tellPositions = tellingPositions(realtime, beats);
  const positionNews = throttle(POSITION_NEWS_MS, () => {
    void tellPositions().catch(complain);
  });
  const tellEscalation = createEscalationNotices(dependencies, realtime);
  const tellMove = createMoveNotices(realtime, names);
  const presenceOf = coalesce(async (people) => {
    const found = await world.transaction({ kind: "system" }, ({ presences }) =>
      Promise.all(people.map((id) => presences.find(id))),
    );
    return new Map(people.map((id, at) => [id, found[at]]));
  });
  const presence = (counsellorId: CounsellorId): void => {
    void presenceOf(counsellorId)
      .then((found) => {
        if (found !== undefined) realtime.toCounsellor(counsellorId, "presence:changed", presentPresence(found));
      })
      .catch(complain);
  };
  const tellContact = (
    contact: Contact,
    recorded: Extract<RecordedEvent, { subject: "contact" }>,
    isFresh: boolean,
  ): void => {
    const { event, subjectId: contactId, version } = recorded;
    const reaction = reactionTo(event);
    const isForgottenMessage = event.type === "message_posted" && !isFresh;
    tellMove(contact, event);
    const hasPage = CHANNELS[contact.channel].showsPresence;
    if (hasPage && (reaction.child || isForgottenMessage)) realtime.toChild(contactId, "contact:changed", { version });
    const owner = listenerOf(contact) ?? lostOwner(contact);
    if (owner !== undefined && (reaction.owner || isForgottenMessage)) {
      realtime.toCounsellor(owner, "contact:changed", { contactId, version, ...alarmOf(event) });
    }
    const guest = guestOf(contact);
    if (guest !== undefined && (reaction.owner || event.type === "message_posted")) {
      realtime.toCounsellor(guest, "contact:changed", { contactId, version });
    }
  };

  return {
    presence,
    tell(recorded, committed) {
      const { event } = recorded;
      const reaction = reactionTo(event);
      if (recorded.subject === "escalation") {
        tellEscalation(recorded);
        return;
      }
      if (recorded.subject === "counsellor") {
        presence(recorded.subjectId);
        if (event.type === "intent_forced") {
          realtime.toCounsellor(recorded.subjectId, "step-in:told", { kind: "forced", intent: event.intent });
        }
        for (const id of handoverSides(recorded)) realtime.toCounsellor(id, "handover:changed");
        if (event.type === "call_monitored" || event.type === "outside_call") {
          realtime.toCounsellor(recorded.subjectId, "call:changed", { contactId: event.contactId });
        }
        if (TOLD_WATCHERS.has(event.type)) supervisionNews();
        return;
      }
      supervisionNews();
      if (reaction.queue) {
        queueNews();
        positionNews();
      }
      const ended = offerEnd(event);
      if (ended !== undefined) {
        const { offerId, end, counsellorId } = ended;
        realtime.toCounsellor(counsellorId, "offer:ended", { offerId, contactId: recorded.subjectId, end });
      }
      const contact = committed?.contacts.get(recorded.subjectId);
      if (contact === undefined) {
        void tellForgotten(dependencies, realtime, names, recorded, tellContact).catch(complain);
        return;
      }
      if (event.type === "offer_made") tellOffer(realtime, names, contact, event, committed);
      tellContact(contact, recorded, true);
    },
  };
}

/** Who has to look at their handover again, or whether they are called in: whoever hands on, and whoever is asked. */
function handoverSides({ event, subjectId }: RecordedEvent): readonly CounsellorId[] {
  if (event.type === "called_in" || event.type === "call_in_answered") return [subjectId];
  if (event.type === "handover_opened" || event.type === "handover_raised") return [subjectId];
  if (event.type === "handover_asked" || event.type === "handover_withdrawn") return [subjectId, event.to];
  return event.type === "handover_answered" ? [subjectId, event.from] : [];
}

function tellOffer(
  realtime: Realtime,
  names: StaffNames,
  contact: Contact,
  event: { offerId: string; to: string },
  committed: Committed | undefined,
): void {
  const explanation = committed?.explanations.get(event.offerId);
  const offer = liveOfferOf(contact);
  if (offer?.id !== event.offerId || explanation === undefined) return;
  realtime.toCounsellor(event.to, "offer:made", presentOffer(contact, offer, explanation, names));
}

/** An event whose server died before it could tell: state is read as it is now, and that is told. */
async function tellForgotten(
  { world }: Dependencies,
  realtime: Realtime,
  names: StaffNames,
  recorded: Extract<RecordedEvent, { subject: "contact" }>,
  tellContact: (contact: Contact, recorded: Extract<RecordedEvent, { subject: "contact" }>, isFresh: boolean) => void,
): Promise<void> {
  const { event } = recorded;
  const found = await world.transaction({ kind: "system" }, async ({ contacts, offers }) => ({
    contact: await contacts.find(recorded.subjectId),
    offer: event.type === "offer_made" ? await offers.find(event.offerId) : undefined,
  }));
  if (found.contact === undefined) return;
  if (found.offer !== undefined && (found.offer.status === "pending" || found.offer.status === "shown")) {
    const { contact, offer } = found;
    realtime.toCounsellor(offer.counsellorId, "offer:made", presentOffer(contact, offer, offer.explanation, names));
  }
  tellContact(found.contact, recorded, false);
}

function alarmOf(event: ContactEvent): { readonly alarm?: "child_returned" | "held_long" } {
  if (event.type === "closing_undone" && event.by === "child") return { alarm: "child_returned" };
  return event.type === "hold_reminded" ? { alarm: "held_long" } : {};
}

function lostOwner(contact: Contact): CounsellorId | undefined {
  return contact.state.status === "orphaned" ? contact.state.previousOwner : undefined;
}

/** Tells the children of this node their places, each when it is another than they were told last. */
function tellingPositions(realtime: Realtime, beats: Pick<Beats, "positions">): () => Promise<void> {
  let told: ReadonlyMap<string, number> = new Map();
  return async () => {
    const here = realtime.localChildren();
    if (here.size === 0) return;
    const positionOf = await beats.positions();
    const places = new Map(
      [...here].flatMap((contactId): [string, number][] => {
        const position = positionOf(contactId);
        return position === undefined ? [] : [[contactId, position]];
      }),
    );
    for (const [contactId, position] of places) {
      if (told.get(contactId) !== position) realtime.toChild(contactId, "position", { position });
    }
    told = places;
  };
}
