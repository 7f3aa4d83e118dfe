import type { CentreId, CounsellorId } from "../contact/contact.ts";
import type { Language, SlotKind } from "../contact/channel.ts";
import type { Pacing } from "../routing/pacing.ts";
import type { Gate } from "../shift/shift.ts";

/** What counsellors say of themselves. `not_responding` is set by the system after missed offers, and ended by one click. */
export const INTENTS = ["available", "break", "training", "off", "not_responding"] as const;

export type Intent = (typeof INTENTS)[number];

/** The intents that a counsellor may choose. */
export const CHOSEN_INTENTS = ["available", "break", "training", "off"] as const satisfies readonly Intent[];

export type ChosenIntent = (typeof CHOSEN_INTENTS)[number];

/** What somebody may say that they do next, as soon as nothing is in their hands. */
export const NEXT_INTENTS = ["break", "training", "off"] as const satisfies readonly Intent[];

export type NextIntent = (typeof NEXT_INTENTS)[number];

/** The intents that a supervisor may force. */
export const FORCED_INTENTS = ["available", "break", "off"] as const satisfies readonly Intent[];

export type ForcedIntent = (typeof FORCED_INTENTS)[number];

/** The four separate facts of presence, as the matcher reads them in one snapshot. */
export type Seat = {
  readonly counsellorId: CounsellorId;
  /** The office that a bar may name; undefined for whoever belongs to none. */
  readonly centreId?: CentreId | undefined;
  readonly intent: Intent;
  readonly gate: Gate;
  readonly isLeaseAlive: boolean;
  readonly freeSlots: Readonly<Record<SlotKind, number>>;
  readonly languages: readonly Language[];
  /** Since when the counsellor has had nothing; the longest idle is asked first. */
  readonly idleSince: Date;
  /** What they know, by codes of the helpline's own list. */
  readonly skills?: readonly string[];
  /** Languages that they manage, but do not work in: asked when nobody else is there. */
  readonly alsoSpeaks?: readonly Language[];
  /** When the shift that they are on ends. */
  readonly shiftEndsAt?: Date | undefined;
  /** What they carry; undefined: nothing was counted yet. */
  readonly pacing?: Pacing | undefined;
};

/** Why somebody is not routable, as shown to them: the cause, always. */
export const UNROUTABLE = ["intent", "gate", "lease", "capacity"] as const;

export type Unroutable = (typeof UNROUTABLE)[number];

/** The first fact that keeps a counsellor from being offered anything, or undefined when all four hold. */
export function whyUnroutable(
  seat: Pick<Seat, "intent" | "gate" | "isLeaseAlive" | "freeSlots">,
  slot: SlotKind,
): Unroutable | undefined {
  if (seat.intent !== "available") return "intent";
  if (seat.gate === "before" || seat.gate === "closed") return "gate";
  if (!seat.isLeaseAlive) return "lease";
  if (seat.freeSlots[slot] === 0) return "capacity";
  return undefined;
}
