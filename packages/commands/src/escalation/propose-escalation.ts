import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Authority } from "@nightlight/domain/authority/authority";
import type { DutyContact } from "@nightlight/domain/authority/duty";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import type { EscalationContent } from "@nightlight/domain/escalation/content";
import { aboveOf, propose, type ProposedBecause } from "@nightlight/domain/escalation/propose";
import { writeContent } from "@nightlight/domain/escalation/write-content";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { readMatter, type Matter } from "./read-matter.ts";

/** An office with whoever can be reached there now. */
export type Reachable = {
  readonly authority: Authority;
  readonly duty: DutyContact | undefined;
  /** Somebody who signs in, a number or an address: without any of them nothing that is sent arrives. */
  readonly hasContact: boolean;
};

/** Everything that the sender is shown before anything leaves the house. */
export type Prepared = {
  readonly matter: Matter;
  readonly authority: Reachable | undefined;
  readonly because: ProposedBecause;
  readonly others: readonly Reachable[];
  /** Addressed too: the first one has no working contact. */
  readonly also: readonly Reachable[];
  readonly content: EscalationContent | undefined;
  readonly at: Date;
};

export type ProposedEscalation = Prepared & {
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
};

/** Proposes whom to put a contact before, and writes what they would see. Changes nothing. */
export async function proposeEscalation(
  world: World,
  actor: Staff,
  { contactId, authorityId }: { readonly contactId: ContactId; readonly authorityId?: string | undefined },
): Promise<Result<ProposedEscalation, "not-found">> {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(contactId);
    if (contact === undefined || !may(actor, "escalation.send", { contact })) return refuse("not-found");
    const prepared = await prepare(store, contact, authorityId);
    const colleagues = await store.escalations.colleaguesOnShift();
    return accept({ ...prepared, colleagues: colleagues.filter(({ id }) => !contact.barred.includes(id)) });
  });
}

/** The same for showing and for sending: what is sent is what was shown, or nothing is. */
export async function prepare(store: Store, contact: Contact, authorityId?: string): Promise<Prepared> {
  const [matter, at] = await Promise.all([readMatter(store, contact), store.now()]);
  const { place, level, basis, receivedAt, placeWords, sections } = matter;
  const directory = await store.authorities.around(place.commune ?? place.province);
  const around = { place, directory, barred: contact.barred, at };
  const { authority, because, others } = propose(around, authorityId);
  const reach = reacher(store, contact, await store.escalations.staffed(directory.map(({ id }) => id)));
  const [first, ...rest] = await Promise.all([...(authority === undefined ? [] : [authority]), ...others].map(reach));
  const chosen = authority === undefined ? undefined : first;
  const above = aboveOf(around).province_health;
  return {
    matter,
    authority: chosen,
    because,
    others: chosen === undefined && first !== undefined ? [first, ...rest] : rest,
    also:
      chosen?.hasContact === false
        ? rest.filter((each) => each.authority.id === above && each.authority.id !== authority?.id)
        : [],
    content: level === undefined ? undefined : writeContent({ level, basis, receivedAt, place: placeWords, sections }),
    at,
  };
}

/** Says of an office whether anything that is sent there reaches somebody. */
export function reacher(
  store: Store,
  { barred }: Pick<Contact, "barred">,
  staffed: ReadonlySet<string>,
): (authority: Authority) => Promise<Reachable> {
  return async (authority) => {
    const duty = await store.authorities.dutyNow(authority.id, barred);
    const hasContact =
      staffed.has(authority.id) || duty !== undefined || authority.phone !== undefined || authority.email !== undefined;
    return { authority, duty, hasContact };
  };
}
