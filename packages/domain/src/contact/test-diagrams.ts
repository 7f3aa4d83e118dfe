import { TEST_START } from "@nightlight/testkit/clock";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { guestOf, liveOfferOf, moveOf, type Contact, type ContactStatus } from "./contact.ts";
import { decide } from "./decide.ts";
import type { ContactEvent } from "./events.ts";
import { arrive, evolve } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { ANY, commandOf } from "./test-histories.ts";

/** The order in which states are drawn. */
const STATUSES: Readonly<Record<ContactStatus, number>> = {
  ...{
    queued: 0,
    callback_due: 1,
    offered: 2,
    active: 3,
    closing: 4,
    wrap_up: 5,
    closed: 6,
    orphaned: 7,
    abandoned: 8,
  },
};
type OfferState = "pending" | "shown" | "accepted" | "declined" | "timed_out" | "undeliverable" | "rescinded";
const OFFER_STATES: Readonly<Record<OfferState, number>> = {
  ...{ pending: 0, shown: 1, accepted: 2, declined: 3, timed_out: 4, undeliverable: 5, rescinded: 6 },
};

/** Every command is tried as often, each time a little otherwise. */
const VARIANTS = 6;
const TOMORROW_MS = 86_400_000;

/** A decision: what it was made on, what it says, what that made of it, and when. */
type Turn = {
  readonly before: Contact;
  readonly events: readonly ContactEvent[];
  readonly after: Contact;
  readonly at: Date;
};

/**
 * What decisions make of contacts and of offers, as Mermaid: nobody draws it by hand, and no arrow is forgotten. From a
 * contact that has just come everything is tried that can be asked of it, and from whatever kind of contact that makes.
 */
export function drawDiagrams(): { readonly contact: string; readonly offer: string } {
  const [contacts, offers] = [new Arrows(STATUSES), new Arrows(OFFER_STATES)];
  contacts.add("[*]", "queued", "contact_arrived");
  contacts.add("[*]", "wrap_up", "contact_recorded");
  const met = new Set<string>();
  const untried = [{ contact: begin(), at: TEST_START }];
  for (let next = untried.pop(); next !== undefined; next = untried.pop()) {
    for (const turn of everyTurn(next.contact, next.at)) {
      addContact(contacts, turn);
      addOffer(offers, turn);
      const kind = kindOf(turn.after);
      if (!met.has(kind)) untried.push({ contact: turn.after, at: turn.at });
      met.add(kind);
    }
  }
  return { contact: contacts.drawn(), offer: offers.drawn() };
}

function begin(): Contact {
  const known = { contactId: "c", queueId: "default", channelId: "ch", channel: "webchat", language: "vi" } as const;
  return arrive({ type: "contact_arrived", lane: "normal", ...known }, TEST_START);
}

/** What of a contact makes a difference to what may follow: not who, when and how often, but what there is. */
function kindOf(contact: Contact): string {
  const { state, callback, risk } = contact;
  const [offer, move] = [liveOfferOf(contact), moveOf(contact)];
  const ofOffer = offer && [offer.shownAt !== undefined, offer.asked, offer.previousOwner !== undefined];
  const ofMove = move && [move.to === null, move.before.previousOwner !== null, move.before.ending !== null];
  const isMet = state.status === "abandoned" && state.by === "met";
  const ofState = ["wantsDecision" in state && state.wantsDecision, isMet, guestOf(contact) !== undefined];
  return JSON.stringify([state.status, ofOffer, ofMove, ofState, callback !== undefined, risk.level === "P1"]);
}

/** Everything that can be asked of a contact now, when its clock rings and tomorrow, and is not refused. */
function everyTurn(contact: Contact, at: Date): Turn[] {
  const { clock } = footprint(contact);
  const times = new Set([at.getTime(), clock?.dueAt.getTime() ?? at.getTime(), at.getTime() + TOMORROW_MS]);
  const turns: Turn[] = [];
  for (const time of [...times].filter((each) => each >= at.getTime())) {
    const now = new Date(time);
    for (let pick = 0; pick < ANY.length * VARIANTS; pick += 1) {
      const isCurrent = pick < (ANY.length * VARIANTS) / 2;
      const step = {
        wait: 0,
        pick,
        isSensible: false,
        somebodyElse: undefined,
        isCurrent,
        to: pick % 2 === 0 ? "hoa" : "minh",
      };
      const decision = decide(contact, commandOf(contact, step, pick, now), now, STANDARD_POLICY);
      if (!decision.ok || decision.value.length === 0) continue;
      const after = decision.value.reduce((soFar, event) => evolve(soFar, event, now), contact);
      turns.push({ before: contact, events: decision.value, after, at: now });
    }
  }
  return turns;
}

/** A decision is one arrow, whatever stands between its events; it is named after the event that came last to a new state. */
function addContact(arrows: Arrows<ContactStatus>, { before, events, after }: Turn): void {
  if (before.state.status === after.state.status) return;
  let [contact, named]: [Contact, ContactEvent["type"] | undefined] = [before, undefined];
  for (const event of events) {
    const next = evolve(contact, event, new Date(0));
    if (next.state.status !== contact.state.status) named = event.type;
    contact = next;
  }
  if (named !== undefined) arrows.add(before.state.status, after.state.status, named);
}

function addOffer(arrows: Arrows<OfferState>, { before, events }: Turn): void {
  let state: OfferState | undefined = stateOfOffer(before);
  for (const event of events) {
    const next = afterEvent(event);
    if (next === undefined) continue;
    arrows.add(next === "pending" ? "[*]" : (state ?? "pending"), next, event.type);
    state = next;
  }
}

function stateOfOffer(contact: Contact): OfferState | undefined {
  const offer = liveOfferOf(contact);
  if (offer === undefined) return undefined;
  return offer.shownAt === undefined ? "pending" : "shown";
}

function afterEvent(event: ContactEvent): OfferState | undefined {
  if (event.type === "offer_made") return "pending";
  if (event.type === "offer_shown") return "shown";
  if (event.type === "offer_accepted" || event.type === "guest_joined") return "accepted";
  if (event.type === "offer_declined") return "declined";
  if (event.type === "offer_failed") return event.failure;
  return event.type === "offer_rescinded" ? "rescinded" : undefined;
}

/** Arrows between states, each with the events that it stands for. */
class Arrows<State extends string> {
  readonly #order: Readonly<Record<State, number>>;
  readonly #arrows = new Map<string, { from: State | "[*]"; to: State; names: Set<string> }>();

  constructor(order: Readonly<Record<State, number>>) {
    this.#order = order;
  }

  add(from: State | "[*]", to: State, name: string): void {
    const key = `${from} --> ${to}`;
    const arrow = this.#arrows.get(key) ?? { from, to, names: new Set<string>() };
    arrow.names.add(name.replaceAll("_", " "));
    this.#arrows.set(key, arrow);
  }

  drawn(): string {
    const rank = (state: State | "[*]"): number => (state === "[*]" ? -1 : this.#order[state]);
    const arrows = [...this.#arrows.entries()].sort(
      ([, one], [, other]) => rank(one.from) - rank(other.from) || rank(one.to) - rank(other.to),
    );
    const lines = arrows.map(([key, { names }]) => `  ${key}: ${[...names].sort().join(", ")}`);
    return ["stateDiagram-v2", ...lines].join("\n");
  }
}
