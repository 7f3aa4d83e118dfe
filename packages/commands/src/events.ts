import type { ActorKind } from "@nightlight/domain/access/access";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { StepInReason } from "@nightlight/domain/contact/move";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import type { ForcedIntent, Intent } from "@nightlight/domain/presence/presence";

/** What can happen to a counsellor's presence. With `ContactEvent` and `EscalationEvent`, these are all events there are. */
export type CounsellorEvent =
  | { readonly type: "intent_changed"; readonly intent: Intent }
  /** By a supervisor, who is the event's actor. */
  | { readonly type: "intent_forced"; readonly intent: ForcedIntent; readonly reason: StepInReason }
  | { readonly type: "shift_checked_in"; readonly shiftId: string }
  | { readonly type: "offer_missed"; readonly missedInRow: number };

/** An event as the log holds it: what, about whom, in which order, by whom, and when by the database's clock. */
export type RecordedEvent = {
  readonly version: number;
  readonly actorKind: ActorKind;
  readonly actorId: string | undefined;
  readonly at: Date;
} & (
  | { readonly subject: "contact"; readonly subjectId: string; readonly event: ContactEvent }
  | { readonly subject: "escalation"; readonly subjectId: string; readonly event: EscalationEvent }
  | { readonly subject: "counsellor"; readonly subjectId: string; readonly event: CounsellorEvent }
);

/** What the access log calls a reading of a child's words. */
export type AccessAction = "read-conversation" | "read-escalation" | "read-number" | "export-form-01" | "export-slip";
