import type { CallIn, CallInAnswer } from "@nightlight/domain/roster/call-in";
import type { Gap } from "@nightlight/domain/roster/coverage";
import type { RosterAct, RosterShift } from "@nightlight/domain/roster/roster";
import type { Duty } from "@nightlight/domain/roster/working-time";
import type { Shift, ShiftTemplate } from "@nightlight/domain/shift/shift";

/** Somebody who can stand on the roster: counsellors, and supervisors beside them. */
export type Rosterable = {
  readonly id: string;
  readonly name: string;
  readonly counsels: boolean;
};

export type KnownGap = Gap & { readonly foundAt: Date };

/** What I am called in for. */
export type OwnCallIn = Pick<CallIn, "askedAt" | "answer"> & {
  readonly shiftId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
};

/** The roster: who is to be there, and when. Only whoever keeps it changes it. */
export type RosterStore = {
  templates(): Promise<readonly ShiftTemplate[]>;
  addTemplates(templates: readonly ShiftTemplate[]): Promise<void>;
  /** Shifts that begin in [from, to), by time. */
  shifts(from: Date, to: Date): Promise<readonly RosterShift[]>;
  /** Adds dated shifts; those that are there already stay as they are. */
  addShifts(shifts: readonly (Shift & { readonly id: string })[]): Promise<void>;
  /** A shift under lock, and the database's time. */
  lockShift(id: string): Promise<{ readonly shift: RosterShift; readonly at: Date } | undefined>;
  people(): Promise<readonly Rosterable[]>;
  /** Everybody's duties that touch [from, to); of one person when named. */
  duties(from: Date, to: Date, personId?: string): Promise<readonly Duty[]>;
  /** Carries out one act on a locked shift; its version grows. */
  change(shiftId: string, act: RosterAct, personId: string): Promise<void>;
  /** Whoever is on call for a shift that runs, is not on it, and was not told yet. Asked by the system. */
  uncalled(): Promise<readonly { readonly shiftId: string; readonly personId: string }[]>;
  /** False when they were told before. Asked by the system. */
  addCallIn(shiftId: string, personId: string): Promise<boolean>;
  /** Whether whoever asks is called in for a shift that runs. */
  ownCallIn(): Promise<OwnCallIn | undefined>;
  /** By themselves, or by whoever keeps the roster; nothing where nobody was told. */
  answerCallIn(shiftId: string, personId: string, says: CallInAnswer): Promise<void>;
  gaps(): Promise<readonly KnownGap[]>;
  /** Replaces the gaps by what was found; those that were known keep when they were found. Asked by the system. */
  setGaps(gaps: readonly Gap[]): Promise<void>;
  /** The clock of the watch over the roster, locked; undefined when none runs. Asked by the system. */
  lockWatch(): Promise<{ readonly dueAt: Date; readonly at: Date } | undefined>;
  /** Has the watch look again after so many minutes. */
  watchAgainIn(minutes: number): Promise<Date>;
};
