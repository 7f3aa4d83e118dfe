import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { accept, refuse } from "@nightlight/domain/result";
import {
  decideRosterChange,
  rulesAgainst,
  type RosterAct,
  type RosterRefusal,
  type RosterShift,
} from "@nightlight/domain/roster/roster";
import type { WorkingTimeRule } from "@nightlight/domain/roster/working-time";
import type { World } from "../world.ts";

export type RosterInput = {
  readonly shiftId: string;
  /** The version that was on screen. */
  readonly version: number;
  readonly act: RosterAct;
  readonly personId: string;
  readonly despite: readonly WorkingTimeRule[];
};

/** The shift as it is now, and what the rules on working time say to this person on it. */
export type RosterTruth = { readonly shift: RosterShift; readonly against: readonly WorkingTimeRule[] };

/** A refusal tells how the shift stands now. */
export type RosterResult =
  | { readonly ok: true; readonly value: RosterTruth }
  | {
      readonly ok: false;
      readonly refusal: RosterRefusal | "not-found" | "roster-changed";
      readonly truth?: RosterTruth;
    };

/** To both sides of a shift: so far reach the rules on working time. */
const REACH_MS = 31 * 86_400_000;

/**
 * Puts somebody on a shift, takes them off, or says that they cannot come. Of two at once one wins; the other is told how
 * the shift stands. What is so already is accepted and changes nothing.
 */
export async function changeRoster(world: World, actor: Staff, input: RosterInput): Promise<RosterResult> {
  return world.transaction(actor, async (store): Promise<RosterResult> => {
    const { rosters, policy } = store;
    const { shiftId, version, act, personId, despite } = input;
    if (!may(actor, "roster.keep")) return refuse("not-found");
    const locked = await rosters.lockShift(shiftId);
    const people = await rosters.people();
    if (locked === undefined || !people.some(({ id }) => id === personId)) return refuse("not-found");
    const { shift, at } = locked;
    const isOn = shift.people.some((each) => each.personId === personId);
    const duties = await rosters.duties(...reachOf(shift), personId);
    const others = isOn ? duties.filter(({ startsAt }) => startsAt.getTime() !== shift.startsAt.getTime()) : duties;
    const truth = { shift, against: rulesAgainst(shift, personId, others) };
    const counsels = new Set(people.filter((person) => person.counsels).map(({ id }) => id));
    const counsellors = shift.people.map((each) => each.personId).filter((id) => counsels.has(id));
    const decision = decideRosterChange(shift, { act, personId }, { others, counsellors, despite }, at, policy);
    // What is so already is no news to anybody, whatever was on screen.
    if (decision.ok && !decision.value) return accept(truth);
    if (version !== shift.version) return { ...refuse("roster-changed"), truth };
    if (!decision.ok) return { ...decision, truth };
    await rosters.change(shiftId, act, personId);
    await store.presences.note(personId, { type: "roster_changed", shiftId });
    await store.audit.write({
      action: `roster.${act}`,
      subject: { kind: "shift", id: shiftId },
      details: { person: personId, despite: act === "assign" ? truth.against.join(",") : "" },
    });
    const changed = await rosters.lockShift(shiftId);
    return accept({ shift: changed?.shift ?? shift, against: truth.against });
  });
}

/** The stretch around a shift that the rules on working time look at. */
export function reachOf({ startsAt, endsAt }: Pick<RosterShift, "startsAt" | "endsAt">): [from: Date, to: Date] {
  return [new Date(startsAt.getTime() - REACH_MS), new Date(endsAt.getTime() + REACH_MS)];
}
