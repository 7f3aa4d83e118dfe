import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, CounsellorId } from "@nightlight/domain/contact/contact";
import { effectOf, type MoveRefusal } from "@nightlight/domain/contact/decide-move";
import {
  NOT_BACK_BECAUSE,
  OVERRIDABLE,
  type MoveEffect,
  type MoveObstacle,
  type NotBackBecause,
  type Overridable,
} from "@nightlight/domain/contact/move";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { objections, type Objection } from "@nightlight/domain/routing/eligibility";
import { isSupervised } from "../access/open-contact.ts";
import type { Store } from "../world.ts";
import type { Candidate } from "./move-store.ts";

export type MovePlan = { readonly does: MoveEffect; readonly overrides: readonly Overridable[] };

/** To whom: a person with their facts as they are now (undefined: no seat on the floor), or the queue. */
export type Destination = { readonly id: CounsellorId; readonly candidate: Candidate | undefined } | null;

function isOverridable(objection: Objection): objection is Overridable {
  return OVERRIDABLE.some((each) => each === objection);
}

/** A record rings nowhere and takes no place. */
function mattersToARecord(objection: Overridable): boolean {
  return objection === "gate" || objection === "language";
}

const OBSTACLES: Readonly<Record<MoveRefusal, MoveObstacle>> = {
  "already-there": "already_there",
  "already-over": "over",
  "needs-person": "needs_person",
  "call-waits": "call_waits",
  // Only an undo, or a clock, is answered like this.
  "not-your-move": "already_there",
  "too-late-to-undo": "already_there",
  "moved-on": "already_there",
  "not-due": "already_there",
};

/** What keeps somebody from being asked again who was being asked before a move; undefined when nothing does. */
export function whyNotBack(
  contact: Contact,
  { to, candidate }: { readonly to: CounsellorId; readonly candidate: Candidate | undefined },
  now: Date,
  policy: RoutingPolicy,
): NotBackBecause | undefined {
  if (candidate?.counsels !== true) return "not_fit";
  // That they are passed over is what is being undone.
  const skips = contact.skips.filter(({ counsellorId }) => counsellorId !== to);
  const against = objections({ ...contact, skips }, candidate.seat, now, policy);
  if (against.includes("barred")) return "not_fit";
  if (against.includes("lease")) return "not_there";
  return NOT_BACK_BECAUSE.find((each) => against.some((objection) => objection === each));
}

/**
 * What moving a contact would do, and what it would override. The eligibility function of the matcher says what speaks
 * against it; a bar, a lost screen and a role that takes no contacts are overridden by nobody.
 */
export async function planMove(
  store: Store,
  actor: Staff,
  contact: Contact,
  to: Destination,
  now: Date,
): Promise<Result<MovePlan, MoveObstacle>> {
  const effect = effectOf(contact, to?.id ?? null);
  if (!effect.ok) return refuse(OBSTACLES[effect.refusal]);
  const does = effect.value;
  if (does === "hand_over") {
    const isOfMyCentre = await isSupervised(store, contact);
    if (!may(actor, "record.hand-over", { contact, isOfMyCentre })) return refuse("not_your_centre");
  }
  if (to === null) return accept({ does, overrides: [] });
  if (to.candidate?.counsels !== true) return refuse("not_fit");
  const against = objections(contact, to.candidate.seat, now, store.policy);
  if (against.some((each) => each !== "lease" && !isOverridable(each))) return refuse("not_fit");
  if (against.includes("lease")) return refuse("not_there");
  const overrides = against.filter(isOverridable);
  return accept({ does, overrides: does === "hand_over" ? overrides.filter(mattersToARecord) : overrides });
}
