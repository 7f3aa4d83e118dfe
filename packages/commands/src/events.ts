import type { ActorKind } from "@nightlight/domain/access/access";
import type { MonitorMode } from "@nightlight/domain/call/call";
import type { OutsideEventStage, OutsidePurpose } from "@nightlight/domain/call/outside-call";
import type { PartyKind } from "@nightlight/domain/call/outside-party";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { StepInReason } from "@nightlight/domain/contact/move";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import type { CallInAnswer } from "@nightlight/domain/roster/call-in";
import type { ForcedIntent, Intent, NextIntent } from "@nightlight/domain/presence/presence";

/** What can happen to a counsellor's presence. With `ContactEvent` and `EscalationEvent`, these are all events there are. */
export type CounsellorEvent =
  | { readonly type: "intent_changed"; readonly intent: Intent }
  /** By a supervisor, who is the event's actor. */
  | { readonly type: "intent_forced"; readonly intent: ForcedIntent; readonly reason: StepInReason }
  | { readonly type: "shift_checked_in"; readonly shiftId: string }
  | { readonly type: "offer_missed"; readonly missedInRow: number }
  /** What they do when the contact in hand ends; null: nothing else. */
  | { readonly type: "next_intent_chosen"; readonly next: NextIntent | null }
  /** The end of the shift is near: what they still have is shown to them. */
  | { readonly type: "handover_opened"; readonly shiftId: string }
  | { readonly type: "handover_asked"; readonly contactId: string; readonly to: string }
  | { readonly type: "handover_withdrawn"; readonly contactId: string; readonly to: string }
  /** By whoever was asked, about whom it came from. */
  | { readonly type: "handover_answered"; readonly contactId: string; readonly from: string; readonly accepts: boolean }
  /** The shift is over, and nobody took so many of theirs: supervisors have them now. */
  | { readonly type: "handover_raised"; readonly shiftId: string; readonly count: number }
  /** A conversation goes on beyond the shift. */
  | { readonly type: "overtime_began"; readonly shiftId: string }
  /** By a supervisor, in a call of this counsellor's; null: no more. */
  | { readonly type: "call_monitored"; readonly contactId: string; readonly mode: MonitorMode | null }
  /** What became of a call to somebody outside that they make: an office, the police, an interpreter. */
  | {
      readonly type: "outside_call";
      readonly callId: string;
      readonly contactId: string;
      readonly purpose: OutsidePurpose;
      readonly party: PartyKind;
      readonly stage: OutsideEventStage;
    }
  /** By whoever keeps the roster: this person was put on a shift, or taken off it. */
  | { readonly type: "roster_changed"; readonly shiftId: string }
  /** They are on call for a shift, and somebody has waited for too long. */
  | { readonly type: "called_in"; readonly shiftId: string }
  | { readonly type: "call_in_answered"; readonly shiftId: string; readonly says: CallInAnswer };

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
