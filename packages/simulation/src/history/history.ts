import type { Contact } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { ClientEntry } from "./client-log.ts";

export const INVARIANTS = ["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10"] as const;

export type Invariant = (typeof INVARIANTS)[number];

/** What is wrong, about which contact or person, in words that a developer can follow. */
export type Violation = { readonly invariant: Invariant; readonly subjectId: string; readonly what: string };

/** A line of the event log, in the order of `seq`: what somebody could only do after another's commit has a higher one. */
export type LoggedEvent = {
  readonly seq: number;
  readonly contactId: string;
  readonly version: number;
  readonly at: Date;
  readonly event: ContactEvent;
};

export type Counsellor = {
  readonly id: string;
  readonly chatSlots: number;
  /** When their gate was open: from checking in to the end of the shift. */
  readonly gates: readonly { readonly from: Date; readonly to: Date }[];
};

/** Everything that a run left behind: what clients saw, what the log says, what the tables hold. */
export type History = {
  readonly clients: readonly ClientEntry[];
  readonly log: readonly LoggedEvent[];
  readonly contacts: readonly Contact[];
  readonly counsellors: readonly Counsellor[];
  /** When the tables were read. */
  readonly endedAt: Date;
  /** How late a clock may ring: a server or database that was away rings nothing. */
  readonly graceMs: number;
};

/** Collects what is wrong. */
export type Report = (invariant: Invariant, subjectId: string, what: string) => void;
