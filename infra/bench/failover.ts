import { connectCounsellor, type ScriptedCounsellor } from "@nightlight/simulation/counsellor/scripted-counsellor";
import { openGateway } from "@nightlight/simulation/gateway/scripted-gateway";
import { createKeepAliveFetch } from "@nightlight/simulation/keep-alive-fetch";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { startCluster, type Cluster } from "../cluster/cluster.ts";
import { percentile } from "./figures.ts";
import type { Stops } from "./services.ts";
import { askDatabase } from "./verdict.ts";

export type FailoverOptions = {
  readonly root: string;
  readonly rounds: number;
  readonly say: (line: string) => void;
};

type Wait = { readonly p50: number; readonly max: number };

/** What the bench prints. Milliseconds on the database's clock, which also decides when an offer or a lease is over. */
export type FailoverResult = {
  /** From the end of an offer that nobody could answer any more to the next offer. */
  readonly afterExpiry: Wait;
  /** From the end of the lease of somebody whose server is gone to the next offer. */
  readonly afterLeaseLoss: Wait;
  readonly rounds: number;
  readonly lost: number;
  readonly doubled: number;
};

const OFFERED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;

/**
 * Kills one of two servers while two offers are on screens that hang on it, round after round. One offer ends before its
 * counsellor's lease (lane `immediate`), the other would last longer: it is taken back when the lease is over.
 */
export async function benchFailover({ root, rounds, say }: FailoverOptions, stops: Stops): Promise<FailoverResult> {
  const cluster = await startCluster({ root, counsellors: 4, servers: [{}, {}], isDurable: true });
  stops.push(cluster.stop);
  const owner = new Client({ connectionString: cluster.services.ownerUrl });
  await owner.connect();
  stops.push(() => owner.end());
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const one = await killInTheMiddle(cluster, owner, round);
    measured.push(one);
    say(
      `round ${String(round)}: ${ms(one.afterExpiry)} ms after expiry, ${ms(one.afterLeaseLoss)} ms after lease loss`,
    );
  }
  const contacts = measured.flatMap((round) => round.contacts);
  const { lost, doubled } = await askDatabase(cluster.services.ownerUrl, contacts);
  return {
    afterExpiry: waitOf(measured.map(({ afterExpiry }) => afterExpiry)),
    afterLeaseLoss: waitOf(measured.map(({ afterLeaseLoss }) => afterLeaseLoss)),
    rounds,
    lost: lost.length,
    doubled: doubled.length,
  };
}

type Round = { readonly afterExpiry: number; readonly afterLeaseLoss: number; readonly contacts: readonly string[] };

async function killInTheMiddle({ servers, staff }: Cluster, owner: Client, round: number): Promise<Round> {
  const [dying, staying] = servers;
  if (dying === undefined || staying === undefined) throw new Error("It takes two servers");
  const { fetch, close } = createKeepAliveFetch();
  const shown = new Set<string>();
  const finished = new Set<string>();
  const connect = (index: number, origin: string, answers: boolean): Promise<ScriptedCounsellor> => {
    const counsellor = connectCounsellor({
      ...{ origin, fetch, cookie: `nightlight-session=${staff.sessionTokens[index] ?? ""}` },
      onOffer({ id, contactId }) {
        void counsellor.then(async ({ show, accept, finish }) => {
          await show(id);
          shown.add(contactId);
          if (!answers) return;
          await finish(await accept(id));
          finished.add(contactId);
        });
      },
      onOfferEnded: () => undefined,
    });
    return counsellor;
  };
  try {
    const silent = await Promise.all([0, 1].map((index) => connect(index, dying.origin, false)));
    for (const each of silent) await each.checkIn();
    const gateway = openGateway({ origin: staying.origin, channelKey: staff.channelKey, fetch });
    const urgent = await gateway.arrive(`failover-${String(round)}-urgent`, { safeNow: "no" });
    const usual = await gateway.arrive(`failover-${String(round)}-usual`);
    await until(() => shown.size === 2);
    await dying.kill();
    for (const each of silent) each.leave();
    const working = await Promise.all([2, 3].map((index) => connect(index, staying.origin, true)));
    for (const each of working) await each.checkIn();
    await until(() => finished.size === 2);
    for (const each of working) {
      await each.goOff();
      each.leave();
    }
    const [expired, abandoned] = [await reofferOf(owner, urgent), await reofferOf(owner, usual)];
    await dying.start();
    return {
      afterExpiry: expired.again - expired.expires,
      afterLeaseLoss: abandoned.again - abandoned.leaseUntil,
      contacts: [urgent, usual],
    };
  } finally {
    close();
  }
}

type Reoffer = { readonly expires: number; readonly leaseUntil: number; readonly again: number };

async function reofferOf(owner: Client, contactId: string): Promise<Reoffer> {
  const { rows } = await owner.query<{ expires_at: Date; alive_until: Date; made_at: Date }>(
    `select o.expires_at, l.alive_until, o.made_at from offer o join lease l using (counsellor_id)
      where o.contact_id = $1 order by o.made_at`,
    [contactId],
  );
  const [first, again] = rows;
  if (first === undefined || again === undefined) throw new Error(`${contactId} was not offered twice`);
  return {
    expires: first.expires_at.getTime(),
    leaseUntil: first.alive_until.getTime(),
    again: again.made_at.getTime(),
  };
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + OFFERED_WITHIN_MS;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error("It was not offered in time");
    await sleep(LOOK_EVERY_MS);
  }
}

function waitOf(values: readonly number[]): Wait {
  return { p50: Math.round(percentile(values, 0.5)), max: Math.round(Math.max(...values)) };
}

function ms(value: number): string {
  return String(Math.round(value));
}
