import { randomUUID } from "node:crypto";
import type {
  AccessLogStore,
  BarringStore,
  IdentityStore,
  Opening,
  OpeningStore,
  Page,
  Reading,
  SupervisionStore,
} from "@nightlight/commands/access/access-stores";
import { plainIdentity } from "@nightlight/domain/access/opening";
import { lineOf } from "@nightlight/domain/authority/authority";
import { isByHand } from "@nightlight/domain/contact/channel";
import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import { after } from "../clock.ts";
import { openOf } from "./restriction-store.ts";
import type { Tables, Transaction } from "./tables.ts";
import { hasRole, idOf, isBarredFrom, isSide, seesContact } from "./visibility.ts";

/** Reasons behind bars, in memory. */
export function barringStore(transaction: Transaction): BarringStore {
  const { actor, tables, now } = transaction;
  const peopleAt = (centreId: string): string[] =>
    [...tables.people.values()].filter((person) => person.centreId === centreId).map(({ id }) => id);
  return {
    async concerns(barredId) {
      if (tables.people.has(barredId)) return { isOffice: false, people: [barredId] };
      if (tables.authorities.has(barredId)) return { isOffice: true, people: officersUnder(tables, barredId) };
      const people = peopleAt(barredId);
      return people.length === 0 ? undefined : { isOffice: true, people };
    },
    async add(barring) {
      if (transaction.lockedId !== barring.contactId) throw new Error("A bar needs the contact locked");
      const isOwn = barring.origin === "own_identity";
      if (isOwn === (actor.kind === "staff")) throw new Error("Only the system bars by identity");
      tables.barrings.set(barring.id, {
        ...barring,
        reason: isOwn ? undefined : barring.reason,
        barredBy: isOwn ? undefined : idOf(actor),
        barredAt: now(),
        liftedBy: undefined,
        liftedAt: undefined,
      });
    },
    async lift(contactId, barredId) {
      const row = [...tables.barrings.values()].find(
        (each) => each.contactId === contactId && each.barredId === barredId && each.liftedAt === undefined,
      );
      if (row !== undefined) tables.barrings.set(row.id, { ...row, liftedBy: idOf(actor), liftedAt: now() });
      return row !== undefined;
    },
    async list(contactId) {
      const isWatcher = hasRole(actor, "supervisor", "clinical_lead") && !isBarredFrom(transaction, contactId);
      const isOwn = isSide(transaction, contactId);
      return [...tables.barrings.values()]
        .filter((row) => row.contactId === contactId && (isWatcher || (isOwn && row.barredBy === idOf(actor))))
        .map(({ contactId: _, ...row }) => row)
        .reverse();
    },
  };
}

/** Own identities of staff, in memory. */
export function identityStore({ actor, tables, now, policy }: Transaction): IdentityStore {
  const self = idOf(actor) ?? "";
  return {
    async register(identity) {
      const key = `${self}/${plainIdentity(identity)}`;
      if (tables.ownIdentities.has(key)) return;
      const id = randomUUID();
      tables.ownIdentities.set(key, { id, personId: self, identity: plainIdentity(identity), registeredAt: now() });
    },
    async list() {
      return [...tables.ownIdentities.values()]
        .filter(({ personId }) => personId === self)
        .map(({ id, identity, registeredAt }) => ({ id, ending: identity.slice(-3), registeredAt }));
    },
    async remove(id) {
      const found = [...tables.ownIdentities].find(([, row]) => row.id === id && row.personId === self);
      return found !== undefined && tables.ownIdentities.delete(found[0]);
    },
    async ownersOf(identity) {
      return [...tables.ownIdentities.values()]
        .filter((row) => row.identity === plainIdentity(identity))
        .map(({ personId }) => personId);
    },
    async pastOf(identity) {
      const ids = [...tables.identities].filter(([, known]) => known === plainIdentity(identity)).map(([id]) => id);
      const contacts = ids.flatMap((id) => tables.contacts.get(id) ?? []);
      const since = (minutes: number): Date => after(now(), -minutes * 60);
      const isDanger = ({ risk }: Contact): boolean => risk.level === "P1" || risk.level === "P2";
      const endedAt = ({ state }: Contact): Date | undefined =>
        state.status === "wrap_up" ? state.since : state.status === "closed" ? state.at : undefined;
      const wasLeft = ({ state }: Contact): boolean =>
        "endedBy" in state && (state.endedBy === "child" || state.endedBy === "quick_exit" || state.endedBy === "idle");
      const gaveUp = contacts
        .filter(({ state }) => state.status === "abandoned" && state.at > since(policy.returnMinutes))
        .map(({ arrivedAt }) => arrivedAt);
      return {
        wasCutOff: contacts.some(
          (contact) =>
            isDanger(contact) && wasLeft(contact) && (endedAt(contact) ?? 0) > since(policy.afterDropMinutes),
        ),
        hasOpenDanger: contacts.some((contact) => isDanger(contact) && isOpen(tables, contact)),
        silentToday: contacts.filter(
          ({ state }) => state.status === "closed" && state.disposition === "silent" && state.at > since(24 * 60),
        ).length,
        gaveUpFrom: gaveUp.sort((one, other) => other.getTime() - one.getTime())[0],
        isRestricted: openOf(tables, plainIdentity(identity)).some(({ until }) => until > now()),
      };
    },
    async contactsFrom(identity) {
      return [...tables.identities].filter(([, known]) => known === plainIdentity(identity)).map(([id]) => id);
    },
  };
}

/** Whether a contact is not over, or an office is still at it. */
function isOpen(tables: Tables, { id, state }: Contact): boolean {
  const OVER = ["closed", "withdrawn", "draft"];
  const isRunning = [...tables.escalations.values()].some(
    ({ escalation }) => escalation.contactId === id && !OVER.includes(escalation.state.status),
  );
  return isRunning || (state.status !== "closed" && state.status !== "abandoned");
}

/** Opened contacts, in memory. */
export function openingStore(transaction: Transaction): OpeningStore {
  const { actor, tables, now } = transaction;
  const self = idOf(actor) ?? "";
  const seen = (): Opening[] =>
    [...tables.openings.values()]
      .filter(({ contactId }) => !isBarredFrom(transaction, contactId))
      .filter(
        ({ personId, kind }) =>
          personId === self || (kind === "break_glass" && hasRole(actor, "supervisor", "clinical_lead", "auditor")),
      )
      .map((row) => (hasRole(actor, "supervisor", "clinical_lead") ? row : withoutWords(row)));
  return {
    async add({ id, contactId, kind, reason, minutes }) {
      const contact = tables.contacts.get(contactId);
      const isOfMyCentre = contact !== undefined && sharesCentre(transaction, ownerOf(contact));
      const mayOpen =
        hasRole(actor, "clinical_lead") || (hasRole(actor, "supervisor") && (kind === "break_glass" || isOfMyCentre));
      if (!mayOpen || isBarredFrom(transaction, contactId)) throw new Error("Not to be opened by this person");
      const openedAt = now();
      const expiresAt = after(openedAt, minutes * 60);
      tables.openings.set(id, { id, contactId, personId: self, kind, reason, openedAt, expiresAt, review: undefined });
    },
    async inForce(contactId) {
      return seen()
        .filter((row) => row.contactId === contactId && row.personId === self && row.expiresAt > now())
        .sort((a, b) => b.expiresAt.getTime() - a.expiresAt.getTime())[0];
    },
    find: async (id) => seen().find((row) => row.id === id),
    async emergencies(page) {
      return pageOf(
        seen().filter(({ kind }) => kind === "break_glass"),
        page,
      );
    },
    async review(id, comment) {
      const row = tables.openings.get(id);
      if (row === undefined || row.review !== undefined) return false;
      const review = { by: self, at: now(), comment: comment === "" ? undefined : comment };
      tables.openings.set(id, { ...row, review });
      return true;
    },
  };
}

/** The access log, in memory. */
export function accessLogStore(transaction: Transaction): AccessLogStore {
  const { actor, tables, now } = transaction;
  const seen = (): Reading[] =>
    [...tables.accesses].flatMap(([id, { actor: by, openingId: _, ...row }]): Reading[] => {
      if (by.kind !== "staff" || isBarredFrom(transaction, row.contactId)) return [];
      const contact = tables.contacts.get(row.contactId);
      const owner = contact && ownerOf(contact);
      const appears =
        by.id === idOf(actor) ||
        hasRole(actor, "auditor", "clinical_lead") ||
        (owner !== undefined && owner === idOf(actor)) ||
        (hasRole(actor, "supervisor") && (sharesCentre(transaction, by.id) || sharesCentre(transaction, owner)));
      return appears ? [{ ...row, id, personId: by.id }] : [];
    });
  return {
    async write(reading) {
      tables.accesses.set(tables.accesses.size + 1, { ...reading, actor, at: now() });
    },
    async ofContact(contactId, page) {
      return pageOf(
        seen().filter((row) => row.contactId === contactId),
        page,
      );
    },
    async ofPerson(personId, page) {
      return pageOf(
        seen().filter((row) => row.personId === personId),
        page,
      );
    },
  };
}

/** States for whoever supervises, in memory. */
export function supervisionStore(transaction: Transaction): SupervisionStore {
  const { actor, tables } = transaction;
  return {
    async contacts({ isOpen, ...page }) {
      const seen = [...tables.contacts.values()].filter((contact) => seesContact(transaction, contact));
      return pageOf(
        seen.filter(({ state }) => !isOpen || (state.status !== "closed" && state.status !== "abandoned")),
        page,
      );
    },
    async figures() {
      if (!hasRole(actor, "leader", "supervisor", "clinical_lead")) return [];
      const all = [...tables.contacts.values()].map(({ state, lane, channel }) => ({
        ...{ status: state.status, lane, isByHand: isByHand(channel) },
      }));
      const isSame = (a: (typeof all)[number], b: (typeof all)[number]): boolean =>
        a.status === b.status && a.lane === b.lane && a.isByHand === b.isByHand;
      const isFirst = (row: (typeof all)[number], index: number): boolean =>
        all.findIndex((each) => isSame(each, row)) === index;
      return all.filter(isFirst).map((row) => ({
        ...row,
        contacts: all.filter((each) => isSame(each, row)).length,
      }));
    },
    async colleagues() {
      return {
        people: [...tables.people.values()].map(({ id, name, centreId, roles, suspendedAt }) => ({
          id,
          name,
          centreId,
          counsels: roles.includes("counsellor") && suspendedAt === undefined,
        })),
        centres: [...tables.centreList.values()],
      };
    },
    sharesCentre: async (personId) => sharesCentre(transaction, personId),
  };
}

/** Who works for a unit or one below it. */
function officersUnder(tables: Tables, unitId: string): string[] {
  const directory = [...tables.authorities.values()];
  const isUnder = (id: string | undefined): boolean => id !== undefined && lineOf(id, directory).includes(unitId);
  return [...tables.people.values()].filter(({ authorityId }) => isUnder(authorityId)).map(({ id }) => id);
}

function sharesCentre({ actor, tables }: Transaction, personId: string | undefined): boolean {
  const mine = tables.people.get(idOf(actor) ?? "")?.centreId;
  return mine !== undefined && personId !== undefined && tables.people.get(personId)?.centreId === mine;
}

function withoutWords(row: Opening): Opening {
  return { ...row, reason: undefined, review: row.review && { ...row.review, comment: undefined } };
}

function pageOf<Row extends { readonly id: string | number }>(
  rows: readonly Row[],
  { before, limit }: Page<Row["id"]>,
): Row[] {
  return rows
    .filter(({ id }) => before === undefined || id < before)
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}
