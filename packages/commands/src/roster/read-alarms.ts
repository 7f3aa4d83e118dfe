import type { Staff } from "@nightlight/domain/access/access";
import { may, mayEver } from "@nightlight/domain/access/may";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { RaisedHandover } from "../shift/handover-store.ts";
import type { World } from "../world.ts";
import type { KnownGap } from "./roster-store.ts";

export type RosterAlarms = { readonly gaps: readonly KnownGap[]; readonly raised: readonly RaisedHandover[] };

/** What the roster alarms of: gaps ahead; and, for supervisors, what nobody took at the end of a shift. */
export async function readAlarms(world: World, actor: Staff): Promise<Result<RosterAlarms, "not-found">> {
  return world.transaction(actor, async ({ rosters, handovers }) => {
    if (!may(actor, "roster.keep")) return refuse("not-found");
    const raised = mayEver(actor, "handover.watch") ? await handovers.raised() : [];
    return accept({
      gaps: await rosters.gaps(),
      raised: raised.filter(({ thing }) => may(actor, "handover.watch", thing)),
    });
  });
}
