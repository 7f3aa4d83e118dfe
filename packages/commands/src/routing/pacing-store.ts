import type { ContactId, CounsellorId } from "@nightlight/domain/contact/contact";
import type { RiskLevel } from "@nightlight/domain/risk/level";

/** A record that closed in somebody's hands. */
export type ClosedRecord = {
  readonly counsellorId: CounsellorId;
  readonly contactId: ContactId;
  readonly level: RiskLevel | undefined;
  /** Since when it was theirs, where that is not when they took it. */
  readonly since: Date | undefined;
  readonly at: Date;
};

export type PacingStore = {
  /** Counts a closed record towards what its counsellor carries. */
  note(record: ClosedRecord): Promise<void>;
  /** Until when somebody rests: for themselves, and for whoever would give them something. */
  restsUntil(counsellorId: CounsellorId): Promise<Date | undefined>;
  /** Ends the acting person's own rest. */
  waive(): Promise<void>;
};
