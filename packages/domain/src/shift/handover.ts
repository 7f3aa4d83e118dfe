import { addMinutes } from "date-fns/addMinutes";
import { subMinutes } from "date-fns/subMinutes";
import type { Contact, ContactId, CounsellorId } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";

/** Asked of a colleague until they answer; `raised`: the supervisors' until somebody has it. */
export const HANDOVER_STATES = ["asked", "accepted", "declined", "withdrawn", "raised"] as const;

export type HandoverState = (typeof HANDOVER_STATES)[number];

/** One contact on its way from whoever goes off shift to a named colleague. Whose it is says the contact alone. */
export type Handover = {
  readonly id: string;
  readonly contactId: ContactId;
  readonly from: CounsellorId;
  /** Undefined: the supervisors. */
  readonly to: CounsellorId | undefined;
  readonly state: HandoverState;
  readonly askedAt: Date;
};

/** Something that is still somebody's at the end of their shift. */
export type OwnedThing = {
  readonly contact: Contact;
  /** Escalations of it that are not over. */
  readonly waiting: number;
  /** The handover that is open, if there is one. */
  readonly handover: Handover | undefined;
};

/**
 * What has to happen with something owned when its owner goes: a conversation is finished or transferred and never cut; a
 * record, or a closed contact whose escalation still waits, is handed on. Undefined: nothing.
 */
export function duePart({ contact, waiting }: Pick<OwnedThing, "contact" | "waiting">): HandoverPart | undefined {
  switch (contact.state.status) {
    case "active":
    case "closing":
      return "conversation";
    case "wrap_up":
      return "record";
    case "closed":
      return waiting > 0 ? "escalation" : undefined;
    case "queued":
    case "offered":
    case "orphaned":
    case "callback_due":
    case "abandoned":
      return undefined;
  }
}

export const HANDOVER_PARTS = ["conversation", "record", "escalation"] as const;

export type HandoverPart = (typeof HANDOVER_PARTS)[number];

/** Whether it can be put into a colleague's hands by a handover: a running conversation is transferred instead. */
export function canBeHandedOn(thing: Pick<OwnedThing, "contact" | "waiting">): boolean {
  const part = duePart(thing);
  return part === "record" || part === "escalation";
}

/** What a duty's clock waits for: the handover's two times, and another look at a conversation beyond the shift. */
export const DUTY_CLOCKS = ["handover_opens", "handover_ends", "overtime"] as const;

export type DutyClock = (typeof DUTY_CLOCKS)[number];

type Ends = { readonly endsAt: Date };

/** When somebody is shown what they still have. */
export function handoverOpensAt({ endsAt }: Ends, policy: Pick<RoutingPolicy, "handoverMinutes">): Date {
  return subMinutes(endsAt, policy.handoverMinutes);
}

/** When what nobody took becomes the supervisors'. */
export function handoverEndsAt({ endsAt }: Ends, policy: Pick<RoutingPolicy, "handoverLateMinutes">): Date {
  return addMinutes(endsAt, policy.handoverLateMinutes);
}

/** What a duty's clock finds when it rings. */
export type DutyStep =
  /** Not yet: the policy or the roster says another time than when the clock was set. */
  | { readonly does: "waits"; readonly until: Date }
  | { readonly does: "opens"; readonly endsAt: Date }
  /** The shift is over: these go to the supervisors. While a conversation runs, the clock looks again. */
  | { readonly does: "ends"; readonly raises: readonly OwnedThing[]; readonly looksAgainAt: Date | undefined };

/**
 * Decides what happens when the clock of a duty rings at `now`. Whoever works on, on another shift, keeps what they have.
 * A conversation is never cut: it is overtime, and the clock rings again until it is over.
 */
export function decideDuty(
  duty: Ends & { readonly clock: DutyClock; readonly worksOn: boolean },
  owned: readonly OwnedThing[],
  now: Date,
  policy: Pick<RoutingPolicy, "handoverMinutes" | "handoverLateMinutes" | "overtimeLookMinutes">,
): DutyStep {
  const dueAt = duty.clock === "handover_opens" ? handoverOpensAt(duty, policy) : handoverEndsAt(duty, policy);
  if (now < dueAt) return { does: "waits", until: dueAt };
  if (duty.clock === "handover_opens") return { does: "opens", endsAt: handoverEndsAt(duty, policy) };
  if (duty.worksOn) return { does: "ends", raises: [], looksAgainAt: undefined };
  const isTalking = owned.some((thing) => duePart(thing) === "conversation");
  return {
    does: "ends",
    raises: owned.filter((thing) => canBeHandedOn(thing) && thing.handover?.state !== "raised"),
    looksAgainAt: isTalking ? addMinutes(now, policy.overtimeLookMinutes) : undefined,
  };
}
