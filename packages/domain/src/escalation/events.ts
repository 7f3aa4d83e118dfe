import type { ContactId, CounsellorId } from "../contact/contact.ts";
import type { Basis } from "./basis.ts";
import type { AddressedBecause, AuthorityId, EscalationId, ReportId, TaskKind, TaskOutcome } from "./escalation.ts";
import type { EscalationLevel, LadderName, Told } from "./ladder.ts";

/** By which way an authority answered. */
export const ANSWER_CHANNELS = ["workspace", "telephone"] as const;

export type AnswerChannel = (typeof ANSWER_CHANNELS)[number];

/** Everything that can happen to an escalation, on one page. Ids, states and times only: never personal data or text. */
export type EscalationEvent =
  | {
      readonly type: "escalation_drafted";
      readonly escalationId: EscalationId;
      readonly contactId: ContactId;
      readonly number: string;
      readonly level: EscalationLevel;
      readonly basis: Basis;
      readonly receivedAt: Date;
      readonly by: CounsellorId;
    }
  /** `contentHash` is the receipt: SHA-256 of exactly what was shown to the sender and is shown to the recipient. */
  | { readonly type: "escalation_sent"; readonly authorityId: AuthorityId; readonly contentHash: string }
  | {
      readonly type: "authority_addressed";
      readonly authorityId: AuthorityId;
      readonly because: AddressedBecause;
    }
  | { readonly type: "escalation_delivered"; readonly authorityId: AuthorityId; readonly by: string }
  | { readonly type: "escalation_seen"; readonly authorityId: AuthorityId; readonly by: string }
  /** By telephone, `by` is whoever at the helpline heard it. */
  | {
      readonly type: "escalation_acknowledged";
      readonly authorityId: AuthorityId;
      readonly by: string;
      readonly channel: AnswerChannel;
    }
  | { readonly type: "escalation_acting"; readonly authorityId: AuthorityId; readonly by: string }
  | { readonly type: "escalation_declined"; readonly authorityId: AuthorityId; readonly by: string }
  | {
      readonly type: "escalation_redirected";
      readonly from: AuthorityId;
      readonly to: AuthorityId;
      readonly by: string;
    }
  | {
      readonly type: "escalation_reported";
      readonly authorityId: AuthorityId;
      readonly reportId: ReportId;
      readonly by: string;
    }
  | { readonly type: "report_accepted"; readonly reportId: ReportId; readonly by: string }
  | { readonly type: "report_asked_again"; readonly reportId: ReportId; readonly by: string }
  | { readonly type: "escalation_withdrawn"; readonly by: string }
  /** One for each rung, whatever crashes: the database holds each key of an escalation once. */
  | {
      readonly type: "rung_climbed";
      readonly rung: string;
      readonly ladder: LadderName;
      readonly dueAt: Date;
      readonly tells: readonly Told[];
      /** True when a person, or a refusal, did not wait for its time. */
      readonly isEarly: boolean;
    }
  | { readonly type: "limit_breached"; readonly rung: string; readonly ladder: LadderName; readonly dueAt: Date }
  | { readonly type: "breach_explained"; readonly by: string }
  | {
      readonly type: "task_made";
      readonly taskId: string;
      readonly kind: TaskKind;
      readonly owner: CounsellorId;
      readonly offeredTo: CounsellorId | null;
      readonly alarmAt: Date;
    }
  | { readonly type: "task_offered"; readonly taskId: string; readonly to: CounsellorId; readonly by: string }
  | { readonly type: "task_taken"; readonly taskId: string; readonly by: CounsellorId }
  | { readonly type: "task_alarmed"; readonly taskId: string }
  | { readonly type: "task_done"; readonly taskId: string; readonly outcome: TaskOutcome; readonly by: string };

export type EscalationEventType = EscalationEvent["type"];
