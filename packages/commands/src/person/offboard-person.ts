import type { Staff } from "@nightlight/domain/access/access";
import { handOver } from "@nightlight/domain/contact/hand-over";
import { closePerson, statusOf, type Person, type PersonRefusal } from "@nightlight/domain/person/person";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { administer, type Closed } from "./change-person.ts";

/** What somebody would leave behind: counts, and no word of any contact. */
export type Legacy = {
  readonly person: Person;
  /** Conversations and offers that go back to the queue. */
  readonly contacts: number;
  /** Records in wrap-up that need a colleague. */
  readonly records: number;
  /** Places on shifts to come. */
  readonly shifts: number;
};

type Refusal = PersonRefusal | "not-found" | "colleague-needed" | "colleague-not-fit";

/** Shows what offboarding somebody would hand over, and changes nothing. */
export function previewOffboarding(world: World, actor: Staff, id: string): Promise<Result<Legacy, "not-found">> {
  return administer(world, actor, id, async (store, person) => accept(await legacyOf(store, person)));
}

/**
 * Closes an account for good, in one transaction: sessions end, conversations wait for somebody else as old as they are,
 * records being finished and places on coming shifts go to the colleague. Repeating it changes nothing.
 */
export function offboardPerson(
  world: World,
  actor: Staff,
  { id, version, to }: { readonly id: string; readonly version: number; readonly to: string | undefined },
): Promise<Result<Closed & Legacy, Refusal>> {
  return administer(world, actor, id, async (store, person): Promise<Result<Closed & Legacy, Refusal>> => {
    const administrators = await store.people.administrators();
    const decision = closePerson({ by: actor.id, person, version, administrators }, "offboard");
    if (!decision.ok) return decision;
    const legacy = await legacyOf(store, person);
    if (decision.value === "nothing") return accept({ ...legacy, endedSessions: [] });
    if (to === undefined && legacy.records + legacy.shifts > 0) return refuse("colleague-needed");
    if (to !== undefined && !(await isFit(store, to, id))) return refuse("colleague-not-fit");
    const at = await store.now();
    const offboarded = { ...person, suspendedAt: person.suspendedAt ?? at, offboardedAt: at };
    await store.people.save(offboarded);
    const endedSessions = await store.people.endSessions(id);
    const handed = await handOverContacts(store, id, to);
    await store.people.handOverPlaces(id, to);
    await store.audit.write({
      action: "person.offboarded",
      subject: { kind: "person", id },
      details: {
        contacts: handed.contacts,
        records: handed.records,
        shifts: legacy.shifts,
        sessions: endedSessions.length,
        ...(to === undefined ? {} : { to }),
      },
    });
    return accept({ ...legacy, ...handed, person: { ...offboarded, version: person.version + 1 }, endedSessions });
  });
}

async function legacyOf(store: Store, person: Person): Promise<Legacy> {
  const carried = await store.people.carriedBy(person.id);
  return {
    person,
    contacts: carried.filter(({ status }) => status === "active" || status === "offered").length,
    records: carried.filter(({ status }) => status === "wrap_up").length,
    shifts: (await store.people.futurePlaces(person.id)).length,
  };
}

/** Somebody who works and counsels can take over. */
async function isFit(store: Store, colleagueId: string, id: string): Promise<boolean> {
  if (colleagueId === id) return false;
  const colleague = (await store.people.list()).find((person) => person.id === colleagueId);
  return colleague !== undefined && statusOf(colleague) === "active" && colleague.roles.includes("counsellor");
}

async function handOverContacts(
  store: Store,
  id: string,
  to: string | undefined,
): Promise<{ contacts: number; records: number }> {
  const handed = { contacts: 0, records: 0 };
  for (const { contactId } of await store.people.carriedBy(id)) {
    if (!(await store.people.openForHandOver(contactId))) continue;
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined) continue;
    const events = handOver(locked.contact, id, to);
    if (events.length === 0) continue;
    await store.contacts.append(locked, events);
    if (locked.contact.state.status === "wrap_up") handed.records += 1;
    else handed.contacts += 1;
  }
  return handed;
}
