import { createHmac, hkdfSync } from "node:crypto";
import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";

const WINDOW_SECONDS = 60;
/** A Redis that answers slower than this is treated as gone: nobody waits for a counter. */
const REDIS_MS = 150;

/** Counts what somebody does in a minute. */
export type RateLimits = {
  /** Counts one act of somebody. Undefined while it is allowed; else the seconds after which it is again. */
  count(act: string, who: string, perMinute: number): Promise<number | undefined>;
  close(): void;
};

/**
 * Creates the counters: in Redis when there is one, so that they hold over all nodes, else in this process. While Redis
 * is away each node counts for itself. Who did something is kept as a keyed hash, for a minute.
 */
export function createRateLimits(options: { redisUrl: string | undefined; secret: Uint8Array }): RateLimits {
  const key = Buffer.from(hkdfSync("sha256", options.secret, "nightlight", "rate-limits", 32));
  const redis = options.redisUrl === undefined ? undefined : connectRedis(options.redisUrl);
  const limiters = new Map<number, RateLimiterAbstract>();
  const limiterOf = (perMinute: number): RateLimiterAbstract => {
    const known = limiters.get(perMinute) ?? createLimiter(perMinute, redis);
    limiters.set(perMinute, known);
    return known;
  };
  return {
    async count(act, who, perMinute) {
      const hashed = createHmac("sha256", key).update(`${act}\n${who}`).digest("base64url").slice(0, 22);
      try {
        await limiterOf(perMinute).consume(hashed);
        return undefined;
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      }
    },
    close() {
      redis?.disconnect();
    },
  };
}

function createLimiter(points: number, redis: Redis | undefined): RateLimiterAbstract {
  const inMemory = { keyPrefix: "limit", points, duration: WINDOW_SECONDS };
  const alone = new RateLimiterMemory(inMemory);
  if (redis === undefined) return alone;
  return new RateLimiterRedis({
    ...inMemory,
    keyPrefix: `nightlight:limit:${String(points)}`,
    storeClient: redis,
    insuranceLimiter: alone,
    // Whoever is over the limit is turned away without asking Redis again.
    inMemoryBlockOnConsumed: points + 1,
  });
}

function connectRedis(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: REDIS_MS });
  redis.on("error", () => undefined);
  return redis;
}
