import { z } from "zod";
import { riskChangeView, riskLevel } from "../counsellor/risk.ts";
import { channelKind, id } from "../fields.ts";
import { route } from "../http.ts";

/** A lowering that waits, with what one has to know to agree or not. */
export const loweringView = z.object({
  change: riskChangeView,
  channel: channelKind,
  /** What the rules make of the answers now; null: nothing. */
  computed: riskLevel.nullable(),
  /** Whether I may answer it: not my own. */
  isMine: z.boolean(),
});

export type LoweringView = z.infer<typeof loweringView>;

export const loweringRoutes = {
  list: route({
    method: "GET",
    path: "/api/supervision/lowerings",
    summary: "Levels that somebody wants to lower after something was sent: they wait for a second person.",
    reply: z.object({ lowerings: z.array(loweringView) }),
  }),
  decide: route({
    method: "POST",
    path: "/api/supervision/lowerings/:changeId",
    summary: "Agree to a lowering, or keep the level. Never one's own; the first answer stands.",
    params: z.strictObject({ changeId: id }),
    body: z.strictObject({ approves: z.boolean() }),
    reply: riskChangeView,
    perMinute: 60,
  }),
};
