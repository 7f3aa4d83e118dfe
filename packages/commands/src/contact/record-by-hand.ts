import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { receiptAt } from "@nightlight/domain/contact/by-hand";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { HandChange, HandDetails, HandRecord } from "./by-hand-store.ts";
import { DEFAULT_QUEUE } from "./begin-contact.ts";

export type HandInput = Pick<HandRecord, "channel" | "language" | "receivedAt" | "arrivalKey" | "details">;

/**
 * Records a contact that came on paper, by foot or through the press: at once the record of whoever records it, without
 * a conversation and without a place. Its clocks count from the true time of receipt, which cannot lie ahead. The same
 * key gives the same contact again.
 */
export async function recordByHand(
  world: World,
  actor: Staff,
  input: HandInput,
): Promise<Result<Contact, "not-found" | "received-in-future" | "received-too-long-ago">> {
  if (!may(actor, "by-hand.record")) return refuse("not-found");
  return world.transaction(actor, async (store) => {
    const before = await store.byHand.recordedBefore(input.arrivalKey);
    if (before !== undefined) return accept(before);
    const receivedAt = receiptAt(input.receivedAt, await store.now());
    if (!receivedAt.ok) return receivedAt;
    const contactId = world.newId();
    const record = {
      ...input,
      contactId,
      queueId: DEFAULT_QUEUE,
      lane: "normal",
      receivedAt: receivedAt.value,
    } as const;
    const recorded = await store.byHand.record(record);
    if (recorded === undefined) return accept(await demandBefore(store.byHand.recordedBefore(input.arrivalKey)));
    await store.audit.write({
      action: "contact.recorded_by_hand",
      subject: { kind: "contact", id: contactId },
      details: { channel: input.channel },
    });
    return accept(recorded.contact);
  });
}

export type HandReading = {
  readonly contact: Contact;
  readonly details: HandDetails;
  /** What stood there before, the newest correction first. */
  readonly changes: readonly HandChange[];
};

/** What was written down beside one's own contact that was recorded by hand, and what was corrected in it. */
export async function readByHand(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<HandReading, "not-found">> {
  return world.transaction(actor, async ({ contacts, byHand }) => {
    const contact = await contacts.find(contactId);
    if (contact === undefined || !may(actor, "record.read", { contact })) return refuse("not-found");
    const [details, changes] = await Promise.all([byHand.find(contactId), byHand.changes(contactId)]);
    return details === undefined ? refuse("not-found") : accept({ contact, details, changes });
  });
}

async function demandBefore(asked: Promise<Contact | undefined>): Promise<Contact> {
  const contact = await asked;
  if (contact === undefined) throw new Error("A key that recorded a contact before names none");
  return contact;
}
