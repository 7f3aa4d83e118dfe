import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import { compareScreens } from "@nightlight/simulation/chaos/compare-screens";
import { countOpen, judgeChaos, type ChaosVerdict } from "@nightlight/simulation/chaos/judge-chaos";
import {
  answerOf,
  untilAnswered,
  workLogged,
  type LoggedCounsellor,
} from "@nightlight/simulation/chaos/logged-counsellor";
import { watchPlaces } from "@nightlight/simulation/chaos/watch-places";
import { patiently } from "@nightlight/simulation/counsellor/steadfast-counsellor";
import { openGateway } from "@nightlight/simulation/gateway/scripted-gateway";
import { ClientLog } from "@nightlight/simulation/history/client-log";
import { createKeepAliveFetch } from "@nightlight/simulation/keep-alive-fetch";
import { chanceOf } from "@nightlight/simulation/chaos/chance";
import { startCluster, type Cluster } from "../cluster/cluster.ts";
import { FAULTS, REDIS_FAULTS } from "./faults.ts";

export type ChaosOptions = {
  readonly root: string;
  readonly seconds: number;
  readonly counsellors: number;
  readonly perSecond: number;
  readonly seed: number;
  /** Between the end of one fault and the beginning of the next, at most. */
  readonly calmMs: number;
  /** How long a fault lasts at most. */
  readonly faultMs: number;
  readonly say: (line: string) => void;
  /** Told how to stop, as soon as there is something to stop. */
  readonly started: (stop: () => Promise<void>) => void;
};

export type ChaosResult = ChaosVerdict & { readonly faults: Readonly<Record<string, number>> };

const TALK_MS = 200;
/** What was begun while something was away may end late by all of this. */
const GRACE_MS = 30_000;
const DRAIN_MS = 180_000;
const RETRY_MS = 200;
/** Beyond the longest fault: until a server that hung is noticed, its transaction ended, and the next one matches. */
const MATCHED_WITHIN_MS = 10_000;
/** When nothing breaks any more, and nobody works: so many wait, and every screen has to say so. */
const LEFT_WAITING = 3;
const COUNTED_WITHIN_MS = 15_000;

/** Two servers and everything they stand on; people who work and children who come; and something that breaks, all the while. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { root, counsellors, say } = options;
  const cluster = await startCluster({ root, counsellors, servers: [{}, {}], isDurable: true });
  const keepAlive = createKeepAliveFetch();
  const people: LoggedCounsellor[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      await Promise.all(people.map((person) => person.leave()));
      keepAlive.close();
      await cluster.stop();
    })());
  options.started(stop);
  try {
    const logs: ClientLog[] = [];
    const logOf = (name: string): ClientLog => {
      const log = new ClientLog(name);
      logs.push(log);
      return log;
    };
    for (const [number, token] of cluster.staff.sessionTokens.entries()) {
      people.push(
        await workLogged({
          ...{ origin: cluster.origin, fetch: keepAlive.fetch, talkMs: TALK_MS },
          ...{ cookie: `nightlight-session=${token}`, log: logOf(`counsellor-${String(number)}`) },
        }),
      );
    }
    say(`${String(people.length)} counsellors, ${String(options.perSecond)} contacts/s, ${String(options.seconds)} s`);
    const { services } = cluster;
    const appUrl = services.appUrl(join(services.postgres.socket, ".."));
    const watch = watchPlaces(appUrl, options.faultMs + MATCHED_WITHIN_MS);
    const until = performance.now() + options.seconds * 1000;
    const [faults] = await Promise.all([
      breakThings(cluster, options, until),
      bringContacts(cluster, keepAlive.fetch, options.perSecond, until, logOf),
    ]);
    for (const server of cluster.servers) server.mend();
    const last = performance.now() + DRAIN_MS;
    say("nothing breaks any more: whoever is left is served");
    while (performance.now() < last && (await countOpen(services.ownerUrl)) > 0) await sleep(RETRY_MS);
    const found = [...(await watch.stop()), ...(await countOnScreens(cluster, keepAlive.fetch, people))];
    await Promise.all(people.splice(0).map((person) => person.leave()));
    const entries = logs.flatMap((log) => log.entries);
    const verdict = await judgeChaos({ ownerUrl: services.ownerUrl, appUrl }, entries, GRACE_MS, found);
    return { ...verdict, faults };
  } finally {
    await stop();
  }
}

/** Everybody goes off, some contacts come, and all screens, whatever server they hang on, have to count them (I9). */
async function countOnScreens(
  { origin, staff, services }: Cluster,
  fetch: Parameters<typeof patiently>[0],
  people: readonly LoggedCounsellor[],
): Promise<readonly string[]> {
  for (const person of people) await person.goOff();
  const gateway = openGateway({ origin, channelKey: staff.channelKey, fetch: patiently(fetch) });
  const left: string[] = [];
  for (let number = 1; number <= LEFT_WAITING; number += 1)
    left.push(await untilAnswered(() => gateway.arrive(`left-waiting-${String(number)}`)));
  const wrong = await compareScreens(services.ownerUrl, people, COUNTED_WITHIN_MS);
  for (const contactId of left) await untilAnswered(() => gateway.leave(contactId));
  return wrong;
}

/** One thing after the other, each for a while, drawn from the seed. */
async function breakThings(cluster: Cluster, options: ChaosOptions, until: number): Promise<Record<string, number>> {
  const chance = chanceOf(options.seed);
  const possible = [...FAULTS, ...(cluster.services.redis === undefined ? [] : REDIS_FAULTS)];
  const counted: Record<string, number> = {};
  while (performance.now() < until) {
    await sleep(chance.whole(options.calmMs / 4, options.calmMs));
    if (performance.now() >= until) break;
    const fault = chance.pick(possible);
    const forMs = chance.whole(options.faultMs / 3, options.faultMs);
    options.say(`${fault.name}, ${String(forMs)} ms`);
    await fault.happen(cluster, chance.whole(0, 1), forMs);
    counted[fault.name] = (counted[fault.name] ?? 0) + 1;
  }
  return counted;
}

/** Brings contacts at their rate, each with its key until the house says that it has it. */
async function bringContacts(
  { origin, staff }: Cluster,
  fetch: Parameters<typeof patiently>[0],
  perSecond: number,
  until: number,
  logOf: (name: string) => ClientLog,
): Promise<void> {
  const gateway = openGateway({ origin, channelKey: staff.channelKey, fetch: patiently(fetch) });
  const log = logOf("gateway");
  const bring = async (key: string): Promise<void> => {
    const told = (contactId: string) => ({ contactId });
    while ((await log.run("arrive", { key }, () => answerOf(gateway.arrive(key)), told)) === undefined) {
      // Whoever is in trouble is not helped by everybody asking at once.
      await sleep(RETRY_MS * (1 + (Math.floor(performance.now()) % 5)));
      if (performance.now() > until + DRAIN_MS) throw new Error(`${key} was never let in`);
    }
  };
  const coming: Promise<void>[] = [];
  for (let number = 1; performance.now() < until; number += 1) {
    coming.push(bring(`chaos-${String(number).padStart(6, "0")}`));
    await sleep(1000 / perSecond);
  }
  await Promise.all(coming);
}
