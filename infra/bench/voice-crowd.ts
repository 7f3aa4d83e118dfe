import { gatherCalls, type CallCrowdPlan, type CallCrowdReport } from "@nightlight/simulation/calls/call-crowd";
import { once } from "node:events";

/** What callers and counsellors are told to do, after they were told who they are as JSON in the only argument. */
export type VoiceOrder =
  | { readonly do: "come"; readonly count: number }
  | { readonly do: "turn"; readonly seconds: number; readonly perSecond: number }
  | { readonly do: "stay"; readonly seconds: number };

const crowd = await gatherCalls(JSON.parse(process.argv[2] ?? "") as CallCrowdPlan);

async function obey(order: VoiceOrder): Promise<CallCrowdReport> {
  if (order.do === "come") await crowd.come(order.count);
  else if (order.do === "turn") await crowd.turn(order.seconds, order.perSecond);
  else await new Promise((resolve) => setTimeout(resolve, order.seconds * 1000));
  return crowd.tell();
}

process.on("message", (order: VoiceOrder) => void obey(order).then((report) => process.send?.(report)));
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
await once(process, "disconnect");
