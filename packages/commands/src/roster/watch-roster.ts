import { coverageGaps, joinedGaps, type Gap } from "@nightlight/domain/roster/coverage";
import type { Store, World } from "../world.ts";
import { raiseOne } from "../shift/ring-duty.ts";

/** So often the roster ahead is looked at, beside every time that it changes. */
const LOOK_MINUTES = 5;
const HOUR_MS = 3_600_000;

/** The clock of the roster rang. A late, early, repeated or lost ring is harmless. */
export async function watchRoster(world: World): Promise<"rang" | "nothing-due"> {
  return world.transaction({ kind: "system" }, async (store) => {
    const clock = await store.rosters.lockWatch();
    if (clock === undefined || clock.at < clock.dueAt) return "nothing-due";
    await look(world, store);
    return "rang";
  });
}

/** Looks at the roster ahead at once, because it changed or the helpline starts, and goes on looking from now on. */
export async function lookAtRoster(world: World): Promise<void> {
  await world.transaction({ kind: "system" }, (store) => look(world, store));
}

/**
 * Finds where too few are on the roster in the hours ahead, and severe things that lie with somebody who went off shift.
 * A gap that was not known goes into the audit log; supervisors see all of them until somebody is there.
 */
async function look(world: World, store: Store): Promise<void> {
  const { rosters, handovers, policy, audit } = store;
  // First of all: two that look at once take turns.
  const at = await rosters.watchAgainIn(LOOK_MINUTES);
  const known = await rosters.gaps();
  const gaps = (await rosters.templates()).length === 0 ? [] : await gapsAhead(store, at);
  await rosters.setGaps(gaps);
  for (const gap of gaps.filter((each) => !known.some((other) => touches(each, other)))) {
    await audit.write({
      action: "roster.gap_found",
      details: { from: gap.from.toISOString(), until: gap.to.toISOString(), people: gap.people },
    });
  }
  for (const { contactId, from } of await handovers.strays(policy.handoverLateMinutes)) {
    await raiseOne(world, store, contactId, from);
  }
}

async function gapsAhead({ rosters, policy }: Store, from: Date): Promise<readonly Gap[]> {
  const to = new Date(from.getTime() + policy.rosterGapHours * HOUR_MS);
  const counsellors = new Set((await rosters.people()).filter(({ counsels }) => counsels).map(({ id }) => id));
  const duties = (await rosters.duties(from, to)).filter(({ personId }) => counsellors.has(personId));
  return joinedGaps(coverageGaps(duties, { from, to }, () => policy.rosterLeast));
}

function touches(one: Gap, other: Gap): boolean {
  return one.from < other.to && other.from < one.to;
}
