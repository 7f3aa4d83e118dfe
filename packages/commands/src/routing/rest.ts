import type { Staff } from "@nightlight/domain/access/access";
import { isWaiting, type Contact } from "@nightlight/domain/contact/contact";
import { hardWaitAt } from "@nightlight/domain/routing/overflow";
import type { Presence, World } from "../world.ts";

/** How many that wait are looked at: who rests is asked for the first of them, not for the hundredth. */
const LOOKED_AT = 100;

export type Rest = {
  /** Until when I rest after a hard record; undefined: I do not. */
  readonly until: Date | undefined;
  /** Somebody waits too long whom I could help. Nothing is kept of whoever does not answer. */
  readonly isAsked: boolean;
};

/** Whether the acting counsellor rests, and whether they are asked to help all the same. Asked, never offered. */
export async function readRest(world: World, actor: Staff): Promise<Rest> {
  const { presence, until } = await world.transaction(actor, async ({ presences, pacing }) => ({
    presence: await presences.find(actor.id),
    until: await pacing.restsUntil(actor.id),
  }));
  if (presence === undefined || until === undefined || until <= presence.at)
    return { until: undefined, isAsked: false };
  if (!couldHelp(presence)) return { until, isAsked: false };
  // The queue is not theirs to read: what comes out of here is a yes or a no.
  const isAsked = await world.transaction({ kind: "system" }, async ({ contacts, policy }) =>
    (await contacts.inQueue(LOOKED_AT)).some(
      (contact) =>
        isWaiting(contact) &&
        hardWaitAt(contact, policy) <= presence.at &&
        presence.languages.includes(contact.language) &&
        !isBarred(contact, actor),
    ),
  );
  return { until, isAsked };
}

/** Ends the acting counsellor's own rest: from now on they are offered what comes. Nobody else can. */
export async function waiveRest(world: World, actor: Staff): Promise<void> {
  await world.transaction(actor, ({ pacing }) => pacing.waive());
}

function couldHelp({ intent, gate, freeChatSlots }: Presence): boolean {
  return intent === "available" && gate === "open" && freeChatSlots > 0;
}

function isBarred({ barred }: Contact, { id, centreId }: Staff): boolean {
  return barred.some((each) => each === id || each === centreId);
}
