import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { Answer, Asked } from "./asked.ts";
import { changeScreen, checkIn, ring, say, sweep } from "./desk.ts";
import { explainsMatch } from "./explain-match.ts";
import { happens, letGo, newContact, type Model, type ModelContact } from "./model.ts";

const POLICY = STANDARD_POLICY;
const seconds = (count: number): number => count * 1000;

/** The model after an act that was answered like this; undefined when it would have answered otherwise. */
export function step(before: Model, asked: Asked, answer: Answer, isQuiet: boolean): Model | undefined {
  const model = structuredClone(before);
  if (asked.type === "match") return explainsMatch(model, answer.offers ?? [], isQuiet) ? model : undefined;
  return act(model, asked) === answer.ok ? model : undefined;
}

/** Does what was asked to the model, and gives whether it is granted. */
function act(model: Model, asked: Exclude<Asked, { type: "match" }>): boolean {
  switch (asked.type) {
    case "arrive":
      if (!model.contacts.has(asked.contactId)) {
        model.contacts.set(asked.contactId, newContact(asked.isDanger ? "immediate" : "normal", model.now));
      }
      return true;
    case "leave":
      leave(contactOf(model, asked.contactId));
      return true;
    case "write":
      return write(contactOf(model, asked.contactId));
    case "show":
    case "accept":
    case "decline":
      return answerOffer(model, asked);
    case "end":
    case "one-key":
    case "close":
    case "undo":
      return end(model, asked);
    case "hold":
    case "lose":
    case "renew":
      return changeScreen(model, asked);
    case "intent":
      say(model, asked.by, asked.intent);
      return true;
    case "check-in":
      return checkIn(model, asked.by);
    case "ring":
      return ring(model, contactOf(model, asked.contactId));
    case "sweep":
      sweep(model);
      return true;
  }
}

function contactOf({ contacts }: Model, id: string): ModelContact {
  const contact = contacts.get(id);
  if (contact === undefined) throw new Error(`The model never heard of ${id}`);
  return contact;
}

function leave(contact: ModelContact): void {
  if (contact.status === "offered") letGo(contact, "other");
  if (contact.status === "queued" || contact.status === "orphaned") {
    Object.assign(contact, { status: "abandoned", knew: undefined });
    happens(contact, false);
  } else if (contact.status === "active") {
    Object.assign(contact, { status: "wrap_up", orphanAt: undefined });
    happens(contact, true);
  } else if (contact.status === "closing") {
    Object.assign(contact, { status: "closed", until: undefined, orphanAt: undefined });
    happens(contact, false);
  }
}

function write(contact: ModelContact): boolean {
  if (["wrap_up", "closed", "abandoned"].includes(contact.status)) return false;
  if (contact.status === "closing") {
    Object.assign(contact, { status: "active", until: undefined, isShort: false });
    happens(contact, true);
  }
  contact.wrote = true;
  happens(contact, true);
  return true;
}

function answerOffer(model: Model, asked: Extract<Asked, { type: "show" | "accept" | "decline" }>): boolean {
  const contact = [...model.contacts.values()].find(({ offers }) => offers.has(asked.offerId));
  const known = contact?.offers.get(asked.offerId);
  const person = model.people.get(asked.by);
  if (contact === undefined || known?.to !== asked.by || person === undefined) return false;
  const { offer } = contact;
  if (offer?.id !== asked.offerId) {
    const done = { show: "never", accept: "accepted", decline: "declined" } as const;
    return known.end === done[asked.type];
  }
  if (asked.type === "decline") {
    contact.skips.set(asked.by, model.now + seconds(POLICY.skipSeconds));
    person.missed = 0;
    letGo(contact, "declined");
    return true;
  }
  if (asked.type === "show" && offer.isShown) return true;
  if (offer.dueAt <= model.now) return false;
  if (asked.type === "show") {
    const life = contact.lane === "immediate" ? POLICY.immediateOfferSeconds : POLICY.chatOfferSeconds;
    Object.assign(offer, { isShown: true, dueAt: model.now + seconds(life) });
    happens(contact, false);
    return true;
  }
  person.missed = 0;
  contact.offers.set(offer.id, { to: asked.by, end: "accepted" });
  Object.assign(contact, { status: "active", owner: asked.by, offer: undefined, knew: undefined, holdsPlace: true });
  contact.skips.clear();
  happens(contact, true);
  return true;
}

function end(model: Model, asked: Extract<Asked, { type: "end" | "one-key" | "close" | "undo" }>): boolean {
  const contact = contactOf(model, asked.contactId);
  if (contact.owner !== asked.by) return false;
  const { status } = contact;
  const isStale = asked.version < contact.news || asked.version > contact.version;
  const becomes = (changes: Partial<ModelContact>): boolean => {
    Object.assign(contact, changes);
    happens(contact, false);
    return true;
  };
  const undoUntil = model.now + seconds(POLICY.undoSeconds);
  if (asked.type === "undo") {
    if (status === "active" || status === "wrap_up") return true;
    if (contact.until === undefined || contact.until <= model.now) return false;
    if (status === "closing") return becomes({ status: "active", until: undefined, isShort: false });
    return !contact.isShort && becomes({ status: "wrap_up", until: undefined, holdsPlace: false });
  }
  if (asked.type === "end") {
    if (status !== "active") return status === "wrap_up";
    return !isStale && becomes({ status: "wrap_up", orphanAt: undefined });
  }
  if (asked.type === "one-key") {
    if (status !== "active") return status === "closing";
    return !contact.wrote && !isStale && becomes({ status: "closing", until: undoUntil, isShort: true });
  }
  if (status !== "wrap_up") return status === "closed" && !contact.isShort;
  return !isStale && becomes({ status: "closed", until: undoUntil, isShort: false });
}
