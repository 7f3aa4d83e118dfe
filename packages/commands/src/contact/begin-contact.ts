import { accept, type Result } from "@nightlight/domain/result";
import { CHANNELS } from "@nightlight/domain/contact/channel";
import { entryLane, NO_PAST, type ArrivalFacts } from "@nightlight/domain/contact/entry-lane";
import type { Contact } from "@nightlight/domain/contact/contact";
import { laneAfterWords } from "@nightlight/domain/risk/keywords";
import type { Actor, ChannelAim } from "@nightlight/domain/access/access";
import { barOwnIdentity } from "../access/bar-from-contact.ts";
import type { Arrival, Locked, Store, World } from "../world.ts";

/** The one queue that there is by default. */
export const DEFAULT_QUEUE = "default";

export type ArrivingContact = Omit<
  Arrival,
  "contactId" | "queueId" | "wantedSkill" | "lane" | "firstArrivedAt" | "message"
> & {
  readonly contactId: string;
  readonly facts: ArrivalFacts;
  readonly text: string | undefined;
};

/** What became of an arrival. `mayGoAhead`: they wait behind the others, and have to be asked whether they need somebody now. */
export type Begun = {
  readonly contact: Contact;
  readonly at: Date;
  readonly repeated: boolean;
  readonly mayGoAhead: boolean;
};

/**
 * Stores an arrival and puts it in the queue. When this returns, it is committed: only then may the sender be told
 * "received". The same key gives the same contact again, with `repeated`.
 */
export async function beginContact(
  world: World,
  actor: Extract<Actor, { kind: "child" | "gateway" }>,
  input: ArrivingContact,
): Promise<Result<Begun, never>> {
  const { facts, text, ...known } = input;
  const message = text === undefined ? undefined : { id: world.newId(), clientKey: "arrival", text };
  const { arriving, arrival, isRestricted } = await world.transaction(actor, async (store) => {
    const [past, { centreId, skill }] = await Promise.all([
      known.identity === undefined ? NO_PAST : store.identities.pastOf(known.identity),
      aimOf(store, actor, known.channelId),
    ]);
    const entered = entryLane(facts, CHANNELS[known.channel].slot, past, store.policy);
    const lane = text === undefined ? entered : laneAfterWords(entered, text);
    const made = {
      ...known,
      queueId: centreId ?? DEFAULT_QUEUE,
      wantedSkill: skill,
      lane,
      firstArrivedAt: past.gaveUpFrom,
      message,
    };
    return { ...(await handIn(world, store, actor, made)), arrival: made, isRestricted: past.isRestricted };
  });
  const arrived = await arriving;
  const mayGoAhead = ({ lane }: Contact): boolean => isRestricted && lane === "low";
  if (arrived !== undefined) {
    return accept({ ...arrived, repeated: false, mayGoAhead: mayGoAhead(arrived.contact) });
  }
  const contact = await world.transaction(actor, ({ contacts }) => contacts.arrivedBefore(arrival));
  return accept({ contact, at: contact.arrivedAt, repeated: true, mayGoAhead: mayGoAhead(contact) });
}

/** Whom a channel is meant for: a gateway that was here a moment ago need not be looked up, for its transaction vouches for it. */
async function aimOf(store: Store, actor: Actor, channelId: string): Promise<ChannelAim> {
  if (actor.kind === "gateway" && actor.remembered !== undefined) return actor.remembered.aim;
  return store.channels.aimOf(channelId);
}

/** What is on its way to the store: handed out before the answer, so that the commit follows at once. */
type HandedIn = { readonly arriving: Promise<Locked | undefined> };

async function handIn(
  world: World,
  store: Store,
  actor: Extract<Actor, { kind: "child" | "gateway" }>,
  arrival: Arrival,
): Promise<HandedIn> {
  const arriving = store.contacts.arrive(arrival);
  if (arrival.identity === undefined) {
    // When it fails, so does the transaction, and nobody is left to wait for it.
    arriving.catch(() => undefined);
    return { arriving };
  }
  const [arrived, owners] = await Promise.all([arriving, store.identities.ownersOf(arrival.identity)]);
  if (arrived === undefined) return { arriving };
  const { contact } = await barOwnIdentity(world, store, actor, arrived, owners);
  return { arriving: Promise.resolve({ ...arrived, contact }) };
}
