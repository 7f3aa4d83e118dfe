import { burst, type BurstPlan } from "@nightlight/simulation/load/burst";
import { keepBusy, type BusyPlan } from "@nightlight/simulation/load/keep-busy";
import type { LoadReport } from "@nightlight/simulation/load/load-book";
import type { LoadTarget } from "@nightlight/simulation/load/load-target";
import { productTarget } from "@nightlight/simulation/load/product-target";
import { runLoad, type LoadPlan } from "@nightlight/simulation/load/run-load";
import { floorTarget, measureParts, type RawTimes } from "./floor-target.ts";

/** How contacts come: at a rate, always enough of them, or all at once. */
export type Load =
  | { readonly load: "arrivals"; readonly plan: LoadPlan }
  | { readonly load: "busy"; readonly plan: BusyPlan }
  | { readonly load: "burst"; readonly plan: BurstPlan };

/** What the load is told, as JSON in its only argument. */
export type LoadTask = Load & { readonly origin: string } & (
    | {
        readonly system: "floor";
        readonly isWhole: boolean;
        readonly parts: { readonly times: number; readonly everyMs: number };
      }
    | { readonly system: "product"; readonly channelKey: string; readonly cookies: readonly string[] }
  );

/** What it tells its parent at the end. What a kind of load does not measure is empty. */
export type LoadResult = LoadReport & {
  readonly raw: RawTimes | undefined;
  readonly freedToOffer: readonly number[];
  readonly closed: number;
  readonly offered: readonly number[];
  readonly late: readonly string[];
};

const UNMEASURED = { raw: undefined, freedToOffer: [], closed: 0, offered: [], late: [] };

async function perform(task: LoadTask): Promise<LoadResult> {
  if (task.system === "product") return { ...UNMEASURED, ...(await put(productTarget(task), task)) };
  const raw = await measureParts(task.origin, task.parts.times, task.parts.everyMs);
  return { ...UNMEASURED, raw, ...(await put(floorTarget(task.origin, task.isWhole), task)) };
}

function put<Assigned>(target: LoadTarget<Assigned>, task: Load): Promise<LoadReport> {
  if (task.load === "arrivals") return runLoad(target, task.plan);
  return task.load === "busy" ? keepBusy(target, task.plan) : burst(target, task.plan);
}

const result = await perform(JSON.parse(process.argv[2] ?? "") as LoadTask);
process.send?.(result, () => process.exit(0));
