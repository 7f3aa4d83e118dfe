import { decide } from "@nightlight/domain/contact/decide";
import { match } from "@nightlight/domain/routing/match";
import type { World } from "../world.ts";

/** How many waiting calls, and how many others, one pass looks at; the next pass follows at once while there is more to do. */
export const MATCHER_BATCH = 64;

/** The offers that a pass made, and whether it left somebody waiting. */
export type MatcherPass = { readonly made: number; readonly left: boolean };

/**
 * One pass of the matcher: reads queue and floor in one snapshot, decides, writes the offers. "busy" while another
 * matcher has its turn. Safety does not rest on there being one matcher: offers and slots are guarded by constraints.
 */
export async function runMatcher(world: World): Promise<MatcherPass | "busy"> {
  return world.transaction({ kind: "system" }, async (store) => {
    const floor = await store.floor(MATCHER_BATCH);
    if (floor === undefined) return "busy";
    const assignments = match(floor.waiting, floor.seats, floor.at, store.policy);
    for (const { contact, to, explanation } of assignments) {
      const offered = decide(contact, { type: "offer", offerId: world.newId(), to }, floor.at, store.policy);
      if (!offered.ok) throw new Error(`The matcher chose a contact that is ${contact.state.status}`);
      await store.contacts.append({ contact, at: floor.at }, offered.value, explanation);
    }
    return { made: assignments.length, left: floor.somebodyElseWaits || assignments.length < floor.waiting.length };
  });
}
