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
  /**
   * Counts without waiting for Redis to answer: the act that goes beyond the limit on a node still happens, the next one
   * does not. For whoever has proved who they are, and works at speed.
   */
  note(act: string, who: string, perMinute: number): Promise<number | undefined>;
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
  /** Who went beyond a limit that nobody waited for, and until when. */
  const turnedAway = new Map<string, number>();
  const limiterOf = (perMinute: number): RateLimiterAbstract => {
    const known = limiters.get(perMinute) ?? createLimiter(perMinute, redis);
    limiters.set(perMinute, known);
    return known;
  };
  const hash = (act: string, who: string): string =>
    createHmac("sha256", key).update(`${act}\n${who}`).digest("base64url").slice(0, 22);
  const count: RateLimits["count"] = async (act, who, perMinute) => {
    try {
      await limiterOf(perMinute).consume(hash(act, who));
      return undefined;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return secondsOf(error.msBeforeNext);
    }
  };
  return {
    count,
    async note(act, who, perMinute) {
      if (redis === undefined) return count(act, who, perMinute);
      const noted = `${act}\n${who}`;
      const until = turnedAway.get(noted) ?? 0;
      if (until > performance.now()) return secondsOf(until - performance.now());
      turnedAway.delete(noted);
      // A counter that cannot count holds nobody back.
      void count(act, who, perMinute)
        .then((wait) => wait !== undefined && turnedAway.set(noted, performance.now() + wait * 1000))
        .catch(() => undefined);
      return undefined;
    },
    close() {
      redis?.disconnect();
    },
  };
}

function secondsOf(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
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
