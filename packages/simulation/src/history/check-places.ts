import type { Contact } from "@nightlight/domain/contact/contact";
import { arrive, evolve } from "@nightlight/domain/contact/evolve";
import { footprint, placesIn, type Footprint } from "@nightlight/domain/contact/footprint";
import type { Counsellor, History, Report } from "./history.ts";

const NOTHING: Footprint = {
  slot: undefined,
  transferSlot: undefined,
  offer: undefined,
  clock: undefined,
  owner: undefined,
};

/** Nobody ever had more in their hands than they have places (I2), counted over the log of the whole house in its order. */
export function checkPlaces(history: History, report: Report): void {
  const capacity = new Map(history.counsellors.map(({ id, chatSlots }) => [id, chatSlots]));
  const taken = new Map<string, number>();
  const contacts = new Map<string, Contact>();
  for (const { contactId, event, at } of history.log) {
    const before = contacts.get(contactId);
    let after: Contact;
    try {
      if (before !== undefined) after = evolve(before, event, at);
      else if (event.type === "contact_arrived" || event.type === "contact_recorded") after = arrive(event, at);
      else continue;
    } catch {
      continue; // The contact's own check says what is wrong with its log.
    }
    contacts.set(contactId, after);
    const [was, is] = [before === undefined ? NOTHING : footprint(before), footprint(after)];
    for (const { counsellorId } of placesIn(was, is)) taken.set(counsellorId, (taken.get(counsellorId) ?? 0) - 1);
    for (const { counsellorId } of placesIn(is, was)) {
      const now = (taken.get(counsellorId) ?? 0) + 1;
      taken.set(counsellorId, now);
      const has = capacity.get(counsellorId) ?? 0;
      if (now > has) report("I2", counsellorId, `${String(now)} in their hands, and ${String(has)} places`);
    }
  }
}

/** Nothing is offered through a gate that is not open (I10); what a supervisor moves by name is theirs to answer for. */
export function checkGates(history: History, report: Report): void {
  const people = new Map<string, Counsellor>(history.counsellors.map((each) => [each.id, each]));
  const moved = new Set<string>();
  for (const { contactId, event, at } of history.log) {
    if (event.type === "contact_moved") moved.add(contactId);
    if (event.type !== "offer_made" || moved.has(contactId) || event.asked !== undefined) continue;
    const isOpen = people.get(event.to)?.gates.some(({ from, to }) => from <= at && at < to) === true;
    if (!isOpen) report("I10", event.to, "offered something while their gate was not open");
  }
}
