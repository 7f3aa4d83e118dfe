import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Staff } from "@nightlight/domain/access/access";
import { STANDARD_POLICY, type RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { Committed, World } from "@nightlight/commands/world";
import { connect, type Database } from "@nightlight/database/connection";
import { createSealing } from "@nightlight/database/sealing";
import { createWorld, uuidv7 } from "@nightlight/database/world";
import { furnish, rosterShift, type House, type Owner } from "../house/furnish.ts";

/** Clocks that ring within a second, so that a run of seconds hears many. */
const QUICK_POLICY: RoutingPolicy = {
  ...STANDARD_POLICY,
  shownWithinSeconds: 1,
  chatOfferSeconds: 1,
  immediateOfferSeconds: 1,
  skipSeconds: 1,
  skipAloneSeconds: 1,
  undoSeconds: 1,
  orphanChatSeconds: 1,
  previousOwnerGraceSeconds: 1,
};

/** What a broken variant changes. Everything left out is as it should be. */
export type Breakage = {
  /** What is done to the copy's tables, as their owner. */
  readonly schema?: string;
  /** What a server's statements become; `server` counts from 0. */
  readonly statement?: (text: string, server: number) => string;
  readonly database?: (database: Database, server: number) => Database;
  readonly world?: (world: World, server: number) => World;
  /** Whether what was committed wakes the matcher; it also looks by itself unless `ticks` is false. */
  readonly wakes?: (committed: Committed) => boolean;
  readonly ticks?: boolean;
  /** Whether clocks are rung. */
  readonly rings?: boolean;
};

/** A server as the stress knows it: its world, and what it heard of commits. */
export type StressServer = { readonly world: World; readonly database: Database };

export type StressHouse = House & {
  readonly servers: readonly StressServer[];
  /** Hears of every commit on any server. */
  onCommitted(listener: (committed: Committed) => void): void;
  /** Whether the breakage changed any statement so far. */
  isBroken(): boolean;
  close(): Promise<void>;
};

export type StressPlan = {
  readonly appUrl: string;
  readonly owner: Owner;
  readonly servers: number;
  readonly counsellors: number;
  readonly chatSlots: number;
  readonly breakage: Breakage;
};

/** Opens several servers' worlds on one database, with counsellors on a shift that has just begun. */
export async function openStressHouse(plan: StressPlan): Promise<StressHouse> {
  const { owner, appUrl, breakage } = plan;
  const { rows } = await owner.query<{ now: Date }>("select clock_timestamp() as now");
  const now = rows[0]?.now ?? new Date(0);
  const inHours = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
  const { counsellors, chatSlots } = plan;
  const house = await furnish(owner, { counsellors, chatSlots, signedInUntil: inHours(12), newId: uuidv7 });
  await rosterShift(
    owner,
    { id: uuidv7(), templateId: uuidv7(), date: "2026-01-01", startsAt: inHours(-1), endsAt: inHours(7) },
    house.counsellors.map(({ id }: Staff) => id),
  );
  if (breakage.schema !== undefined) await owner.query(breakage.schema);
  const sealing = createSealing(randomBytes(32));
  let isBroken = false;
  const changed = (text: string, server: number): string => {
    const broken = breakage.statement?.(text, server) ?? text;
    if (broken !== text) isBroken = true;
    return broken;
  };
  const listeners: ((committed: Committed) => void)[] = [];
  const servers = Array.from({ length: plan.servers }, (_, server): StressServer => {
    const connected = connect({
      url: appUrl,
      connections: { system: 4, staff: 4, child: 2, gateway: 1, "sign-in": 1 },
    });
    const spoken = rewritten(connected, (text) => changed(text, server));
    const database = breakage.database?.(spoken, server) ?? spoken;
    const onCommitted = (committed: Committed): void => {
      for (const listener of listeners) listener(committed);
    };
    const world = createWorld({ database, sealing, policy: () => QUICK_POLICY, onCommitted });
    return { database: connected, world: breakage.world?.(world, server) ?? world };
  });
  return {
    ...house,
    servers,
    onCommitted: (listener) => listeners.push(listener),
    isBroken: () => isBroken,
    async close() {
      await Promise.all(servers.map(({ database }) => database.close()));
    },
  };
}

/** A database whose statements are changed on their way. What was changed is prepared under a name of its own. */
function rewritten(database: Database, change: (text: string) => string): Database {
  return {
    ...database,
    transaction: (actor, story) =>
      database.transaction(actor, (query, beforeCommit) =>
        story((name, text, values) => {
          const changed = change(text);
          return query(changed === text ? name : `${name}!`, changed, values);
        }, beforeCommit),
      ),
  };
}

/** Waits until something holds; gives whether it did in time. */
export async function waitFor(holds: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (await holds()) return true;
    await sleep(25);
  }
  return false;
}
