import {
  workSteadfastly,
  patiently,
  type SteadfastCounsellor,
} from "@nightlight/simulation/counsellor/steadfast-counsellor";
import { openGateway, type ScriptedGateway } from "@nightlight/simulation/gateway/scripted-gateway";
import { createKeepAliveFetch } from "@nightlight/simulation/keep-alive-fetch";
import { setTimeout as sleep } from "node:timers/promises";
import { askDatabase } from "../bench/verdict.ts";
import type { Cluster } from "./cluster.ts";

/** The people around a cluster: counsellors who work on, and a gateway that repeats what was not acknowledged. */
export type Crew = {
  readonly counsellors: readonly SteadfastCounsellor[];
  /** Brings a contact until the server says that it has it. The same key gives the same contact, however often it is sent. */
  arrive(key: string): Promise<string>;
  /** The gateway at one server. */
  gateway(origin: string): ScriptedGateway;
  /** One attempt. Rejects when there was no answer. */
  arriveOnce(key: string, origin?: string): Promise<string>;
  /** Resolves when every acknowledged contact is closed; rejects with what is wrong when that takes too long, or any was doubled. */
  allServed(withinMs: number): Promise<void>;
  leave(): Promise<void>;
};

export type CrewOptions = {
  /** How many of the cluster's counsellors come. */
  readonly counsellors: number;
  readonly talkMs: number;
  readonly takes?: () => boolean;
  /** Where they connect; the balancer unless told otherwise. */
  readonly origin?: string;
  /** The first of the cluster's counsellors who comes. */
  readonly from?: number;
};

const RETRY_MS = 100;

/** Gathers them. Everybody has checked in when it resolves. */
export async function gatherCrew({ origin, staff, services }: Cluster, options: CrewOptions): Promise<Crew> {
  const { from = 0, talkMs, takes = () => true } = options;
  const { fetch, close } = createKeepAliveFetch();
  const tokens = staff.sessionTokens.slice(from, from + options.counsellors);
  const counsellors = await Promise.all(
    tokens.map((token) =>
      workSteadfastly({
        ...{ origin: options.origin ?? origin, fetch, talkMs, takes },
        cookie: `nightlight-session=${token}`,
      }),
    ),
  );
  const acknowledged = new Set<string>();
  const gateway = (to: string): ScriptedGateway =>
    openGateway({ origin: to, channelKey: staff.channelKey, fetch: patiently(fetch) });
  const arriveOnce = async (key: string, to = origin): Promise<string> => {
    const contactId = await gateway(to).arrive(key);
    acknowledged.add(contactId);
    return contactId;
  };
  return {
    counsellors,
    gateway,
    arriveOnce,
    async arrive(key) {
      for (;;) {
        try {
          return await arriveOnce(key);
        } catch {
          await sleep(RETRY_MS);
        }
      }
    },
    async allServed(withinMs) {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const { lost, doubled } = await askDatabase(services.ownerUrl, [...acknowledged]);
        if (doubled.length > 0) throw new Error(`doubled: ${doubled.join(", ")}`);
        if (lost.length === 0) return;
        if (performance.now() > deadline) throw new Error(`${String(lost.length)} not served: ${lost.join(", ")}`);
        await sleep(RETRY_MS);
      }
    },
    async leave() {
      await Promise.all(counsellors.map((each) => each.leave()));
      close();
    },
  };
}
