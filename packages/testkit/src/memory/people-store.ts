import type { NamedList, PeopleStore } from "@nightlight/commands/person/people-store";
import { ownerOf } from "@nightlight/domain/contact/contact";
import type { RosterRow } from "./shift-rows.ts";
import type { Transaction } from "./tables.ts";

/** Whether the actor is an administrator whose access was not taken. */
export function mayAdminister({ actor, tables }: Transaction): boolean {
  if (actor.kind !== "staff") return false;
  const person = tables.people.get(actor.id);
  return person?.suspendedAt === undefined && person?.roles.includes("administrator") === true;
}

function byOf({ actor }: Transaction): string {
  return actor.kind === "staff" ? actor.id : "";
}

/** People in memory. */
export function peopleStore(transaction: Transaction): PeopleStore {
  const { tables, now } = transaction;
  const { people, sessions, centreList: centres, roster, signInsSetAside: setAside } = tables;
  const demandRight = (): void => {
    if (!mayAdminister(transaction)) throw new Error("Only an administrator does this");
  };
  const entries = (list: NamedList) =>
    [...tables[list].values()].sort((one, other) => one.name.vi.localeCompare(other.name.vi));
  const futureOf = (id: string): [string, RosterRow][] =>
    [...roster].filter(([, place]) => place.counsellorId === id && place.endsAt > now());
  return {
    list: async () => [...people.values()].sort((one, other) => one.name.localeCompare(other.name)),
    lock: async (id) => (mayAdminister(transaction) ? people.get(id) : undefined),
    administrators: async () =>
      [...people.values()]
        .filter((each) => each.roles.includes("administrator") && each.canSignIn && each.suspendedAt === undefined)
        .map(({ id }) => id),
    async create(person) {
      demandRight();
      const closed = { suspendedAt: undefined, offboardedAt: undefined };
      people.set(person.id, { ...person, ...closed, isDemo: false, canSignIn: false, version: 1 });
    },
    async save(person) {
      demandRight();
      people.set(person.id, { ...person, version: person.version + 1 });
    },
    async equip(id, chatPlaces) {
      demandRight();
      const languages = people.get(id)?.languages ?? [];
      if (!tables.presences.has(id)) {
        tables.presences.set(id, { intent: "off", intentSince: now(), missedInRow: 0, version: 0, languages });
      }
      for (let ordinal = 1; ordinal <= chatPlaces; ordinal += 1) {
        const key = `${id}/chat/${String(ordinal)}`;
        const free = { contactId: undefined, freedAt: now() };
        if (!tables.slots.has(key)) tables.slots.set(key, { counsellorId: id, kind: "chat", ordinal, ...free });
      }
      const forCalls = { counsellorId: id, kind: "voice", ordinal: 1, contactId: undefined, freedAt: now() } as const;
      if (!tables.slots.has(`${id}/voice/1`)) tables.slots.set(`${id}/voice/1`, forCalls);
    },
    async endSessions(id) {
      demandRight();
      const own = [...sessions].filter(([, personId]) => personId === id).map(([sessionId]) => sessionId);
      for (const sessionId of own) sessions.delete(sessionId);
      return own;
    },
    async forgetSignIn(id) {
      demandRight();
      const person = people.get(id);
      if (person === undefined) return;
      if (person.canSignIn) setAside.set(id, { by: byOf(transaction), at: now() });
      people.set(id, { ...person, canSignIn: false });
    },
    async recallSignIn(id, seconds) {
      demandRight();
      const [drawer, person] = [setAside.get(id), people.get(id)];
      const isThere = drawer?.by === byOf(transaction) && drawer.at.getTime() > now().getTime() - seconds * 1000;
      if (!isThere || person === undefined || person.canSignIn) return false;
      setAside.delete(id);
      people.set(id, { ...person, canSignIn: true });
      return true;
    },
    async carriedBy(id) {
      demandRight();
      return [...tables.contacts.values()].flatMap((contact) => {
        const { state } = contact;
        const isCarried =
          state.status === "offered"
            ? state.offer.to === id
            : ownerOf(contact) === id && ["active", "closing", "wrap_up"].includes(state.status);
        return isCarried ? [{ contactId: contact.id, status: state.status }] : [];
      });
    },
    async openForHandOver(contactId) {
      const contact = tables.contacts.get(contactId);
      const by = contact?.state.status === "offered" ? contact.state.offer.to : contact && ownerOf(contact);
      const isGone = by !== undefined && people.get(by)?.offboardedAt !== undefined;
      if (!mayAdminister(transaction) || !isGone) return false;
      transaction.lockedId = contactId;
      return true;
    },
    futurePlaces: async (id) => futureOf(id).map(([, { shiftId, startsAt }]) => ({ shiftId, startsAt })),
    async handOverPlaces(from, to) {
      demandRight();
      for (const [key, place] of futureOf(from)) {
        roster.delete(key);
        const given = `${place.shiftId}/${to ?? ""}`;
        if (to !== undefined && !roster.has(given)) {
          roster.set(given, { ...place, counsellorId: to, checkedInAt: undefined });
        }
      }
    },
    centres: async () => [...centres.values()],
    async addCentre(centre) {
      demandRight();
      if ([...centres.values()].some(({ name }) => name === centre.name)) return false;
      centres.set(centre.id, centre);
      return true;
    },
    async renameCentre(centre) {
      demandRight();
      if ([...centres.values()].some(({ id, name }) => name === centre.name && id !== centre.id)) return false;
      centres.set(centre.id, centre);
      return true;
    },
    skills: async () => entries("skills"),
    spokenLanguages: async () => entries("spokenLanguages"),
    async addNamed(list, named) {
      demandRight();
      if (tables[list].has(named.code)) return false;
      tables[list].set(named.code, named);
      return true;
    },
    async changeNamed(list, named) {
      demandRight();
      if (!tables[list].has(named.code)) return false;
      tables[list].set(named.code, named);
      return true;
    },
  };
}
