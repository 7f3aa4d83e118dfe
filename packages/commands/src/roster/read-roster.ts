import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { byGivenName } from "@nightlight/domain/person/name";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { FIRST_TEMPLATES, rulesAgainst, type RosterShift } from "@nightlight/domain/roster/roster";
import type { WorkingTimeRule } from "@nightlight/domain/roster/working-time";
import { occurrence } from "@nightlight/domain/shift/shift";
import type { World } from "../world.ts";
import type { KnownGap, Rosterable } from "./roster-store.ts";
import { reachOf } from "./change-roster.ts";

const DAY_MS = 86_400_000;
const DAYS = 7;

export type RosterWeek = {
  readonly shifts: readonly RosterShift[];
  readonly people: readonly Rosterable[];
  readonly gaps: readonly KnownGap[];
  /** Whoever was called in, and has said nothing for so many seconds, is telephoned. */
  readonly answerSeconds: number;
  readonly at: Date;
};

/** A week of the roster from a local date ("yyyy-MM-dd"; today unless said), with everybody who can stand on it. */
export async function readRoster(
  world: World,
  actor: Staff,
  wanted?: string,
): Promise<Result<RosterWeek, "not-found">> {
  return world.transaction(actor, async ({ rosters, now, policy }) => {
    if (!may(actor, "roster.keep")) return refuse("not-found");
    const from = wanted ?? (await now()).toISOString().slice(0, 10);
    const dates = new Set(datesFrom(from));
    // A local date begins up to half a day before or after the one of UTC.
    const start = Date.parse(`${from}T00:00:00Z`);
    const shifts = await rosters.shifts(new Date(start - DAY_MS), new Date(start + (DAYS + 1) * DAY_MS));
    return accept({
      shifts: shifts.filter(({ date }) => dates.has(date)),
      people: (await rosters.people()).toSorted(byGivenName),
      gaps: await rosters.gaps(),
      answerSeconds: policy.callInAnswerSeconds,
      at: await now(),
    });
  });
}

/**
 * Makes the shifts of a week, and the first three templates where there are none. Repeating it is harmless: what is there
 * stays as it is.
 */
export async function planWeek(world: World, actor: Staff, from: string): Promise<Result<RosterWeek, "not-found">> {
  const planned = await world.transaction(actor, async ({ rosters, audit }): Promise<Result<true, "not-found">> => {
    if (!may(actor, "roster.keep")) return refuse("not-found");
    if ((await rosters.templates()).length === 0) {
      await rosters.addTemplates(FIRST_TEMPLATES.map((template) => ({ ...template, id: world.newId() })));
    }
    const templates = await rosters.templates();
    const shifts = datesFrom(from).flatMap((date) => templates.map((template) => occurrence(template, date)));
    await rosters.addShifts(shifts.map((shift) => ({ ...shift, id: world.newId() })));
    await audit.write({ action: "roster.week_planned", details: { from } });
    return accept(true);
  });
  return planned.ok ? readRoster(world, actor, from) : planned;
}

export type CandidateForShift = Rosterable & {
  /** What the rules on working time say to it. Empty: nothing. */
  readonly against: readonly WorkingTimeRule[];
  /** Hours that they have in the week around it already. */
  readonly hours: number;
};

/** Who could be put on a shift, and what speaks against each: those without an objection first. */
export async function readCandidates(
  world: World,
  actor: Staff,
  shiftId: string,
): Promise<Result<readonly CandidateForShift[], "not-found">> {
  return world.transaction(actor, async (store) => {
    if (!may(actor, "roster.keep")) return refuse("not-found");
    const locked = await store.rosters.lockShift(shiftId);
    if (locked === undefined) return refuse("not-found");
    const { shift } = locked;
    const all = await store.rosters.duties(...reachOf(shift));
    const found: CandidateForShift[] = [];
    for (const person of await store.rosters.people()) {
      if (shift.people.some(({ personId }) => personId === person.id)) continue;
      const others = all.filter(({ personId }) => personId === person.id);
      const near = others.filter(
        ({ startsAt }) => Math.abs(startsAt.getTime() - shift.startsAt.getTime()) < 3.5 * DAY_MS,
      );
      const hours = near.reduce((sum, duty) => sum + (duty.endsAt.getTime() - duty.startsAt.getTime()) / 3_600_000, 0);
      found.push({ ...person, against: rulesAgainst(shift, person.id, others), hours: Math.round(hours) });
    }
    return accept(found.sort((a, b) => a.against.length - b.against.length || a.hours - b.hours || byGivenName(a, b)));
  });
}

function datesFrom(from: string): string[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  return Array.from({ length: DAYS }, (_, day) => new Date(start + day * DAY_MS).toISOString().slice(0, 10));
}
