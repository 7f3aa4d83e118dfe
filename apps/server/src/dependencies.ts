import { randomUUID } from "node:crypto";
import { createOutbox, type Outbox } from "@nightlight/database/event/outbox";
import { createSessionStore, type SessionStore } from "@nightlight/database/access/session-store";
import { connect, type Database } from "@nightlight/database/connection";
import { readInstallation, type InstallationKind } from "@nightlight/database/key/installation";
import { readKeptKeys } from "@nightlight/database/key/installation-keys";
import { policyInForce, type PolicyInForce } from "@nightlight/database/policy/policy-in-force";
import { createSealing, type Sealing } from "@nightlight/database/sealing";
import { createWorld } from "@nightlight/database/world";
import type { Committed, World } from "@nightlight/commands/world";
import { openJobQueue, type JobQueue } from "@nightlight/jobs/job-queue";
import { pino, type DestinationStream, type Logger } from "pino";
import { createAccessStores, type AccessStores } from "./access/access-stores.ts";
import { createChildTokens } from "./access/tokens.ts";
import { SettingsError, type Config } from "./config.ts";
import { createMetrics, type Metrics } from "./metrics/metrics.ts";
import { createRateLimits, type RateLimits } from "./plugins/rate-limits.ts";
import { createQueueBoard, type QueueBoard } from "./realtime/queue-board.ts";
import { currentRequestId } from "./plugins/request-context.ts";

/** Everything the program is made of. The only place where adapters are constructed. */
export type Dependencies = {
  readonly config: Config;
  readonly log: Logger;
  readonly database: Database;
  readonly world: World;
  readonly policy: PolicyInForce;
  readonly sealing: Sealing;
  readonly outbox: Outbox;
  readonly sessions: SessionStore;
  readonly access: AccessStores;
  readonly jobs: JobQueue;
  readonly childToken: (key: string) => string;
  readonly limits: RateLimits;
  readonly noticeSecret: Uint8Array;
  /** What secrets of softphones are made from; the same in every process. */
  readonly softphoneKey: Uint8Array;
  readonly metrics: Metrics;
  readonly board: QueueBoard;
  /** Who is told of commits; the relay puts itself here before the first request. */
  readonly announcements: { listener: (committed: Committed) => void };
  /** What is in force, for `/readyz` and the start message. */
  readonly inForce: {
    readonly installation: InstallationKind;
    readonly database: string;
    readonly redis: string;
    readonly jobs: string;
  };
  close(): Promise<void>;
};

/** Connects everything. Throws when the database cannot be reached. */
export async function createDependencies(config: Config, log: Logger): Promise<Dependencies> {
  const nodeId = randomUUID();
  const database = connect({ url: config.databaseUrl, nodeId });
  const version = await databaseVersion(database);
  const wanted = config.isDemo ? "demo" : "real";
  const installation = (await readInstallation(database)) ?? wanted;
  // A demo's rules in a real house would let in whoever plays; the other way round is only an empty demo.
  if (installation === "real" && config.isDemo) {
    throw new SettingsError(["NIGHTLIGHT_DEMO: these data were begun without a demo: leave it out, or set it to 0"]);
  }
  const kept = await readKeptKeys(database, config.keyRing);
  const sealing = createSealing(kept.ring, kept.keys);
  const announcements = { listener: (_: Committed): void => undefined };
  const policy = policyInForce(database);
  await policy.refresh();
  const world = createWorld({
    database,
    sealing,
    policy: policy.current,
    onCommitted: (committed) => {
      announcements.listener(committed);
    },
  });
  const jobs = openJobQueue(
    config.redisUrl === undefined
      ? { kind: "postgres", url: config.databaseUrl }
      : { kind: "redis", url: config.redisUrl },
    (error) => {
      log.warn({ reason: error.message }, "job queue is unreachable; the sweep rings instead");
    },
  );
  const metrics = createMetrics();
  const limits = createRateLimits({ redisUrl: config.redisUrl, secret: kept.keys.search });
  return {
    config,
    log,
    database,
    world,
    policy,
    sealing,
    outbox: createOutbox(database, nodeId),
    sessions: createSessionStore(database, { allowsDemo: config.isDemo }),
    access: createAccessStores(database, sealing, { allowsDemo: config.isDemo }),
    jobs,
    childToken: createChildTokens(kept.keys.childToken),
    limits,
    noticeSecret: kept.keys.search,
    softphoneKey: kept.keys.search,
    metrics,
    board: createQueueBoard(world),
    announcements,
    inForce: {
      installation,
      database: version,
      redis: config.redisUrl === undefined ? "none" : "in use",
      jobs: config.redisUrl === undefined ? "BullMQ on PostgreSQL" : "BullMQ on Redis",
    },
    async close() {
      limits.close();
      metrics.close();
      await jobs.close();
      await database.close();
    },
  };
}

/** The log: one JSON object a line. Headers, bodies and addresses of people never reach it. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === undefined ? {} : { requestId };
    },
    redact: { paths: ["req.headers", "req.remoteAddress", "*.text", "*.password", "*.token"], remove: true },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Names the database, and refuses a role that could do more than it should: the second wall would not hold. */
async function databaseVersion(database: Database): Promise<string> {
  const rows = await database.signIn<{ version: string; role: string; is_mighty: boolean; owns: boolean }>(
    "database-version",
    `select current_setting('server_version') as version, session_user as role,
       (select bool_or(rolsuper or rolbypassrls) from pg_roles where pg_has_role(session_user, oid, 'member')) as is_mighty,
       exists (select from pg_tables where pg_has_role(session_user, tableowner, 'member')) as owns`,
    [],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("The database did not answer");
  if (row.is_mighty || row.owns) {
    throw new Error(
      `The server signs in as ${row.role}, which owns tables or passes row-level security. Use nightlight_app.`,
    );
  }
  return `PostgreSQL ${row.version}`;
}
