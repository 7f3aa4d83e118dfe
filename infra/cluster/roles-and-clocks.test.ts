import { join } from "node:path";
import { Client } from "pg";
import { afterEach, describe, expect, inject, test } from "vitest";
import "../vitest/provided.ts";
import { startCluster, type Cluster, type ClusterOptions } from "./cluster.ts";
import { gatherCrew, type Crew, type CrewOptions } from "./crew.ts";

const root = join(import.meta.dirname, "..", "..");
const SERVED_MS = 45_000;
const FIVE_MINUTES = 300;
/** What a loaded machine may add to a round trip. */
const SLACK_MS = 10_000;

describe.skipIf(inject("services").postgres === undefined)("several servers", { timeout: 120_000 }, () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  async function start(servers: ClusterOptions["servers"]): Promise<Cluster> {
    const cluster = await startCluster({ root, counsellors: 4, servers });
    ends.push(cluster.stop);
    return cluster;
  }
  async function gather(cluster: Cluster, options: CrewOptions): Promise<Crew> {
    const crew = await gatherCrew(cluster, options);
    ends.push(crew.leave);
    return crew;
  }
  async function ask<Row extends object>(cluster: Cluster, text: string, values: unknown[]): Promise<Row[]> {
    const client = new Client({ connectionString: cluster.services.ownerUrl });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  test("a worker that hangs: the other one rings its clocks, once; and what it says late changes nothing", async () => {
    const cluster = await start([{ roles: "serve" }, { roles: "work" }, { roles: "work" }]);
    const [, hanging, other] = cluster.servers;
    // A worker says how it is, and serves nobody.
    const statusOf = async (path: string) => (await fetch(`${other?.origin ?? ""}${path}`)).status;
    expect(await Promise.all(["/readyz", "/metrics", "/api/desk"].map(statusOf))).toEqual([200, 200, 404]);
    let takes = false;
    const crew = await gather(cluster, { counsellors: 4, talkMs: 0, takes: () => takes });
    const ids = await Promise.all(["hung-worker-1", "hung-worker-2"].map((key) => crew.arrive(key)));
    const endings = () =>
      ask<{ end: string; offers: number }>(
        cluster,
        `select type as end, count(*)::int as offers from event where subject_id = any ($1) and type like 'offer_%'
           and type not in ('offer_made', 'offer_shown') group by type`,
        [ids],
      );
    hanging?.freeze();
    // Nobody shows them: each is taken back by its clock, and offered again to somebody else.
    await expect
      .poll(async () => (await endings()).reduce((sum, { offers }) => sum + offers, 0), { timeout: 30_000 })
      .toBeGreaterThanOrEqual(4);
    hanging?.thaw();
    takes = true;
    await crew.allServed(SERVED_MS);
    const twice = await ask(
      cluster,
      `select subject_id from event where subject_id = any ($1) and type like 'offer_%'
         and type not in ('offer_made', 'offer_shown') group by subject_id, data ->> 'offerId' having count(*) > 1`,
      [ids],
    );
    expect(twice).toEqual([]);
  });

  test("servers whose clocks are five minutes off: the database's clock decides, and screens are told its time", async () => {
    const cluster = await start([{ clockOff: FIVE_MINUTES }, { clockOff: -FIVE_MINUTES }]);
    const crew = await gather(cluster, { counsellors: 4, talkMs: 100 });
    const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => crew.arrive(`clock-off-${String(index)}`)));
    await crew.allServed(SERVED_MS);
    const wrong = await ask<{ type: string }>(
      cluster,
      `select type from event where subject_id = any ($1)
         and abs(extract(epoch from at - clock_timestamp())) > 120`,
      [ids],
    );
    expect(wrong).toEqual([]);
    const lost = await ask(cluster, "select 1 from event where type = 'owner_lost' or type = 'offer_timed_out'", []);
    expect(lost).toEqual([]);
    for (const { desk } of crew.counsellors) {
      expect(Math.abs(Date.parse(desk?.now ?? "") - Date.now())).toBeLessThan(SLACK_MS);
    }
  });
});
