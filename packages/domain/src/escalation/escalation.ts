import type { ContactId, CounsellorId } from "../contact/contact.ts";
import type { Basis } from "./basis.ts";
import type { EscalationLevel, LadderName } from "./ladder.ts";

export type EscalationId = string;
export type AuthorityId = string;
export type ReportId = string;

export const ESCALATION_STATUSES = [
  "draft",
  "sent",
  "delivered",
  "seen",
  "acknowledged",
  "acting",
  "reported",
  "closed",
  "declined",
  "redirected",
  "withdrawn",
] as const;

/** One member per state, each with only its own facts. `by` is an officer unless said otherwise. */
export type EscalationState =
  /** Written and shown to its sender; nobody outside knows of it. */
  | { readonly status: "draft" }
  | { readonly status: "sent" }
  | { readonly status: "delivered" }
  | { readonly status: "seen" }
  | { readonly status: "acknowledged"; readonly by: string }
  | { readonly status: "acting"; readonly by: string }
  | { readonly status: "reported"; readonly reportId: ReportId }
  /** `by` is whoever at the helpline accepted the report. */
  | { readonly status: "closed"; readonly by: string; readonly reportId: ReportId }
  /** "Not ours": it lies with a person at the helpline now. */
  | {
      readonly status: "declined";
      readonly by: string;
      readonly from: AuthorityId;
      readonly at: Date;
      /** Whether the next rung was climbed for it: a refusal does not wait. */
      readonly hasClimbed: boolean;
    }
  /** Sent on to another authority, which has not looked at it yet. */
  | { readonly status: "redirected" }
  /** Taken back by a person at the helpline. */
  | { readonly status: "withdrawn"; readonly by: string };

export type EscalationStatus = EscalationState["status"];

/** Why an authority was addressed. */
export const ADDRESSED_BECAUSE = ["sent", "no_contact", "climbed", "climbed_early", "redirected"] as const;

export type AddressedBecause = (typeof ADDRESSED_BECAUSE)[number];

export type Addressed = {
  readonly authorityId: AuthorityId;
  readonly at: Date;
  readonly because: AddressedBecause;
};

/** What a telephone task is for. `call`: danger now. `find_contact`: nobody to send to. `decline`: "not ours". */
export const TASK_KINDS = ["call", "find_contact", "decline"] as const;

export type TaskKind = (typeof TASK_KINDS)[number];

export const TASK_OUTCOMES = ["reached", "not_reached", "passed_on"] as const;

export type TaskOutcome = (typeof TASK_OUTCOMES)[number];

/** Something a person has to do beside the written escalation, with an owner, an offer and an alarm of its own. */
export type EscalationTask = {
  readonly id: string;
  readonly kind: TaskKind;
  readonly madeAt: Date;
  /** When the supervisor is alarmed unless somebody has taken it. */
  readonly alarmAt: Date;
  /** Whoever has to see to it until somebody takes it. */
  readonly ownerId: CounsellorId;
  readonly offeredTo: CounsellorId | undefined;
  readonly takenBy: CounsellorId | undefined;
  readonly alarmedAt: Date | undefined;
  readonly done: { readonly by: string; readonly at: Date; readonly outcome: TaskOutcome } | undefined;
};

export type ReportVerdict = "waiting" | "accepted" | "asked_again";

export type EscalationReport = {
  readonly id: ReportId;
  readonly by: string;
  readonly at: Date;
  readonly verdict: ReportVerdict;
};

export const STEP_KINDS = [
  "sent",
  "delivered",
  "seen",
  "acknowledged",
  "acting",
  "declined",
  "redirected",
  "addressed",
  "reported",
  "asked_again",
  "closed",
  "withdrawn",
  "breached",
  "climbed",
] as const;

export type StepKind = (typeof STEP_KINDS)[number];

/** A step on the way that both sides may know of. */
export type Step = { readonly at: Date; readonly kind: StepKind; readonly authorityId: AuthorityId | undefined };

/** A contact that was put before an authority. Ids, states and times; what was sent lies sealed beside it. */
export type Escalation = {
  readonly id: EscalationId;
  readonly contactId: ContactId;
  /** Of its transfer slip: counted by year, as in `2026/000042`. */
  readonly number: string;
  readonly level: EscalationLevel;
  readonly basis: Basis;
  /** When the contact was first received, on any channel. Every clock starts here, and none is ever set back. */
  readonly receivedAt: Date;
  readonly sentAt: Date;
  readonly sentBy: CounsellorId;
  readonly version: number;
  readonly addressed: readonly Addressed[];
  /** Keys of the rungs that were climbed: each once. */
  readonly climbed: readonly string[];
  readonly deliveredAt: Date | undefined;
  readonly seenAt: Date | undefined;
  /** Set while somebody has acknowledged; only that stops the first ladder. A refusal takes it back. */
  readonly acknowledgedAt: Date | undefined;
  /** Whose acknowledgement that was. */
  readonly answeredBy: AuthorityId | undefined;
  /** Offices that said "not ours" and have not taken it up since. */
  readonly declinedBy: readonly AuthorityId[];
  readonly redirects: number;
  readonly reports: readonly EscalationReport[];
  /** Ladders whose limit passed, and whether somebody has said why. */
  readonly breached: readonly LadderName[];
  readonly isBreachExplained: boolean;
  readonly tasks: readonly EscalationTask[];
  readonly steps: readonly Step[];
  readonly state: EscalationState;
};

/** Whether it is over: nothing more is asked of anybody. */
export function isOver({ state }: Escalation): boolean {
  return state.status === "closed" || state.status === "withdrawn";
}

/** Whom it was last put before, and who is asked now. Throws for a draft. */
export function addresseeOf({ addressed }: Escalation): AuthorityId {
  const last = addressed.findLast(({ because }) => because === "sent" || because === "redirected") ?? addressed[0];
  if (last === undefined) throw new Error("An escalation has an addressee");
  return last.authorityId;
}

/** Whether an authority was ever addressed. */
export function isAddressed({ addressed }: Escalation, authorityId: AuthorityId): boolean {
  return addressed.some((each) => each.authorityId === authorityId);
}

/** Tasks that are still to be done. */
export function openTasks({ tasks }: Escalation): readonly EscalationTask[] {
  return tasks.filter(({ done }) => done === undefined);
}
