import { createHash } from "node:crypto";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import "../vitest/provided.ts";
import { startCluster, type Cluster } from "./cluster.ts";
import { gatherCrew, type Crew, type CrewOptions } from "./crew.ts";
import { buildCommitGate, type CommitGate } from "./commit-gate.ts";
import type { ServerMember } from "./server-member.ts";

/** How long parts are away. Longer shows more and takes longer: NIGHTLIGHT_AWAY_SECONDS=30, or 60. */
const AWAY_MS = Number(process.env["NIGHTLIGHT_AWAY_SECONDS"] ?? 3) * 1000;
/** On a slow machine. What has to be quick is measured by benches, not by tests. */
const SERVED_MS = 45_000 + AWAY_MS;
const ARRIVE_EVERY_MS = 100;

describe.skipIf(inject("services").postgres === undefined)(
  "two servers, and what may happen to them",
  { timeout: 120_000 },
  () => {
    let cluster: Cluster;
    let owner: Client;
    let gate: CommitGate;
    let one: ServerMember;
    let two: ServerMember;
    let gathered: Crew | undefined;
    let key = 0;
    const nextKey = (): string => `failure-${String(++key)}`;

    beforeAll(async () => {
      const root = join(import.meta.dirname, "..", "..");
      cluster = await startCluster({ root, counsellors: 8, servers: [{}, {}], isDurable: true });
      [one, two] = cluster.servers as [ServerMember, ServerMember];
      owner = await connectOwner();
      gate = await buildCommitGate(cluster.services.ownerUrl);
    });
    afterEach(async () => {
      await gate.open();
      for (const server of cluster.servers) server.mend();
      await gathered?.leave();
      gathered = undefined;
      await Promise.all(cluster.servers.map((server) => server.start()));
    });
    afterAll(async () => {
      await gate.end();
      await owner.end();
      await cluster.stop();
    });

    async function connectOwner(): Promise<Client> {
      const client = new Client({ connectionString: cluster.services.ownerUrl });
      await client.connect();
      return client;
    }

    async function contactsOf(arrivalKey: string): Promise<string[]> {
      const { rows } = await owner.query<{ id: string }>("select id from contact where arrival_key = $1", [
        createHash("sha256").update(arrivalKey).digest(),
      ]);
      return rows.map(({ id }) => id);
    }

    async function gather(options: CrewOptions): Promise<Crew> {
      gathered = await gatherCrew(cluster, options);
      return gathered;
    }

    /** Contacts arrive all the while that something is away. */
    async function arriveMeanwhile(crew: Crew, happens: () => Promise<void>): Promise<void> {
      const over = new AbortController();
      const arrivals: Promise<string>[] = [];
      const arriving = (async () => {
        while (!over.signal.aborted) {
          arrivals.push(crew.arrive(nextKey()));
          await sleep(ARRIVE_EVERY_MS);
        }
      })();
      await happens();
      over.abort();
      await arriving;
      const ids = await Promise.all(arrivals);
      expect(new Set(ids).size).toBe(ids.length);
    }

    test("killed before the commit: nothing was promised, and the repeat is one contact", async () => {
      const crew = await gather({ counsellors: 2, talkMs: 0 });
      const arrivalKey = nextKey();
      await gate.close();
      const unanswered = expect(crew.arriveOnce(arrivalKey, one.origin)).rejects.toThrow();
      await gate.somebodyWaits();
      await gate.endThoseWhoWait();
      await one.kill();
      await gate.open();
      await unanswered;
      expect(await contactsOf(arrivalKey)).toEqual([]);
      const contactId = await crew.arrive(arrivalKey);
      expect(await contactsOf(arrivalKey)).toEqual([contactId]);
      await crew.allServed(SERVED_MS);
    });

    test("killed after the commit, before anybody was told: the other server tells", async () => {
      const crew = await gather({ counsellors: 2, talkMs: 0 });
      const arrivalKey = nextKey();
      await gate.close();
      const unanswered = expect(crew.arriveOnce(arrivalKey, one.origin)).rejects.toThrow();
      await gate.somebodyWaits();
      one.freeze();
      await gate.open();
      await expect.poll(() => contactsOf(arrivalKey), { timeout: 10_000 }).toHaveLength(1);
      await one.kill();
      await unanswered;
      const [contactId] = await contactsOf(arrivalKey);
      expect(await crew.arrive(arrivalKey)).toBe(contactId);
      await crew.allServed(SERVED_MS);
    });

    test("a commit of unknown outcome: the sender is not told that all is well, and the repeat finds it", async () => {
      const crew = await gather({ counsellors: 2, talkMs: 0, origin: two.origin });
      const arrivalKey = nextKey();
      await gate.close();
      const unanswered = expect(crew.arriveOnce(arrivalKey, one.origin)).rejects.toThrow();
      await gate.somebodyWaits();
      one.toPostgres.cut();
      await unanswered;
      await gate.open();
      await expect.poll(() => contactsOf(arrivalKey), { timeout: 10_000 }).toHaveLength(1);
      one.toPostgres.mend();
      const [contactId] = await contactsOf(arrivalKey);
      expect(await crew.arrive(arrivalKey)).toBe(contactId);
      await crew.allServed(SERVED_MS);
    });

    test("killed with eight counsellors in conversation: everybody keeps theirs on the other server", async () => {
      const crew = await gather({ counsellors: 8, talkMs: 3_000 });
      const ids = await Promise.all(Array.from({ length: 8 }, () => crew.arrive(nextKey())));
      await expect
        .poll(() => new Set(crew.counsellors.flatMap(({ taken }) => taken)).size, { timeout: 20_000 })
        .toBe(8);
      await one.kill();
      await crew.allServed(SERVED_MS);
      const { rows } = await owner.query("select 1 from event where subject_id = any ($1) and type = 'owner_lost'", [
        ids,
      ]);
      expect(rows).toEqual([]);
    });

    test("a matcher that hangs in the middle of its turn: the other takes over, and its late word changes nothing", async () => {
      const crew = await gather({ counsellors: 2, talkMs: 0, origin: two.origin });
      two.freeze();
      const blocker = await connectOwner();
      await blocker.query("begin; lock table offer in exclusive mode");
      await crew.arriveOnce(nextKey(), one.origin);
      await expect
        .poll(async () => (await owner.query("select from pg_locks where not granted")).rowCount, { timeout: 10_000 })
        .toBeGreaterThan(0);
      one.freeze();
      two.thaw();
      await blocker.query("commit");
      await blocker.end();
      await crew.allServed(SERVED_MS);
      await sleep(AWAY_MS);
      one.thaw();
      await crew.arriveOnce(nextKey(), two.origin);
      await crew.allServed(SERVED_MS);
    });

    test.each([
      ["flushed", async (redis: Redis) => askRedis(redis.socket, "FLUSHALL")],
      [
        "killed",
        async (redis: Redis) => {
          await redis.kill();
          await sleep(AWAY_MS);
          await redis.start();
        },
      ],
      [
        "hanging",
        async (redis: Redis) => {
          redis.signal("SIGSTOP");
          await sleep(AWAY_MS);
          redis.signal("SIGCONT");
        },
      ],
      [
        "cut off from one server",
        async () => {
          one.toRedis?.cut();
          await sleep(AWAY_MS);
          one.toRedis?.mend();
        },
      ],
    ])("Redis %s: contacts go on being taken", async (_how, happens) => {
      const { redis } = cluster.services;
      if (redis === undefined) return;
      const crew = await gather({ counsellors: 8, talkMs: 200 });
      await arriveMeanwhile(crew, async () => {
        await sleep(500);
        await happens(redis);
        await sleep(500);
      });
      await crew.allServed(SERVED_MS);
    });

    test("a gateway's messages, repeated and shuffled over both servers, are each there once", async () => {
      const crew = await gather({ counsellors: 1, talkMs: 0, takes: () => false });
      const contactId = await crew.arrive(nextKey());
      const gateways = [one, two].map(({ origin }) => crew.gateway(origin));
      const words = Array.from({ length: 12 }, (_, index) => `Con kể tiếp, câu ${String(index)}`);
      const repeated = [...words, ...words.toReversed(), ...words].map((text, index) => ({
        text,
        gateway: gateways[index % 2],
        clientKey: `the-word-${String(words.indexOf(text))}`,
      }));
      await Promise.all(repeated.map(async ({ gateway, text, clientKey }) => gateway?.say(contactId, clientKey, text)));
      const [reader] = gateways;
      const { messages } = (await reader?.read(contactId)) ?? { messages: [] };
      expect(messages.map(({ text }) => text).sort()).toEqual([...words].sort());
      await reader?.leave(contactId);
    });

    test.each([
      ["restarted", "stop"],
      ["killed", "kill"],
    ] as const)(
      "PostgreSQL %s: whoever was acknowledged is there, and everything goes on by itself",
      async (_how, end) => {
        const crew = await gather({ counsellors: 8, talkMs: 200 });
        const { postgres } = cluster.services;
        await arriveMeanwhile(crew, async () => {
          await Promise.all([gate.end(), owner.end()]);
          await postgres[end]();
          await sleep(AWAY_MS / 3);
          await postgres.start();
          owner = await connectOwner();
          gate = await buildCommitGate(cluster.services.ownerUrl);
          await sleep(500);
        });
        await crew.allServed(SERVED_MS);
      },
    );
  },
);

type Redis = NonNullable<Cluster["services"]["redis"]>;

/** Says one word to Redis, past everybody. */
function askRedis(socket: string, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket, () => connection.write(`${command}\r\n`));
    connection.once("data", () => {
      connection.destroy();
      resolve();
    });
    connection.once("error", reject);
  });
}
