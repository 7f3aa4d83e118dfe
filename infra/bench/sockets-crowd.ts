import { gatherCrowd, type CrowdPlan, type CutReport, type WordsReport } from "@nightlight/simulation/crowd/crowd";
import { once } from "node:events";

/** What a crowd is told to do, after it was told who it is as JSON in its only argument. */
export type CrowdOrder =
  | { readonly do: "talk"; readonly perSecond: number; readonly seconds: number }
  | { readonly do: "cut"; readonly forMs: number; readonly speakers: number }
  | { readonly do: "tell" };

/** What it answers: first how many are there, then to every order. */
export type CrowdAnswer = {
  readonly size?: { readonly staff: number; readonly children: number; readonly talking: number };
  readonly late?: readonly number[];
  readonly cut?: CutReport;
  readonly words?: WordsReport;
};

const crowd = await gatherCrowd(JSON.parse(process.argv[2] ?? "") as CrowdPlan);

async function obey(order: CrowdOrder): Promise<CrowdAnswer> {
  if (order.do === "talk") return { late: await crowd.talk(order.perSecond, order.seconds) };
  if (order.do === "cut") return { cut: await crowd.cut(order.forMs, order.speakers) };
  return { words: crowd.tell() };
}

process.on("message", (order: CrowdOrder) => void obey(order).then((answer) => process.send?.(answer)));
process.on("disconnect", () => process.exit(0));
process.send?.({ size: crowd.size() } satisfies CrowdAnswer);
await once(process, "disconnect");
