import type { LoadReport } from "@nightlight/simulation/load/load-book";
import { productTarget } from "@nightlight/simulation/load/product-target";
import { runLoad, type LoadPlan } from "@nightlight/simulation/load/run-load";
import { floorTarget, measureParts, type RawTimes } from "./floor-target.ts";

/** What the load is told, as JSON in its only argument. */
export type LoadTask = { readonly plan: LoadPlan; readonly origin: string } & (
  | { readonly system: "floor"; readonly partsMeasured: number }
  | { readonly system: "product"; readonly channelKey: string; readonly cookies: readonly string[] }
);

/** What it tells its parent at the end. */
export type LoadResult = LoadReport & { readonly raw: RawTimes | undefined };

async function perform(task: LoadTask): Promise<LoadResult> {
  if (task.system === "product") return { ...(await runLoad(productTarget(task), task.plan)), raw: undefined };
  const raw = await measureParts(task.origin, task.partsMeasured, 1000 / task.plan.perSecond);
  return { ...(await runLoad(floorTarget(task.origin), task.plan)), raw };
}

const result = await perform(JSON.parse(process.argv[2] ?? "") as LoadTask);
process.send?.(result, () => process.exit(0));
