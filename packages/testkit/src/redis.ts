import "@nightlight/infra/vitest/provided";
import { redisSocket, startRedis } from "@nightlight/infra/setup/redis";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";

/** A Redis of one's own. */
export type TestRedis = {
  /** The path of its socket, as ioredis takes it. */
  url: string;
  stop(): Promise<void>;
};

/** Whether this machine has no Redis, for `describe.skipIf`. Never true under CI. */
export function isRedisMissing(): boolean {
  return !inject("services").redisProgram;
}

/** Starts an empty Redis on a private socket. Undefined where this machine has none, which a CI run does not accept. */
export async function testRedis(): Promise<TestRedis | undefined> {
  const { redisProgram: program } = inject("services");
  if (!program) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "nightlight-redis-"));
  const account = { prefix: [], identity: {} };
  const logFile = join(folder, "redis.log");
  const running = await startRedis({ program, account, home: folder, sockets: folder, logFile, durable: false });
  return {
    url: redisSocket(folder),
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
