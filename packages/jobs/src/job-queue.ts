import {
  createPostgresBackend,
  Queue,
  runMigrations,
  Worker,
  type Job,
  type JobsOptions,
  type PostgresConnectionOptions,
} from "bullmq";
import { Redis } from "ioredis";
import { Client, Pool } from "pg";
import { JOBS, type JobHandlers, type JobName, type JobPayload } from "./job.ts";

const QUEUE = "nightlight";
const SCHEMA = "bullmq";
const CONCURRENCY = 16;

/** Where jobs are kept: Redis where there is one, else the database. Both run the same BullMQ. */
export type JobBackend =
  | { readonly kind: "redis"; readonly url: string; readonly prefix?: string }
  | { readonly kind: "postgres"; readonly url: string };

export type JobQueue = {
  /** Adds a job that runs after a delay in milliseconds. A second one with the same key changes nothing. */
  add<Name extends JobName>(name: Name, payload: JobPayload<Name>, delayMs: number): Promise<void>;
  /** Starts to work on jobs. A handler that throws is tried again, three times in all. */
  work(handlers: JobHandlers): void;
  close(): Promise<void>;
};

/** Opens the job queue. `onError` is told of lost connections; the queue goes on by itself when they return. */
export function openJobQueue(backend: JobBackend, onError: (error: Error) => void): JobQueue {
  const { queue, startWorker, close }: Connected = backend.kind === "redis" ? onRedis(backend) : onPostgres(backend);
  queue.on("error", onError);
  let worker: Closing | undefined;
  return {
    async add(name, payload, delayMs) {
      const key = JOBS[name].key(payload);
      await queue.add(name, payload, { jobId: key, delay: Math.max(0, Math.ceil(delayMs)), ...KEEPING });
    },
    work(handlers) {
      worker = startWorker((job) => handle(handlers, job));
      worker.on("error", onError);
    },
    async close() {
      await worker?.close();
      await queue.close();
      await close();
    },
  };
}

/** Prepares the database for jobs, as its owner; the server's role may then use them but owns nothing. */
export async function migrateJobs(ownerUrl: string, appRole: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
    await client.query(`grant usage on schema ${SCHEMA} to ${appRole};
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${appRole};
      grant usage, select, update on all sequences in schema ${SCHEMA} to ${appRole};
      grant execute on all functions in schema ${SCHEMA} to ${appRole}`);
  } finally {
    await client.end();
  }
}

const KEEPING = {
  removeOnComplete: true,
  removeOnFail: 100,
  attempts: 3,
  backoff: { type: "exponential", delay: 200 },
};

async function handle(handlers: JobHandlers, job: Job): Promise<void> {
  const name = job.name;
  if (!isJobName(name)) throw new Error(`Nobody handles jobs of the name ${name}`);
  await handlers[name](JOBS[name].payload.parse(job.data), {
    lateMs: (job.processedOn ?? job.timestamp) - job.timestamp - (job.opts.delay ?? 0),
  });
}

function isJobName(name: string): name is JobName {
  return name in JOBS;
}

type Handle = (job: Job) => Promise<void>;

type Closing = { on(event: "error", listener: (error: Error) => void): unknown; close(): Promise<void> };

/** The little of BullMQ's classes that is used here, the same on both backends. */
type Connected = {
  readonly queue: Closing & { add(name: string, data: unknown, options: JobsOptions): Promise<unknown> };
  startWorker(handle: Handle): Closing;
  close(): Promise<void>;
};

function onRedis({ url, prefix = "nightlight" }: { url: string; prefix?: string }): Connected {
  // Adding fails fast while Redis is away (the sweep rings instead); the worker waits for it to return.
  const adding = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  const working: Redis[] = [];
  return {
    queue: new Queue(QUEUE, { connection: adding, prefix }),
    startWorker(handle: Handle) {
      const connection = new Redis(url, { maxRetriesPerRequest: null });
      working.push(connection);
      return new Worker(QUEUE, handle, { connection, prefix, concurrency: CONCURRENCY });
    },
    async close() {
      await Promise.allSettled([adding, ...working].map((connection) => connection.quit()));
    },
  };
}

function onPostgres({ url }: { url: string }): Connected {
  const pool = new Pool({ connectionString: url, max: 4, options: `-c search_path=${SCHEMA}`, keepAlive: true });
  pool.on("error", () => undefined);
  // The driver's own type declares more overloads of `query` than BullMQ's description of it.
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    queue: new Queue(QUEUE, { connection }, createPostgresBackend),
    startWorker: (handle) => new Worker(QUEUE, handle, { connection, concurrency: CONCURRENCY }, createPostgresBackend),
    close: () => pool.end(),
  };
}
