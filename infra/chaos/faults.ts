import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../cluster/cluster.ts";
import type { ServerMember } from "../cluster/server-member.ts";

/** Something that goes wrong for a while, and is whole again when it resolves. */
export type Fault = {
  readonly name: string;
  readonly happen: (cluster: Cluster, one: number, forMs: number) => Promise<void>;
};

const onServer =
  (act: (server: ServerMember, forMs: number) => Promise<void>): Fault["happen"] =>
  async ({ servers }, one, forMs) => {
    const server = servers[one % servers.length];
    if (server !== undefined) await act(server, forMs);
  };

/** What can happen, one at a time. Those of Redis come only where there is one. */
export const FAULTS: readonly Fault[] = [
  {
    name: "server killed",
    happen: onServer(async (server, forMs) => {
      await server.kill();
      await sleep(forMs / 2);
      await server.start();
    }),
  },
  {
    name: "server paused",
    happen: onServer(async (server, forMs) => {
      server.freeze();
      await sleep(forMs);
      server.thaw();
    }),
  },
  {
    name: "PostgreSQL cut off",
    happen: onServer(async (server, forMs) => {
      server.toPostgres.cut();
      await sleep(forMs / 2);
      server.toPostgres.mend();
    }),
  },
  {
    name: "PostgreSQL killed",
    async happen({ services }, _, forMs) {
      await services.postgres.kill();
      await sleep(forMs / 4);
      await services.postgres.start();
    },
  },
];

/** What can happen to Redis. */
export const REDIS_FAULTS: readonly Fault[] = [
  {
    name: "Redis cut off",
    happen: onServer(async (server, forMs) => {
      server.toRedis?.cut();
      await sleep(forMs);
      server.toRedis?.mend();
    }),
  },
  {
    name: "Redis killed",
    async happen({ services }, _, forMs) {
      await services.redis?.kill();
      await sleep(forMs / 2);
      await services.redis?.start();
    },
  },
  {
    name: "Redis paused",
    async happen({ services }, _, forMs) {
      services.redis?.signal("SIGSTOP");
      await sleep(forMs);
      services.redis?.signal("SIGCONT");
    },
  },
  {
    name: "Redis flushed",
    async happen({ services }) {
      if (services.redis !== undefined) await flush(services.redis.socket);
    },
  },
];

function flush(socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const line = connect(socket, () => line.write("FLUSHALL\r\n"));
    line.once("data", () => {
      line.end();
      resolve();
    });
    line.once("error", reject);
  });
}
