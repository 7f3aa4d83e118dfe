import type { Found, SearchStore } from "@nightlight/commands/search/search-store";
import { isBarred } from "@nightlight/domain/access/may";
import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import { IDENTITY_FIELD, searchKindOf } from "@nightlight/domain/search/searchable";
import { tokensOf, type SearchKind, type Wanted } from "@nightlight/domain/search/tokens";
import { after } from "../clock.ts";
import type { RecordRow, Transaction } from "./tables.ts";
import { hasRole, idOf, readsWords } from "./visibility.ts";

const MONTH_SECONDS = 2_592_000;

type Entry = { readonly contactId: string; readonly field: string; readonly value: string };

/** Search in memory: tokens compared as they are, under the same rules of who finds what. */
export function searchStore(transaction: Transaction): SearchStore {
  const { actor, tables, now } = transaction;
  return {
    async find(wanted, limit, months) {
      const oldest = months === undefined ? undefined : after(now(), -months * MONTH_SECONDS);
      return entriesOf(transaction, wanted)
        .flatMap((entry): Found[] => {
          const contact = tables.contacts.get(entry.contactId);
          if (contact === undefined || !findsIn(transaction, contact, wanted.kind)) return [];
          const value = readsWords(transaction, contact.id) ? entry.value : undefined;
          return [{ contact, field: entry.field, value }];
        })
        .filter(({ contact }) => oldest === undefined || contact.arrivedAt >= oldest)
        .sort((a, b) => newestFirst(a.contact, b.contact))
        .slice(0, limit);
    },
    async showPrevious(liveId, limit) {
      const live = tables.contacts.get(liveId);
      const identity = tables.identities.get(liveId);
      const isHeld =
        live !== undefined &&
        ["active", "closing", "wrap_up"].includes(live.state.status) &&
        ownerOf(live) === idOf(actor) &&
        !isBarred(actor, live);
      if (!isHeld || identity === undefined) return { identity: undefined, contacts: [] };
      const contacts = [...tables.identities]
        .filter(([id, known]) => known === identity && id !== liveId)
        .flatMap(([id]) => tables.contacts.get(id) ?? [])
        .filter((contact) => !isBarred(actor, contact))
        .sort(newestFirst)
        .slice(0, limit);
      transaction.previousIds = contacts.map(({ id }) => id);
      return { identity, contacts };
    },
  };
}

function entriesOf({ tables }: Transaction, wanted: Wanted): Entry[] {
  const newest = new Map<string, RecordRow>();
  for (const row of tables.records.values()) {
    const key = `${row.contactId}/${row.field}`;
    if (row.version > (newest.get(key)?.version ?? 0)) newest.set(key, row);
  }
  const identities = [...tables.identities].map(([contactId, value]) => ({ contactId, field: IDENTITY_FIELD, value }));
  return [...newest.values(), ...identities].filter(({ field, value }) => {
    const kind = field === IDENTITY_FIELD ? "phone" : searchKindOf(field);
    return kind === wanted.kind && holds(tokensOf(kind, value), wanted);
  });
}

function holds(tokens: readonly string[], { every, some, atLeast }: Wanted): boolean {
  if (every.length === 0 && some.length === 0) return false;
  const shared = some.filter((token) => tokens.includes(token)).length;
  return every.every((token) => tokens.includes(token)) && (some.length === 0 || shared >= Math.max(1, atLeast));
}

function findsIn(transaction: Transaction, contact: Contact, kind: SearchKind): boolean {
  const { actor, tables } = transaction;
  if (isBarred(actor, contact)) return false;
  const owner = ownerOf(contact);
  if (hasRole(actor, "counsellor") && owner === idOf(actor)) return true;
  if (kind === "word") return hasRole(actor, "supervisor", "clinical_lead") && readsWords(transaction, contact.id);
  if (hasRole(actor, "clinical_lead")) return true;
  const centreOf = (id: string | undefined) => tables.people.get(id ?? "")?.centreId;
  const mine = centreOf(idOf(actor));
  return hasRole(actor, "supervisor") && mine !== undefined && mine === centreOf(owner);
}

function newestFirst(a: Contact, b: Contact): number {
  return b.arrivedAt.getTime() - a.arrivedAt.getTime() || (a.id < b.id ? 1 : -1);
}
