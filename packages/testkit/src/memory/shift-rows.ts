import type { CounsellorId } from "@nightlight/domain/contact/contact";
import type { RosterShift } from "@nightlight/domain/roster/roster";
import type { DutyClock, Handover } from "@nightlight/domain/shift/handover";

export type RosterRow = {
  readonly shiftId: string;
  readonly name: string;
  readonly counsellorId: CounsellorId;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly checkedInAt: Date | undefined;
};

export type HandoverRow = Handover & { readonly answeredAt: Date | undefined };

export type ShiftRow = Omit<RosterShift, "people" | "name" | "timeZone" | "calledIn">;

export type DutyClockRow = {
  readonly kind: DutyClock;
  readonly dueAt: Date;
  readonly generation: number;
  readonly isRunning: boolean;
};
