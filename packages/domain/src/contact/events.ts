import type { CallOutcome, CallReason } from "./callback.ts";
import type { ChannelKind, Language } from "./channel.ts";
import type { ContactId, CounsellorId, EndedBy, OfferId } from "./contact.ts";
import type { DeclineReason, Disposition, OneKeyEnding } from "./disposition.ts";
import type { Lane } from "./lane.ts";
import type { Overridable, StepInReason, TakenOffer } from "./move.ts";
import type { ReleaseDeed } from "./release.ts";
import type { SilenceStage, TransferKind } from "./talk.ts";
import type { RiskLevel } from "../risk/level.ts";

/** Why an offer failed without anybody saying no. */
export type OfferFailure = "timed_out" | "undeliverable";

/** Everything that can happen to a contact, on one page. Ids, states and times only: never personal data, never text. */
export type ContactEvent =
  | {
      readonly type: "contact_arrived";
      /** Gave up before, and is back: it is as old as when it first came. */
      readonly firstArrivedAt?: Date;
      readonly wantedSkill?: string;
      readonly contactId: ContactId;
      readonly queueId: string;
      readonly channelId: string;
      readonly channel: ChannelKind;
      readonly language: Language;
      readonly lane: Lane;
    }
  /** Recorded by hand: it begins with its counsellor, as a record without a conversation. */
  | {
      readonly type: "contact_recorded";
      readonly contactId: ContactId;
      readonly queueId: string;
      readonly channelId: string;
      readonly channel: ChannelKind;
      readonly language: Language;
      readonly lane: Lane;
      readonly receivedAt: Date;
      readonly by: CounsellorId;
    }
  /** Recorded by hand, and somebody found out when it truly came. */
  | { readonly type: "receipt_corrected"; readonly receivedAt: Date }
  | {
      readonly type: "offer_made";
      readonly offerId: OfferId;
      readonly to: CounsellorId;
      readonly expiresAt: Date;
      /** By when the screen has to say that it is there; only events from before the policy had versions lack it. */
      readonly shownBy?: Date;
      /** Takes no place: a supervisor overrode that none was free. */
      readonly isExtra?: true;
      /** A transfer that its owner asked for. */
      readonly asked?: TransferKind;
    }
  | { readonly type: "offer_shown"; readonly offerId: OfferId; readonly expiresAt: Date }
  | {
      readonly type: "offer_accepted";
      readonly offerId: OfferId;
      readonly by: CounsellorId;
      /** Of a transfer: whose it was until now. */
      readonly from?: CounsellorId;
    }
  | {
      readonly type: "offer_declined";
      readonly offerId: OfferId;
      readonly by: CounsellorId;
      readonly reason: DeclineReason;
      readonly skipUntil: Date;
    }
  | {
      readonly type: "offer_failed";
      readonly offerId: OfferId;
      readonly to: CounsellorId;
      readonly failure: OfferFailure;
      readonly skipUntil: Date;
    }
  | {
      readonly type: "offer_rescinded";
      readonly offerId: OfferId;
      readonly to: CounsellorId;
      /** By whoever had asked for the transfer. */ readonly isCancelled?: true;
    }
  | {
      readonly type: "message_posted";
      readonly messageId: string;
      readonly from: "child" | "counsellor";
      readonly checkAt?: Date;
    }
  | { readonly type: "record_begun" }
  | { readonly type: "conversation_ended"; readonly by: EndedBy }
  | { readonly type: "closing_started"; readonly disposition: OneKeyEnding; readonly until: Date }
  | { readonly type: "closing_undone"; readonly by: "counsellor" | "child" | "supervisor" }
  | {
      readonly type: "contact_closed";
      readonly disposition: Disposition;
      readonly endedBy: EndedBy;
      readonly undoUntil?: Date;
    }
  | { readonly type: "contact_reopened"; readonly by: CounsellorId }
  /** The record may keep its place for longer. */
  | { readonly type: "more_time_taken"; readonly until: Date }
  | { readonly type: "contact_abandoned"; readonly by: "child" | "quick_exit" | "line_lost" | "unreached" }
  | { readonly type: "owner_lost"; readonly orphanAt?: Date }
  | { readonly type: "owner_returned" }
  | { readonly type: "contact_orphaned"; readonly lane: Lane }
  /** Its counsellor left for good, was relieved of it, or has no telephone (media): it waits again, as old as it is. */
  | {
      readonly type: "owner_removed";
      readonly owner: CounsellorId;
      readonly skipUntil?: Date;
      readonly because?: "media";
    }
  | { readonly type: "record_handed_over"; readonly from: CounsellorId; readonly to: CounsellorId }
  /** The counsellor asked them to wait, came back, or was reminded that somebody waits. */
  | { readonly type: "contact_held"; readonly remindAt: Date }
  | { readonly type: "contact_resumed"; readonly checkAt: Date }
  | { readonly type: "hold_reminded" }
  /** The other side has said nothing for a while; or pressed "I am here". */
  | { readonly type: "silence_noticed"; readonly stage: SilenceStage; readonly nextAt: Date }
  | { readonly type: "silence_answered"; readonly checkAt: Date }
  /** A colleague came in beside the owner, went again, or has it from now on. */
  | { readonly type: "guest_joined"; readonly offerId: OfferId; readonly by: CounsellorId }
  | { readonly type: "guest_left"; readonly guest: CounsellorId }
  | { readonly type: "contact_passed"; readonly from: CounsellorId; readonly to: CounsellorId }
  /** They want to be called within this window, which they said is safe. */
  | { readonly type: "callback_asked"; readonly callFrom: Date; readonly until: Date }
  /** The window has come: it waits in its old place for somebody to make the call. */
  | { readonly type: "callback_ready" }
  /** Nobody could call within the window: supervisors decide, until `nextAt`. */
  | { readonly type: "callback_overdue"; readonly nextAt: Date }
  | { readonly type: "callback_reached" }
  /** `isLast`: nobody tries again by themselves; until `nextAt` supervisors decide. */
  | {
      readonly type: "callback_missed";
      readonly outcome: CallOutcome;
      readonly isLast: boolean;
      readonly nextAt: Date;
    }
  /** They are here themselves: nobody calls any more. */
  | { readonly type: "callback_withdrawn" }
  /** Whoever talks with the person through another contact says that nobody need call any more; and takes that back. */
  | {
      readonly type: "callback_met";
      readonly by: CounsellorId;
      readonly through: ContactId;
      readonly undoUntil: Date;
    }
  | { readonly type: "callback_kept"; readonly by: CounsellorId }
  | { readonly type: "call_allowed"; readonly by: string; readonly callReason: CallReason; readonly until: Date }
  /** A supervisor moves it. What cannot be taken back follows later, as an event of its own. */
  | {
      readonly type: "contact_moved";
      readonly moveId: string;
      readonly by: string;
      /** Null: back to the queue. */
      readonly to: CounsellorId | null;
      readonly reason: StepInReason;
      readonly overrides: readonly Overridable[];
      readonly until: Date;
      /** A one-key ending that was taken back for it. */
      readonly ending: OneKeyEnding | null;
      /** Whose offer was taken back for the queue's sake: passed over for a while. */
      readonly skip: CounsellorId | null;
      readonly skipUntil: Date;
      /** The offer that was taken back for it; an undo makes it once more. */
      readonly took?: TakenOffer;
    }
  | {
      readonly type: "move_undone";
      readonly moveId: string;
      readonly by: string;
      /** What the move had taken: whom an orphan waited for, a one-key ending, a free way to somebody. */
      readonly previousOwner: CounsellorId | null;
      readonly ending: OneKeyEnding | null;
      readonly unskip: CounsellorId | null;
      readonly until: Date;
    }
  /** The person named did not take it: it is where it was, and its supervisor (`by`) is told. */
  | {
      readonly type: "move_failed";
      readonly moveId: string;
      readonly by: string;
      readonly to: CounsellorId;
      readonly because: "declined" | "rescinded" | "barred" | OfferFailure;
    }
  | {
      readonly type: "contact_released";
      readonly by: string;
      readonly reason: StepInReason;
      readonly did: ReleaseDeed;
    }
  | {
      readonly type: "access_barred";
      /** A person or an office. */
      readonly barredId: string;
      /** The barred counsellor whom the contact knows: it waits for them no longer, and is theirs no longer. */
      readonly leaves: CounsellorId | null;
    }
  | { readonly type: "access_restored"; readonly barredId: string }
  /** Words of the child raised the lane: which lane, never which words. */
  | { readonly type: "lane_raised"; readonly lane: Lane }
  /** A caller left words for whoever has the time: they keep their place without the line. */
  | { readonly type: "voicemail_left" }
  /** A caller pressed the key of another language. */
  | { readonly type: "language_chosen"; readonly language: Language }
  /** What the rules make of the answers, and would make of them if the other side broke off. Null: nothing yet. */
  | {
      readonly type: "risk_assessed";
      readonly level: RiskLevel | null;
      readonly ifDropped: RiskLevel | null;
      readonly lane: Lane;
    }
  | {
      readonly type: "risk_raised";
      readonly changeId: string;
      readonly level: RiskLevel;
      readonly by: CounsellorId;
      readonly lane: Lane;
    }
  | {
      readonly type: "risk_lowered";
      readonly changeId: string;
      readonly level: RiskLevel;
      readonly by: CounsellorId;
    }
  /** Something was sent already: a second person has to agree. */
  | {
      readonly type: "risk_lowering_asked";
      readonly changeId: string;
      readonly level: RiskLevel;
      readonly by: CounsellorId;
    }
  | {
      readonly type: "risk_lowering_decided";
      readonly changeId: string;
      readonly by: string;
      readonly approves: boolean;
    }
  /** Something was sent to an authority: from now on the level does not fall by itself. */
  | { readonly type: "contact_escalated"; readonly escalationId: string; readonly level: RiskLevel };

export type ContactEventType = ContactEvent["type"];
