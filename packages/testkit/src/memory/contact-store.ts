import { plainIdentity } from "@nightlight/domain/access/opening";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import { arrive, evolve } from "@nightlight/domain/contact/evolve";
import { laneRank } from "@nightlight/domain/contact/lane";
import type { Arrival, ContactStore, Locked, OfferStore } from "@nightlight/commands/world";
import { after } from "../clock.ts";
import { appendEvents, isLive, recordedContactEvents } from "./append.ts";
import { record, type Transaction } from "./tables.ts";
import { idOf, mayLock, seesContact, seesOffer } from "./visibility.ts";

/** Contacts in memory. */
export function contactStore(transaction: Transaction): ContactStore {
  const { tables, now } = transaction;
  const find = (id: string): Contact | undefined => {
    const contact = tables.contacts.get(id);
    return contact !== undefined && seesContact(transaction, contact) ? contact : undefined;
  };
  const lock = (id: string): Locked | undefined => {
    const contact = find(id);
    if (contact === undefined || !mayLock(transaction, contact)) return undefined;
    transaction.lockedId = id;
    return { contact, at: now() };
  };
  const visible = (): Contact[] => [...tables.contacts.values()].filter((contact) => seesContact(transaction, contact));
  return {
    arrive: async (arrival) => storeArrival(transaction, arrival),
    arrivedBefore: async (arrival) => arrivedBefore(transaction, arrival) ?? fail(),
    find: async (id) => find(id),
    lock: async (id) => lock(id),
    async lockByOffer(offerId) {
      const offer = tables.offers.get(offerId);
      return offer !== undefined && seesOffer(transaction, offer) ? lock(offer.contactId) : undefined;
    },
    append: async (locked, events, explanation) => appendEvents(transaction, locked, events, explanation),
    async onDesk(counsellorId) {
      return visible()
        .filter((contact) => isOnDesk(contact, counsellorId, now(), transaction.policy.undoSeconds))
        .sort((a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime());
    },
    inQueue: async (limit) => visible().filter(isInQueue).sort(byLaneAndArrival).slice(0, limit),
    async attendedBy(counsellorId) {
      return visible()
        .filter(({ state }) => isAttended(state) && state.owner === counsellorId)
        .map(({ id }) => id)
        .sort();
    },
    async visitedBy(counsellorId) {
      return visible()
        .filter(({ state }) => state.status === "active" && state.guest?.id === counsellorId)
        .map(({ id }) => id)
        .sort();
    },
    async forsaken() {
      return visible().flatMap(({ id, state }) => {
        const guest = state.status === "active" ? state.guest?.id : undefined;
        if (guest === undefined) return [];
        const lease = tables.leases.get(guest);
        const isThere = lease !== undefined && lease.lostAt === undefined && lease.aliveUntil > now();
        return isThere ? [] : [{ contactId: id, guest }];
      });
    },
    async misattended() {
      return visible().flatMap(({ id, state }) => {
        if (!isAttended(state)) return [];
        const lease = tables.leases.get(state.owner);
        const isOwnerThere = lease !== undefined && lease.lostAt === undefined && lease.aliveUntil > now();
        return isOwnerThere === (state.ownerLostAt !== undefined) ? [{ contactId: id, isOwnerThere }] : [];
      });
    },
    async endSession() {
      // Sessions belong to signing in, which this world does not hold.
    },
  };
}

/** Offers in memory; they are written with their contact. */
export function offerStore(transaction: Transaction): OfferStore {
  const { offers } = transaction.tables;
  return {
    async find(id) {
      const offer = offers.get(id);
      return offer !== undefined && seesOffer(transaction, offer) ? offer : undefined;
    },
    async liveOf(counsellorId) {
      return [...offers.values()]
        .filter((offer) => offer.counsellorId === counsellorId && isLive(offer) && seesOffer(transaction, offer))
        .sort((a, b) => a.madeAt.getTime() - b.madeAt.getTime());
    },
  };
}

/** The order in which waiting contacts are read: lane, then arrival. */
export function byLaneAndArrival(a: Contact, b: Contact): number {
  return laneRank(a.lane) - laneRank(b.lane) || a.arrivedAt.getTime() - b.arrivedAt.getTime();
}

function isAttended(state: Contact["state"]): state is Extract<Contact["state"], { status: "active" | "closing" }> {
  return state.status === "active" || state.status === "closing";
}

function isInQueue({ state }: Contact): boolean {
  return state.status === "queued" || state.status === "orphaned" || state.status === "offered";
}

function isOnDesk({ state }: Contact, counsellorId: string, now: Date, undoSeconds: number): boolean {
  if (state.status === "active" && state.guest?.id === counsellorId) return true;
  if (!("owner" in state) || state.owner !== counsellorId) return false;
  return state.status !== "closed" || state.at > after(now, -undoSeconds);
}

type ArrivalKey = Pick<Arrival, "channelId" | "arrivalKey">;

function nameOf({ channelId, arrivalKey }: ArrivalKey): string {
  return `${channelId}/${Buffer.from(arrivalKey).toString("hex")}`;
}

function arrivedBefore({ tables }: Transaction, arrival: ArrivalKey): Contact | undefined {
  return tables.contacts.get(tables.arrivalKeys.get(nameOf(arrival)) ?? "");
}

function fail(): never {
  throw new Error("No contact was brought by this key");
}

function storeArrival(transaction: Transaction, arrival: Arrival): Locked | undefined {
  const { tables, now } = transaction;
  const at = now();
  if (arrivedBefore(transaction, arrival) !== undefined) return undefined;
  demandBringer(transaction, arrival);

  const { contactId, queueId, wantedSkill, channelId, channel, language, lane, message } = arrival;
  const first = arrival.firstArrivedAt === undefined ? {} : { firstArrivedAt: arrival.firstArrivedAt };
  const arrived = {
    type: "contact_arrived",
    contactId,
    queueId,
    ...(wantedSkill === undefined ? {} : { wantedSkill }),
    channelId,
    channel,
    language,
    lane,
    ...first,
  } as const;
  const posted: ContactEvent[] =
    message === undefined ? [] : [{ type: "message_posted", messageId: message.id, from: "child" }];
  const contact = posted.reduce((soFar, event) => evolve(soFar, event, at), arrive(arrived, at));
  tables.contacts.set(contactId, contact);
  tables.arrivalKeys.set(nameOf(arrival), contactId);
  if (message !== undefined) {
    const stored = { from: "child", authorId: undefined, deliveredAt: undefined, seenAt: undefined } as const;
    tables.messages.set(message.id, { ...message, ...stored, contactId, sequence: contact.version, at });
  }
  if (arrival.identity !== undefined) tables.identities.set(contactId, plainIdentity(arrival.identity));
  transaction.lockedId = contactId;
  record(transaction, recordedContactEvents(transaction, { id: contactId, version: 0 }, [arrived, ...posted], at));
  transaction.written.contacts.set(contactId, contact);
  return { contact, at };
}

/** A child brings its own contact, a gateway one of its own channel, and only a gateway knows an identity. */
function demandBringer({ actor }: Transaction, arrival: Arrival): void {
  const isBringer =
    (actor.kind === "child" && actor.contactId === arrival.contactId) ||
    (actor.kind === "gateway" && actor.channelId === arrival.channelId);
  if (!isBringer) throw new Error(`${actor.kind} ${idOf(actor) ?? ""} may not bring this contact`);
  if (arrival.identity !== undefined && actor.kind !== "gateway") throw new Error("Only a gateway knows an identity");
}
