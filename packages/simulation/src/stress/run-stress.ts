import { setTimeout as sleep } from "node:timers/promises";
import { ringClock } from "@nightlight/commands/clock/ring-clock";
import { sweepLeases } from "@nightlight/commands/presence/hold-lease";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { audit } from "@nightlight/database/auditor";
import { chanceOf } from "@nightlight/database/demo/chance";
import { dueClocks } from "@nightlight/database/clock/due-clocks";
import { match } from "@nightlight/domain/routing/match";
import { checkHistory } from "../history/check-history.ts";
import { ClientLog } from "../history/client-log.ts";
import type { Violation } from "../history/history.ts";
import { readHistory } from "../history/read-history.ts";
import type { Owner } from "../house/furnish.ts";
import { playChildren, playCounsellor, type Player } from "./stress-people.ts";
import { openStressHouse, waitFor, type Breakage, type StressHouse, type StressServer } from "./stress-world.ts";

export type StressOptions = {
  readonly appUrl: string;
  readonly owner: Owner;
  readonly seed: number;
  /** How long new contacts come. */
  readonly playMs: number;
  /** How long everybody may take to clear their desks after that. */
  readonly clearMs: number;
  readonly clients: { readonly children: number; readonly counsellors: number };
  readonly breakage?: Breakage;
};

export type StressResult = {
  readonly arrived: number;
  readonly commands: number;
  readonly violations: readonly Violation[];
};

/** A breakage that changes no statement any more proves nothing: the product has moved on, and it has to follow. */
export class IdleBreakageError extends Error {}

const SERVERS = 2;
/** Clocks of a second ring a little late on a busy machine; anything beyond is stuck. */
const GRACE_MS = 3_000;
const TICK_MS = 100;
/** A free place and a contact that could have it never stand side by side for longer (I5). */
const DRAINS_WITHIN_MS = 1_000;

/** Everybody at once on two servers and one database, real time, real connections; then the checker. */
export async function runStress(options: StressOptions): Promise<StressResult> {
  const { appUrl, owner, seed, clients, breakage = {} } = options;
  const house = await openStressHouse({
    appUrl,
    owner,
    servers: SERVERS,
    chatSlots: 2,
    breakage,
    counsellors: clients.counsellors,
  });
  const chance = chanceOf(seed);
  const logs: ClientLog[] = [];
  const found: Violation[] = [];
  let [isOver, isCleared, isDone] = [false, false, false];
  const player = (name: string, number: number): Player => {
    const log = new ClientLog(name);
    logs.push(log);
    const own = chanceOf(seed * 1_000 + number);
    const world = (): StressServer["world"] => own.pick(house.servers).world;
    return { log, chance: own, world, isOver: () => isOver };
  };
  const background = house.servers.map((server) => keepHouse(server, house, breakage, () => isDone));
  const watching = watch(house, found, () => isDone);
  const counsellors = house.counsellors.map((one, n) =>
    playCounsellor(player(`counsellor-${String(n)}`, n), one, () => isCleared),
  );
  const children = Array.from({ length: clients.children }, (_, n) =>
    playChildren(player(`child-${String(n)}`, 500 + n), house.channels.webchat),
  );
  try {
    await sleep(options.playMs + chance.whole(0, 20));
    isOver = true;
    await Promise.all(children);
    const isEmpty = await waitFor(() => nobodyWaits(owner), options.clearMs);
    if (!isEmpty)
      found.push({ invariant: "I5", subjectId: "house", what: "contacts wait beside free places, and go on waiting" });
    isCleared = true;
    await Promise.all(counsellors);
    isDone = true;
    await Promise.all([...background, watching]);
    if (breakage.statement !== undefined && !house.isBroken()) throw new IdleBreakageError("No statement was changed");
    const entries = logs.flatMap((log) => log.entries);
    const history = { ...(await readHistory(owner)), clients: entries, graceMs: GRACE_MS };
    return {
      arrived: history.contacts.length,
      commands: entries.filter(({ phase }) => phase === "invoke").length,
      violations: [...found, ...checkHistory(history)],
    };
  } finally {
    [isOver, isCleared, isDone] = [true, true, true];
    await Promise.allSettled([...children, ...counsellors, ...background, watching]);
    await house.close();
  }
}

async function nobodyWaits(owner: Owner): Promise<boolean> {
  const { rows } = await owner.query<{ n: number }>(
    "select count(*)::int as n from contact where status not in ('closed', 'abandoned')",
  );
  return rows[0]?.n === 0;
}

/** What a server does by itself: matches when it is woken and on a tick, rings clocks, sweeps leases. */
async function keepHouse(
  server: StressServer,
  house: StressHouse,
  breakage: Breakage,
  isDone: () => boolean,
): Promise<void> {
  const { wakes = () => true, ticks = true, rings = true } = breakage;
  let isWoken = true;
  house.onCommitted((committed) => {
    if (wakes(committed)) isWoken = true;
  });
  let lookedAt = 0;
  while (!isDone()) {
    const isTick = performance.now() - lookedAt > TICK_MS;
    if (isWoken || (ticks && isTick)) {
      isWoken = false;
      await runMatcher(server.world).catch(() => undefined);
    }
    if (isTick) {
      lookedAt = performance.now();
      const due = rings ? await dueClocks(server.database, 0, 100).catch(() => []) : [];
      for (const { subjectId } of due) await ringClock(server.world, subjectId).catch(() => undefined);
      await sweepLeases(server.world).catch(() => undefined);
    }
    await sleep(5);
  }
}

/** The auditor, and whether a free place stands beside a contact that could have it: a second look tells chance from truth. */
async function watch(house: StressHouse, found: Violation[], isDone: () => boolean): Promise<void> {
  const [{ world, database }] = house.servers as [StressServer, ...StressServer[]];
  const idle = new Map<string, number>();
  const broken = new Map<string, number>();
  while (!isDone()) {
    await sleep(TICK_MS);
    const now = performance.now();
    const floor = await world
      .transaction({ kind: "system" }, async (store) => ({
        read: await store.floor(64),
        policy: store.policy,
      }))
      .catch(() => undefined);
    if (floor?.read !== undefined) {
      const { waiting, seats, at } = floor.read;
      const could = new Set(match(waiting, seats, at, floor.policy).map(({ contact }) => contact.id));
      for (const id of idle.keys()) if (!could.has(id)) idle.delete(id);
      for (const id of could) {
        if (!idle.has(id)) idle.set(id, now);
        else if (now - (idle.get(id) ?? now) > DRAINS_WITHIN_MS) {
          idle.delete(id);
          found.push({ invariant: "I5", subjectId: id, what: "waits beside a free place that could have it" });
        }
      }
    }
    for (const { invariant, contactId } of await audit(database).catch(() => [])) {
      const key = `${invariant} ${contactId}`;
      const since = broken.get(key) ?? now;
      broken.set(key, since);
      if (now - since > GRACE_MS) continue;
      const kind = invariant.split(" ")[0] as Violation["invariant"];
      // A clock that rings late is not stuck yet: only what no moment may show counts at once.
      if (kind !== "I3") found.push({ invariant: kind, subjectId: contactId, what: invariant });
    }
  }
}
