import { seedLoad, type LoadStaff } from "@nightlight/simulation/load/load-staff";
import { join } from "node:path";
import { migrate } from "../setup/server-program.ts";
import type { Load, LoadResult, LoadTask } from "./load-process.ts";
import { runLoadProcess, startFloor, startProduct } from "./programs.ts";
import { startBenchServices, type BenchServices, type Stops } from "./services.ts";

export type PairOptions = {
  readonly root: string;
  readonly dataFolder: string;
  readonly counsellors: number;
  /** Where CPU profiles of the product's server go; undefined for none. */
  readonly profileFolder: string | undefined;
  readonly say: (line: string) => void;
};

/** What both made of the same load. */
export type Both = { readonly floor: LoadResult; readonly product: LoadResult };

/** The product and the floor of routing on the same services, to be put under the same load one after the other. */
export type Pair = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Gives the load to the floor, then to the product. `isWhole`: the floor makes as many commits as the product. */
  take(load: Load, options: TakeOptions): Promise<Both>;
};

export type TakeOptions = {
  /** After this a load hangs. */
  readonly limitMs: number;
  readonly isWhole?: boolean;
  /** How often the floor's parts are measured by themselves, and in which rhythm. */
  readonly parts: { readonly times: number; readonly everyMs: number };
  /** Told what came of each, as soon as it is known. */
  readonly took: (name: "floor" | "product", result: LoadResult) => void;
};

/** Starts services, floor and product, with counsellors on shift and a gateway. */
export async function startPair(options: PairOptions, stops: Stops): Promise<Pair> {
  const { root, counsellors, say } = options;
  const services = await startBenchServices(options.dataFolder, stops);
  say(`PostgreSQL 18, durable${services.redisUrl ? "; Redis" : "; no Redis"}`);
  const environment = environmentOf(services);
  const program = join(root, "apps", "server", "src", "main.ts");
  await migrate({ program, cwd: root, environment: { ...environment, DATABASE_OWNER_URL: services.ownerUrl } });
  const staff = await seedLoad({ ownerUrl: services.ownerUrl, now: new Date(), counsellors });
  const floor = await startFloor({ ownerUrl: services.ownerUrl, seats: counsellors }, stops);
  const product = await startProduct({ ...options, environment, services }, stops);
  return {
    ...{ ownerUrl: services.ownerUrl, appUrl: services.appUrl },
    async take(load, { limitMs, isWhole = false, parts, took }) {
      const give = async (name: "floor" | "product", task: LoadTask): Promise<LoadResult> => {
        const result = await runLoadProcess(task, limitMs, stops);
        took(name, result);
        return result;
      };
      return {
        floor: await give("floor", { ...load, system: "floor", origin: floor.origin, isWhole, parts }),
        product: await give("product", { ...load, system: "product", origin: product.origin, ...signedIn(staff) }),
      };
    },
  };
}

function signedIn({ channelKey, sessionTokens }: LoadStaff) {
  return { channelKey, cookies: sessionTokens.map((token) => `nightlight-session=${token}`) };
}

function environmentOf(services: BenchServices): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    DATABASE_URL: services.appUrl,
    ...(services.redisUrl === undefined ? {} : { REDIS_URL: services.redisUrl }),
    NIGHTLIGHT_MASTER_KEY_FILE: services.masterKeyFile,
    HOST: "127.0.0.1",
    NIGHTLIGHT_DEMO: "small", // the load's counsellors are demo accounts, which exist nowhere else
  };
}

/** What went wrong in a load, for its line. */
export function describeFailures({ lost, doubled, failures }: LoadResult): string {
  const each = Object.entries(failures).map(([what, times]) => `, ${String(times)} × ${what}`);
  return `${String(lost.length)} lost, ${String(doubled.length)} doubled${each.join("")}`;
}
