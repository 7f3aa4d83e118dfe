import type { Actor, Role, Staff } from "@nightlight/domain/access/access";
import type { Authority } from "@nightlight/domain/authority/authority";
import type { Duty } from "@nightlight/domain/authority/duty";
import type { LiveChannelKind, Language } from "@nightlight/domain/contact/channel";
import type { Intent } from "@nightlight/domain/presence/presence";
import type { NewReading } from "@nightlight/commands/access/access-stores";
import type { Committed, World } from "@nightlight/commands/world";

export type CounsellorActor = Staff;
export type ChildActor = Extract<Actor, { kind: "child" }>;
export type GatewayActor = Extract<Actor, { kind: "gateway" }>;

/** A counsellor as a test wants them. Without a word: available, Vietnamese, one chat, in the middle of a shift. */
export type CounsellorOptions = {
  readonly languages?: readonly Language[];
  readonly chatSlots?: number;
  /** A place for calls; without a word none. */
  readonly hasVoice?: boolean;
  readonly intent?: Intent;
  /** None without a word. */
  /** Codes of what they know; nothing special unless given. */
  readonly skills?: readonly string[];
  readonly centreId?: string;
  /** The unit that an officer works for; none without a word. */
  readonly authorityId?: string;
  /** Counsellor without a word. */
  readonly roles?: readonly Role[];
  /** Seconds from now; "none" for somebody who is not on the roster. */
  readonly shift?: { readonly startsIn: number; readonly endsIn: number; readonly isCheckedIn: boolean } | "none";
};

export const FULL_SHIFT = { startsIn: -3600, endsIn: 7 * 3600, isCheckedIn: true };

/** A world on a stage: a clock that only the test moves, people put in by hand, and everything it announced. */
export type Stage = {
  readonly world: World;
  /** The web chat that children come through. */
  readonly webchatId: string;
  /** What was announced so far, oldest first. */
  readonly committed: readonly Committed[];
  now(): Promise<Date>;
  forward(seconds: number): Promise<void>;
  addCounsellor(options?: CounsellorOptions): Promise<CounsellorActor>;
  /** A centre that people can work at. */
  addCentre(): Promise<string>;
  /** A unit of the directory, in force and without a name that matters. */
  addAuthority(unit?: Partial<Omit<Authority, "id">>): Promise<string>;
  addDuty(authorityId: string, duty: Duty): Promise<void>;
  addChannel(kind: LiveChannelKind): Promise<string>;
  /** The access log, oldest first. */
  readAccesses(): Promise<readonly (Omit<NewReading, "openingId"> & { readonly actorId: string | undefined })[]>;
  /** How many places a counsellor has, and how many of them are taken. */
  countSlots(counsellorId: string): Promise<{ all: number; taken: number }>;
  /** The running clock of a contact, as the timer service would look it up. */
  findClock(contactId: string): Promise<{ kind: string; dueAt: Date; generation: number } | undefined>;
};
