import { readColleagues } from "@nightlight/commands/access/read-colleagues";
import { answerCallInFor } from "@nightlight/commands/roster/call-in";
import { changeRoster, type RosterTruth } from "@nightlight/commands/roster/change-roster";
import { readAlarms } from "@nightlight/commands/roster/read-alarms";
import { planWeek, readCandidates, readRoster, type RosterWeek } from "@nightlight/commands/roster/read-roster";
import type { KnownGap } from "@nightlight/commands/roster/roster-store";
import { lookAtRoster } from "@nightlight/commands/roster/watch-roster";
import {
  rosterRoutes,
  type RosterGapView,
  type RosterShiftView,
  type RosterTruthView,
  type RosterWeekView,
} from "@nightlight/contracts/supervisor/roster";
import type { RosterShift } from "@nightlight/domain/roster/roster";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { Refusal, TellingRefusal } from "../../plugins/problems.ts";
import { presentAsked } from "../counsellor/present-handover.ts";
import { namesOf } from "./present-access.ts";

/** Whoever keeps the roster: weeks, changes, and what it alarms of. */
export function mountRoster(app: FastifyInstance, { world }: Dependencies): void {
  mount(app, rosterRoutes.week, "roster.keep", async ({ actor, query }) =>
    presentWeek(orRefuse(await readRoster(world, actor, query.from))),
  );
  mount(app, rosterRoutes.plan, "roster.keep", async ({ actor, body }) => {
    const planned = orRefuse(await planWeek(world, actor, body.from));
    await lookAtRoster(world);
    return presentWeek(planned);
  });
  mount(app, rosterRoutes.candidates, "roster.keep", async ({ actor, params }) => {
    const found = orRefuse(await readCandidates(world, actor, params.shiftId));
    return found.map((candidate) => ({ ...candidate, against: [...candidate.against] }));
  });
  mount(app, rosterRoutes.change, "roster.keep", async ({ actor, params, body }) => {
    const changed = await changeRoster(world, actor, { ...params, ...body });
    if (!changed.ok) {
      if (changed.truth === undefined) throw new Refusal(changed.refusal);
      throw new TellingRefusal(changed.refusal, presentTruth(changed.truth));
    }
    // A gap is told at once, not at the next look.
    await lookAtRoster(world);
    return presentTruth(changed.value);
  });
  mount(app, rosterRoutes.answerCallIn, "roster.keep", async ({ actor, params, body }) =>
    presentShift(orRefuse(await answerCallInFor(world, actor, { ...params, ...body }))),
  );
  mount(app, rosterRoutes.alarms, "roster.keep", async ({ actor }) => {
    const { gaps, raised } = orRefuse(await readAlarms(world, actor));
    const names = namesOf(await readColleagues(world, actor));
    return { gaps: gaps.map(presentGap), raised: raised.map((each) => presentAsked(each, (id) => names(id).name)) };
  });
}

function presentWeek({ shifts, people, gaps, answerSeconds, at }: RosterWeek): RosterWeekView {
  return {
    now: at.toISOString(),
    answerSeconds,
    shifts: shifts.map(presentShift),
    people: [...people],
    gaps: gaps.map(presentGap),
  };
}

function presentTruth({ shift, against }: RosterTruth): RosterTruthView {
  return { shift: presentShift(shift), against: [...against] };
}

function presentShift(shift: RosterShift): RosterShiftView {
  const { id, name, date, startsAt, endsAt, version, people, onCall, calledIn, absent } = shift;
  return {
    ...{ id, name, date, version, onCall: [...onCall], absent: [...absent] },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    calledIn: calledIn.map(({ personId, askedAt, answer }) => ({
      ...{ id: personId, askedAt: askedAt.toISOString() },
      ...{ says: answer?.says ?? null, answeredAt: answer?.at.toISOString() ?? null },
    })),
    people: people.map(({ personId, checkedInAt }) => ({
      id: personId,
      checkedInAt: checkedInAt?.toISOString() ?? null,
    })),
  };
}

function presentGap({ from, to, people, foundAt }: KnownGap): RosterGapView {
  return { from: from.toISOString(), to: to.toISOString(), people, foundAt: foundAt.toISOString() };
}
