import type { ContactId, CounsellorId } from "@nightlight/domain/contact/contact";
import type { DutyClock, Handover, OwnedThing } from "@nightlight/domain/shift/handover";

/** One person on one shift, whose handover has a clock. */
export type DutyOfClock = {
  readonly dutyId: string;
  readonly counsellorId: CounsellorId;
  readonly shiftId: string;
  readonly endsAt: Date;
  readonly clock: DutyClock;
  readonly dueAt: Date;
  /** Whether they work on: checked in on another shift that covers now. */
  readonly worksOn: boolean;
  /** The database's clock, read after the clock's row was locked. */
  readonly at: Date;
};

/** Something that supervisors have, because whoever had it went off shift. */
export type RaisedHandover = { readonly handover: Handover; readonly thing: Omit<OwnedThing, "handover"> };

/** Somebody who could be asked: a counsellor on a shift that goes on. */
export type Relief = {
  readonly id: CounsellorId;
  readonly name: string;
  readonly endsAt: Date;
  readonly isThere: boolean;
};

/** What is handed on at the end of a shift. Every change of a handover needs its contact locked. */
export type HandoverStore = {
  /** Starts, or sets anew, the clock of the duty that somebody is checked in for. */
  startClock(dutyId: string, clock: DutyClock, dueAt: Date): Promise<void>;
  stopClock(dutyId: string): Promise<void>;
  /** The running clock of a duty, locked; undefined when it does not run. */
  lockClock(dutyId: string): Promise<DutyOfClock | undefined>;
  /** The duty of somebody on a shift. */
  dutyOf(
    counsellorId: CounsellorId,
    shiftId: string,
  ): Promise<{ readonly dutyId: string; readonly endsAt: Date } | undefined>;
  /** Everything that is still somebody's, oldest first. */
  ownedBy(counsellorId: CounsellorId): Promise<readonly OwnedThing[]>;
  /** What colleagues ask somebody to take, oldest first. */
  askedOf(counsellorId: CounsellorId): Promise<readonly RaisedHandover[]>;
  /** What nobody took: the supervisors', as long as whoever had it has not finished it after all. */
  raised(): Promise<readonly RaisedHandover[]>;
  /** Severe things whose owner is off shift, not running and not raised: nothing may lie there. Asked by the system. */
  strays(lateMinutes: number): Promise<readonly { readonly contactId: ContactId; readonly from: CounsellorId }[]>;
  openOf(contactId: ContactId): Promise<Handover | undefined>;
  /** The newest handover of a contact that is over: what a repeated answer is compared with. */
  lastOf(contactId: ContactId): Promise<Handover | undefined>;
  /** Asks a colleague; whatever was open of this contact is withdrawn. */
  ask(handover: {
    readonly id: string;
    readonly contactId: ContactId;
    readonly from: CounsellorId;
    readonly to: CounsellorId;
  }): Promise<void>;
  settle(id: string, state: "accepted" | "declined" | "withdrawn"): Promise<void>;
  /** Makes a contact the supervisors', whoever was asked before. */
  raise(handover: { readonly id: string; readonly contactId: ContactId; readonly from: CounsellorId }): Promise<void>;
  waitingOf(contactId: ContactId): Promise<number>;
  /** Who could be asked now, by name. */
  reliefs(): Promise<readonly Relief[]>;
};
