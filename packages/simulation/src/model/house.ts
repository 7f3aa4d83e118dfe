import { beginContact } from "@nightlight/commands/contact/begin-contact";
import {
  closeContact,
  endConversation,
  endWithOneKey,
  leaveContact,
  undoEnding,
} from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { ringClock } from "@nightlight/commands/clock/ring-clock";
import { checkIn, setIntent } from "@nightlight/commands/presence/change-presence";
import { holdLease, loseLease, renewLease, sweepLeases } from "@nightlight/commands/presence/hold-lease";
import { acceptOffer, declineOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { World } from "@nightlight/commands/world";
import type { Staff } from "@nightlight/domain/access/access";
import { footprint } from "@nightlight/domain/contact/footprint";
import type { Stage } from "@nightlight/testkit/stage";
import type { Answer, Asked, MadeOffer } from "./asked.ts";
import { isScreenThere, takenBy, type Model } from "./model.ts";

/** The real house that the model is held against: the commands over a stage's world. */
export type ModelHouse = {
  readonly stage: Stage;
  readonly people: ReadonlyMap<string, Staff>;
  /** Asks the real house; `world` where transactions are to be interleaved. */
  ask(asked: Asked, world: World): Promise<Answer>;
};

let keys = 0;

/** Opens the house around people of a stage. */
export function openModelHouse(stage: Stage, staff: readonly Staff[]): ModelHouse {
  const people = new Map(staff.map((each) => [each.id, each]));
  return { stage, people, ask: (asked, world) => ask(stage, people, asked, world) };
}

async function ask(stage: Stage, people: ReadonlyMap<string, Staff>, asked: Asked, world: World): Promise<Answer> {
  const staff = (id: string): Staff => people.get(id) ?? nobody(id);
  const child = (contactId: string) => ({ kind: "child", contactId }) as const;
  switch (asked.type) {
    case "arrive": {
      const { contactId, isDanger } = asked;
      return beginContact(world, child(contactId), {
        ...{ contactId, channelId: stage.webchatId, channel: "webchat", language: "vi" },
        facts: { safeNow: isDanger ? "no" : "unknown" },
        ...{ text: undefined, arrivalKey: new TextEncoder().encode(contactId) },
        ...{ identity: undefined, childSession: undefined },
      });
    }
    case "leave":
      return leaveContact(world, child(asked.contactId), { contactId: asked.contactId, quick: false });
    case "write": {
      const message = { contactId: asked.contactId, clientKey: String(++keys), text: "Dạ." };
      return postMessage(world, child(asked.contactId), message);
    }
    case "show":
      return showOffer(world, staff(asked.by), asked.offerId);
    case "accept":
      return acceptOffer(world, staff(asked.by), asked.offerId);
    case "decline":
      return declineOffer(world, staff(asked.by), { offerId: asked.offerId, reason: "technical" });
    case "end":
      return endConversation(world, staff(asked.by), asked);
    case "one-key":
      return endWithOneKey(world, staff(asked.by), { ...asked, disposition: "silent" });
    case "close":
      return closeContact(world, staff(asked.by), { ...asked, disposition: "counselled" });
    case "undo":
      return undoEnding(world, staff(asked.by), asked.contactId);
    case "hold":
      return holdLease(world, staff(asked.by), asked.takesOver);
    case "lose":
      return { ok: await loseLease(world, staff(asked.by), asked.epoch) };
    case "renew":
      return { ok: await renewLease(world, staff(asked.by), asked.epoch) };
    case "intent":
      return setIntent(world, staff(asked.by), asked.intent);
    case "check-in":
      return checkIn(world, staff(asked.by));
    case "ring":
      return { ok: (await ringClock(world, asked.contactId)) === "rang" };
    case "sweep":
      await sweepLeases(world);
      return { ok: true };
    case "match":
      return match(stage, world);
  }
}

/** A pass and what it made. One that found somebody faster made nothing. */
async function match({ committed }: Stage, world: World): Promise<Answer> {
  const own = new Set<string>();
  const newId = (): string => {
    const id = world.newId();
    own.add(id);
    return id;
  };
  const pass = await runMatcher({ ...world, newId }).catch(() => "busy" as const);
  if (pass === "busy") return { ok: true, offers: [] };
  const offers = committed.flatMap(({ events }) =>
    events.flatMap(({ subjectId, event }): MadeOffer[] =>
      event.type === "offer_made" && own.has(event.offerId)
        ? [{ contactId: subjectId, offerId: event.offerId, to: event.to }]
        : [],
    ),
  );
  return { ok: true, offers };
}

/** What the real house says of everything that the model knows, in the same words. */
export async function readHouse({ stage, people }: ModelHouse, model: Model): Promise<readonly object[]> {
  const contacts = await stage.world.transaction({ kind: "system" }, async (store) =>
    Promise.all([...model.contacts.keys()].map(async (id) => store.contacts.find(id))),
  );
  const read: object[] = [];
  for (const contact of contacts) {
    if (contact === undefined) {
      read.push({});
      continue;
    }
    const { state, version, newsVersion, lane, arrivedAt, childWrote } = contact;
    const { offer, clock, owner } = footprint(contact);
    const row = await stage.findClock(contact.id);
    read.push({
      ...{ status: state.status, version, news: newsVersion, lane, arrivedAt: arrivedAt.getTime(), wrote: childWrote },
      ...{ offer: offer?.id, to: offer?.to, isShown: offer?.shownAt !== undefined, owner },
      ...{ dueAt: clock?.dueAt.getTime(), rowDueAt: row?.dueAt.getTime() },
    });
  }
  for (const [id, staff] of people) {
    const presence = await stage.world.transaction(staff, ({ presences }) => presences.find(id));
    const { intent, missedInRow: missed, lease } = presence ?? nobody(id);
    read.push({
      intent,
      missed,
      epoch: lease?.epoch,
      isThere: lease?.isAlive === true,
      ...(await stage.countSlots(id)),
    });
  }
  return read;
}

/** What the model says of the same. */
export function readModel(model: Model): readonly object[] {
  const contacts = [...model.contacts.values()].map((contact) => {
    const { status, version, news, lane, arrivedAt, wrote, offer, owner, orphanAt, until } = contact;
    const dueAt = status === "closing" ? until : status === "active" ? orphanAt : offer?.dueAt;
    return {
      ...{ status, version, news, lane, arrivedAt, wrote, offer: offer?.id, to: offer?.to },
      ...{ isShown: offer?.isShown === true, owner, dueAt, rowDueAt: dueAt },
    };
  });
  const people = [...model.people].map(([id, person]) => {
    const { intent, missed, lease, places } = person;
    const isThere = isScreenThere(person, model.now);
    return { intent, missed, epoch: lease?.epoch, isThere, all: places, taken: takenBy(model, id) };
  });
  return [...contacts, ...people];
}

function nobody(id: string): never {
  throw new Error(`Nobody here is called ${id}`);
}
