import type { Lane } from "@nightlight/domain/contact/lane";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { Intent } from "@nightlight/domain/presence/presence";

/** What the obvious model knows of somebody. Times in milliseconds. */
export type ModelPerson = {
  intent: Intent;
  missed: number;
  readonly places: number;
  /** The screen: until when it was heard of, and whether it was seen to go. */
  lease: { epoch: number; until: number; isLost: boolean } | undefined;
  readonly shift: { readonly from: number; readonly to: number; isCheckedIn: boolean } | undefined;
};

export type ModelStatus = "queued" | "offered" | "active" | "closing" | "wrap_up" | "closed" | "orphaned" | "abandoned";

/** What it knows of a contact: who has it or is asked, by when, and what was ever offered. */
export type ModelContact = {
  status: ModelStatus;
  lane: Lane;
  readonly arrivedAt: number;
  version: number;
  /** The version of the last news from outside. */
  news: number;
  wrote: boolean;
  offer: { id: string; to: string; isShown: boolean; dueAt: number } | undefined;
  owner: string | undefined;
  /** When whoever lost their screen loses the contact. */
  orphanAt: number | undefined;
  /** Whom an orphan knew. */
  knew: string | undefined;
  /** Until when an ending can be taken back. */
  until: number | undefined;
  /** Ended with one key. */
  isShort: boolean;
  holdsPlace: boolean;
  /** Whom it was offered to in vain, and until when they are passed over. */
  skips: Map<string, number>;
  /** Every offer that there was: to whom, and what became of it. */
  offers: Map<string, { to: string; end: "accepted" | "declined" | "other" | undefined }>;
};

/** The house as somebody would draw it on a sheet of paper. */
export type Model = {
  now: number;
  readonly people: Map<string, ModelPerson>;
  readonly contacts: Map<string, ModelContact>;
};

/** A contact that has just come. */
export function newContact(lane: Lane, now: number): ModelContact {
  return {
    ...{ status: "queued", lane, arrivedAt: now, version: 1, news: 1, wrote: false, isShort: false, holdsPlace: false },
    ...{ offer: undefined, owner: undefined, orphanAt: undefined, knew: undefined, until: undefined },
    ...{ skips: new Map(), offers: new Map() },
  };
}

/** How many places of somebody are taken. */
export function takenBy(model: Model, person: string): number {
  const holds = ({ status, offer, owner, holdsPlace }: ModelContact): boolean => {
    if (status === "offered") return offer?.to === person;
    return holdsPlace && owner === person && status !== "closed";
  };
  return [...model.contacts.values()].filter(holds).length;
}

export function isScreenThere({ lease }: ModelPerson, now: number): boolean {
  return lease !== undefined && !lease.isLost && lease.until > now;
}

export function isOnShift({ shift }: ModelPerson, now: number): boolean {
  return shift !== undefined && shift.isCheckedIn && letsIn(shift.from) <= now && now < shift.to;
}

/** From when somebody may begin a shift: a while before it does. */
export function letsIn(from: number): number {
  return from - STANDARD_POLICY.earlyCheckInMinutes * 60_000;
}

/** Something happened to a contact. */
export function happens(contact: ModelContact, isNews: boolean): void {
  contact.version += 1;
  if (isNews) contact.news = contact.version;
}

/** The offer is over, and nobody took it: the contact waits again. */
export function letGo(contact: ModelContact, end: "declined" | "other"): void {
  const { offer } = contact;
  if (offer === undefined) throw new Error("The model lets go of no offer");
  contact.offers.set(offer.id, { to: offer.to, end });
  Object.assign(contact, { offer: undefined, status: contact.knew === undefined ? "queued" : "orphaned" });
  happens(contact, false);
}
