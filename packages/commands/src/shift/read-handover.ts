import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { byGivenName } from "@nightlight/domain/person/name";
import { duePart, handoverEndsAt, handoverOpensAt, type OwnedThing } from "@nightlight/domain/shift/handover";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { RaisedHandover, Relief } from "./handover-store.ts";

/** What somebody still has, what they are asked to take, and whom they could ask. */
export type HandoverView = {
  /** The handover of the shift that covers now: from when it is shown, and until when things are theirs. */
  readonly opensAt: Date | undefined;
  readonly endsAt: Date | undefined;
  readonly owned: readonly OwnedThing[];
  readonly asked: readonly RaisedHandover[];
  readonly reliefs: readonly Relief[];
};

/** Everything about the handover of whoever asks. Codes, levels and times: no word of a child. */
export async function readHandover(world: World, actor: Staff): Promise<Result<HandoverView, "not-found">> {
  return world.transaction(actor, async ({ presences, handovers, policy }) => {
    const presence = await presences.find(actor.id);
    if (presence === undefined) return refuse("not-found");
    const { shift, at } = presence;
    const runs = shift !== undefined && shift.startsAt <= at && shift.checkedInAt !== undefined;
    const owned = await handovers.ownedBy(actor.id);
    return accept({
      opensAt: runs ? handoverOpensAt(shift, policy) : undefined,
      endsAt: runs ? handoverEndsAt(shift, policy) : undefined,
      owned: owned.filter((thing) => may(actor, "contact.read", thing) && duePart(thing) !== undefined),
      asked: (await handovers.askedOf(actor.id)).filter(({ thing }) => !thing.contact.barred.includes(actor.id)),
      reliefs: (await handovers.reliefs()).toSorted(byGivenName),
    });
  });
}
