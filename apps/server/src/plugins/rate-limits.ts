import { createHmac, createSecretKey, hkdfSync } from "node:crypto";
import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";

const WINDOW_SECONDS = 60;
/** A Redis that answers slower than this is treated as gone: nobody waits for a counter. */
const REDIS_MS = 150;

/** Counts what somebody does in a minute. */
export type RateLimits = {
  /** Counts one act of somebody. Undefined while it is allowed; else the seconds after which it is again. */
  count(act: string, who: string, perMinute: number): Promise<number | undefined>;
  /** The same on this node alone, at no cost: for whoever has proved who they are, and works at speed. */
  countHere(act: string, who: string, perMinute: number): Promise<number | undefined>;
  /** Takes back one act that was counted: it turned out not to be of the kind that the limit is for. */
  forgive(act: string, who: string, perMinute: number): Promise<void>;
  close(): void;
};

/**
 * Creates the counters: in Redis when there is one, so that they hold over all nodes, else in this process. While Redis
 * is away each node counts for itself. Who did something is kept in Redis as a keyed hash, for a minute.
 */
export function createRateLimits(options: { redisUrl: string | undefined; secret: Uint8Array }): RateLimits {
  const key = createSecretKey(Buffer.from(hkdfSync("sha256", options.secret, "nightlight", "rate-limits", 32)));
  const redis = options.redisUrl === undefined ? undefined : connectRedis(options.redisUrl);
  const hash = (act: string, who: string): string =>
    createHmac("sha256", key).update(`${act}\n${who}`).digest("base64url").slice(0, 22);
  const here = limitersFor(createLimiterHere);
  const everywhere = redis === undefined ? here : limitersFor((perMinute) => createSharedLimiter(perMinute, redis));
  return {
    count: (act, who, perMinute) => consume(everywhere(perMinute), hash(act, who)),
    countHere: (act, who, perMinute) => consume(here(perMinute), `${act}\n${who}`),
    async forgive(act, who, perMinute) {
      await everywhere(perMinute).reward(hash(act, who));
    },
    close() {
      redis?.disconnect();
    },
  };
}

async function consume(limiter: RateLimiterAbstract, who: string): Promise<number | undefined> {
  try {
    await limiter.consume(who);
    return undefined;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
  }
}

/** One limiter for each limit. */
function limitersFor(create: (perMinute: number) => RateLimiterAbstract): (perMinute: number) => RateLimiterAbstract {
  const limiters = new Map<number, RateLimiterAbstract>();
  return (perMinute) => {
    const limiter = limiters.get(perMinute) ?? create(perMinute);
    limiters.set(perMinute, limiter);
    return limiter;
  };
}

function createLimiterHere(perMinute: number): RateLimiterMemory {
  return new RateLimiterMemory({ keyPrefix: "limit", points: perMinute, duration: WINDOW_SECONDS });
}

function createSharedLimiter(perMinute: number, redis: Redis): RateLimiterRedis {
  return new RateLimiterRedis({
    keyPrefix: `nightlight:limit:${String(perMinute)}`,
    points: perMinute,
    duration: WINDOW_SECONDS,
    storeClient: redis,
    insuranceLimiter: createLimiterHere(perMinute),
    // Whoever is over the limit is turned away without asking Redis again.
    inMemoryBlockOnConsumed: perMinute + 1,
  });
}

function connectRedis(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: REDIS_MS });
  redis.on("error", () => undefined);
  return redis;
}
