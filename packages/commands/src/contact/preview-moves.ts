import type { Staff } from "@nightlight/domain/access/access";
import { may, mayEver } from "@nightlight/domain/access/may";
import { CHANNELS } from "@nightlight/domain/contact/channel";
import type { Contact, ContactId, CounsellorId } from "@nightlight/domain/contact/contact";
import type { MoveEffect, MoveObstacle, Overridable } from "@nightlight/domain/contact/move";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import type { Candidate } from "./move-store.ts";
import { planMove, type Destination } from "./plan-move.ts";

export type PreviewInput = {
  readonly what: { readonly contacts: readonly ContactId[] } | { readonly allOf: CounsellorId };
  /** Null: the queue. */
  readonly to: CounsellorId | null;
  readonly beyondCapacity: "queue" | "stay" | "override";
};

export type PlannedMove = {
  readonly contact: Contact;
  readonly does: MoveEffect | null;
  readonly to: CounsellorId | null;
  readonly overrides: readonly Overridable[];
  readonly obstacle: MoveObstacle | null;
};

/**
 * What moving these contacts, or all that somebody has, would do and override. Changes nothing. Places are counted down
 * as they are planned, so that four contacts are not promised the one place that is free.
 */
export async function previewMoves(
  world: World,
  actor: Staff,
  input: PreviewInput,
): Promise<Result<readonly PlannedMove[], "not-found">> {
  if (!mayEver(actor, "contact.move")) return refuse("not-found");
  return world.transaction(actor, async (store): Promise<Result<readonly PlannedMove[], "not-found">> => {
    const { what, to, beyondCapacity } = input;
    const ids = "contacts" in what ? what.contacts : await store.moves.contactsWith(what.allOf);
    const contacts = (await Promise.all(ids.map((id) => store.contacts.find(id))))
      .filter((contact) => contact !== undefined)
      .filter((contact) => may(actor, "contact.move", { contact }));
    if ("contacts" in what && contacts.length === 0) return refuse("not-found");
    let destination: Destination = to === null ? null : { id: to, candidate: await candidateOf(store, to) };
    const now = await store.now();
    const planned: PlannedMove[] = [];
    for (const contact of contacts) {
      const plan = await planOne(store, actor, contact, destination, beyondCapacity, now);
      planned.push(plan);
      if (plan.to !== null && destination?.candidate !== undefined && plan.does !== "hand_over") {
        destination = { ...destination, candidate: withOnePlaceLess(destination.candidate, contact) };
      }
    }
    return accept(planned);
  });
}

const candidateOf = (store: Store, to: CounsellorId): Promise<Candidate | undefined> =>
  store.moves.candidate(to, { keepsPlaces: false });

async function planOne(
  store: Store,
  actor: Staff,
  contact: Contact,
  to: Destination,
  beyond: PreviewInput["beyondCapacity"],
  now: Date,
): Promise<PlannedMove> {
  const plan = await planMove(store, actor, contact, to, now);
  const stays = { contact, does: null, to: null, overrides: [] };
  if (!plan.ok) return { ...stays, obstacle: plan.refusal };
  const { does, overrides } = plan.value;
  if (to === null || beyond === "override" || !overrides.includes("capacity")) {
    return { contact, does, to: to?.id ?? null, overrides, obstacle: null };
  }
  if (beyond === "stay") return { ...stays, overrides, obstacle: null };
  return planOne(store, actor, contact, null, beyond, now);
}

function withOnePlaceLess(candidate: Candidate, contact: Contact): Candidate {
  const { slot } = CHANNELS[contact.channel];
  const free = Math.max(0, candidate.seat.freeSlots[slot] - 1);
  return { ...candidate, seat: { ...candidate.seat, freeSlots: { ...candidate.seat.freeSlots, [slot]: free } } };
}
