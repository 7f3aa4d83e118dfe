import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Authority } from "@nightlight/domain/authority/authority";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import {
  mayBeLocated,
  whomToAskForLocation,
  type LocationOutcome,
  type LocationRequest,
} from "@nightlight/domain/location/location-request";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";

/** A police office, with the number to ring at this hour where one is known. */
export type PoliceOffice = { readonly authority: Authority; readonly phone: string | undefined };

export type LocationReading = {
  readonly requests: readonly LocationRequest[];
  /** Whom one could ask now; nobody while there is no danger. */
  readonly offices: readonly PoliceOffice[];
  /** Offices by id, as far as they were asked. */
  readonly names: ReadonlyMap<string, string>;
};

export type AskInput = {
  readonly contactId: ContactId;
  readonly key: string;
  readonly authorityId: string;
  readonly reason: string;
};

export type LocationRefusal =
  "not-found" | "location-needs-danger" | "no-such-authority" | "no-such-request" | "answered-before";

type Answer = Promise<Result<LocationReading, LocationRefusal>>;

/** What was asked about one's own contact, and whom one could ask. */
export async function readLocations(world: World, actor: Staff, contactId: ContactId): Answer {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(contactId);
    if (contact === undefined || !may(actor, "location.ask", { contact })) return refuse("not-found");
    return accept(await reading(store, contact));
  });
}

/**
 * Writes down that the actor asks the police where somebody is. Refused without danger, and for an office that is barred, is
 * not the police, or is not there. Nothing is sent by it. The same key is the same request.
 */
export async function askLocation(world: World, actor: Staff, input: AskInput): Answer {
  const { contactId, key, authorityId, reason } = input;
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "location.ask", { contact: locked.contact })) return refuse("not-found");
    const { contact } = locked;
    if ((await store.locations.byClientKey(contactId, key)) !== undefined) return accept(await reading(store, contact));
    if (!mayBeLocated(contact)) return refuse("location-needs-danger");
    const directory = await store.authorities.list();
    if (!whomToAskForLocation(directory, contact).some(({ id }) => id === authorityId)) {
      return refuse("no-such-authority");
    }
    await store.locations.add({ id: world.newId(), contactId, authorityId, reason, clientKey: key });
    await store.audit.write({
      action: "location.asked",
      subject: { kind: "contact", id: contactId },
      details: { authorityId, level: contact.risk.level ?? "none" },
    });
    return accept(await reading(store, contact));
  });
}

export type AnswerInput = {
  readonly contactId: ContactId;
  readonly requestId: string;
  readonly outcome: LocationOutcome;
  readonly words: string;
};

/** Writes down what came of it. The first answer stands; the same once more changes nothing. */
export async function answerLocation(world: World, actor: Staff, input: AnswerInput): Answer {
  const { contactId, requestId: id, outcome, words } = input;
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "location.ask", { contact: locked.contact })) return refuse("not-found");
    const request = (await store.locations.ofContact(contactId)).find((each) => each.id === id);
    if (request === undefined) return refuse("no-such-request");
    const { answer } = request;
    if (answer !== undefined) {
      const isRepeat = answer.by === actor.id && answer.outcome === outcome && answer.words === words;
      return isRepeat ? accept(await reading(store, locked.contact)) : refuse("answered-before");
    }
    if (!(await store.locations.answer(contactId, { id, outcome, words }))) return refuse("answered-before");
    await store.audit.write({
      action: "location.answered",
      subject: { kind: "contact", id: contactId },
      details: { authorityId: request.authorityId, outcome },
    });
    return accept(await reading(store, locked.contact));
  });
}

async function reading(store: Store, contact: Contact): Promise<LocationReading> {
  const [requests, directory] = await Promise.all([store.locations.ofContact(contact.id), store.authorities.list()]);
  const open = mayBeLocated(contact) ? whomToAskForLocation(directory, contact) : [];
  const offices = await Promise.all(
    open.map(async (authority) => {
      const duty = await store.authorities.dutyNow(authority.id, contact.barred);
      return { authority, phone: duty?.phone ?? authority.phone };
    }),
  );
  const asked = await Promise.all(requests.map(({ authorityId }) => store.authorities.find(authorityId)));
  const names = new Map(asked.flatMap((unit) => (unit === undefined ? [] : [[unit.id, unit.name] as const])));
  return { requests, offices, names };
}
