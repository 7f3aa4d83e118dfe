import type { HandoverView as Handover } from "@nightlight/commands/shift/read-handover";
import type { RaisedHandover } from "@nightlight/commands/shift/handover-store";
import type { AskedView, HandoverView, OwnedView } from "@nightlight/contracts/counsellor/handover";
import { duePart, type OwnedThing } from "@nightlight/domain/shift/handover";
import { sinceOf } from "@nightlight/domain/floor/alerts";

type NameOf = (id: string) => string;

/** The end of somebody's shift: what they have, what they are asked, whom they could ask. No words of a child. */
export function presentHandover(view: Handover, nameOf: NameOf): HandoverView {
  return {
    opensAt: view.opensAt?.toISOString() ?? null,
    endsAt: view.endsAt?.toISOString() ?? null,
    owned: view.owned.map((owned) => presentOwned(owned, nameOf)),
    asked: view.asked.map((asked) => presentAsked(asked, nameOf)),
    reliefs: view.reliefs.map((relief) => ({ ...relief, endsAt: relief.endsAt.toISOString() })),
  };
}

/** Something that a colleague hands on, or that is the supervisors'. */
export function presentAsked({ handover, thing }: RaisedHandover, nameOf: NameOf): AskedView {
  const from = { id: handover.from, name: nameOf(handover.from) };
  return { ...presentThing(thing), from, askedAt: handover.askedAt.toISOString() };
}

function presentOwned({ handover, ...thing }: OwnedThing, nameOf: NameOf): OwnedView {
  const { to } = handover ?? {};
  return {
    ...presentThing(thing),
    handover:
      handover === undefined
        ? null
        : {
            to: to === undefined ? null : { id: to, name: nameOf(to) },
            askedAt: handover.askedAt.toISOString(),
            isRaised: handover.state === "raised",
          },
  };
}

function presentThing({ contact, waiting }: Omit<OwnedThing, "handover">): Omit<OwnedView, "handover"> {
  const part = duePart({ contact, waiting });
  if (part === undefined) throw new Error("Nothing of this contact is anybody's to hand on");
  return {
    contactId: contact.id,
    part,
    channel: contact.channel,
    lane: contact.lane,
    level: contact.risk.level ?? null,
    since: sinceOf(contact).toISOString(),
    waiting,
    promisedCall: contact.callback !== undefined,
  };
}
