import { childRoutes, type ChildContactView } from "@nightlight/contracts/child/contact";
import { CHILD_NAMESPACE } from "@nightlight/contracts/child/realtime";
import { createClient } from "@nightlight/contracts/client";
import { contactRoutes, type OfferView } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { COUNSELLOR_NAMESPACE } from "@nightlight/contracts/counsellor/realtime";
import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { DEMO_CHANNEL_KEY, seedDemo } from "@nightlight/database/demo/seed-demo";
import { APP_ROLE } from "@nightlight/database/migrate";
import { migrateJobs } from "@nightlight/jobs/job-queue";
import { testDatabase } from "@nightlight/testkit/postgres";
import { testRedis } from "@nightlight/testkit/redis";
import { randomBytes, randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { io, type Socket } from "socket.io-client";
import { hashPassword } from "./access/passwords.ts";
import type { Config } from "./config.ts";
import { startServer, type RunningServer } from "./server.ts";

export type Profile = "without Redis" | "with Redis";

/** The whole program on a real database and a free port, for one test file. */
export type TestServer = {
  readonly running: RunningServer;
  readonly origin: string;
  readonly ownerUrl: string;
  readonly config: Config;
  /** Stops the program and starts it again on the same data, as after a crash or a deploy. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts it. The demo's two counsellors, channels and shifts are there. */
export async function startTestServer(
  profile: Profile = "without Redis",
  log?: Logger,
  settings: Partial<Config> = {},
): Promise<TestServer> {
  const database = await testDatabase();
  await migrateJobs(database.ownerUrl, APP_ROLE);
  await seedDemo({ ownerUrl: database.ownerUrl, hashPassword });
  const redis = profile === "with Redis" ? await testRedis() : undefined;
  const config: Config = { ...configFor(database.appUrl), redisUrl: redis?.url, ...settings };
  const start = () => (log === undefined ? startServer(config) : startServer(config, log));
  let running = await start();
  return {
    get running() {
      return running;
    },
    get origin() {
      return running.origin;
    },
    ownerUrl: database.ownerUrl,
    config,
    async restart() {
      await running.stop();
      running = await start();
    },
    async stop() {
      await running.stop();
      await redis?.stop();
      await database.drop();
    },
  };
}

/** The settings of a program for tests: a demo on any free port, without Redis. */
export function configFor(databaseUrl: string): Config {
  return {
    mode: "trial",
    roles: ["serve", "work"],
    databaseUrl,
    ownerUrl: undefined,
    redisUrl: undefined,
    host: "127.0.0.1",
    port: 0,
    publicOrigin: undefined,
    keyRing: [randomBytes(32)],
    keyFile: undefined,
    trustedProxies: [],
    isDemo: true,
    demoSize: "small",
    logLevel: "silent",
    metricsToken: undefined,
    voice: undefined,
  };
}

/** A counsellor at a screen: signed in, with a client and a socket that collects what it is told. */
export type Desk = {
  readonly me: MeView;
  readonly cookie: string;
  readonly call: ReturnType<typeof createClient>;
  readonly socket: Socket;
  readonly told: { name: string; notice: unknown }[];
  /** The next notice of a name that has not been taken yet; waits for it. */
  next(name: string): Promise<unknown>;
  nextOffer(): Promise<OfferView>;
  close(): void;
};

/** Signs in and connects; `goOnline` makes it routable. */
export async function openDesk(origin: string, username: string): Promise<Desk> {
  const cookies: string[] = [];
  const call = createClient({
    origin,
    headers: () => ({ cookie: cookies.join("; "), "accept-language": "en" }),
    fetch: async (url, init) => {
      const reply = await fetch(url, init);
      cookies.push(...reply.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? ""));
      return reply;
    },
  });
  const me = await call(sessionRoutes.signIn, { body: { username, password: "den-ngu-2026" } });
  const cookie = cookies.join("; ");
  const socket = io(origin + COUNSELLOR_NAMESPACE, {
    transports: ["websocket"],
    extraHeaders: { cookie },
    forceNew: true,
  });
  const inbox = collect(socket);
  await connected(socket);
  return {
    me,
    cookie,
    call,
    socket,
    ...inbox,
    nextOffer: async () => (await inbox.next("offer:made")) as OfferView,
    close: () => socket.disconnect(),
  };
}

/** Checks in and holds the lease. */
export async function goOnline(desk: Desk): Promise<void> {
  await desk.call(presenceRoutes.checkIn, {});
  await desk.call(presenceRoutes.setIntent, { body: { intent: "available" } });
  await desk.socket.emitWithAck("lease:hold", { takeOver: true });
}

/** Says that an offer is on screen and takes it. */
export async function take(
  desk: Desk,
  offer: OfferView,
): Promise<ReturnType<typeof desk.call<typeof contactRoutes.accept>>> {
  await desk.socket.emitWithAck("offer:shown", { offerId: offer.id });
  return desk.call(contactRoutes.accept, { params: { offerId: offer.id } });
}

/** A child's page with its own chat. */
export type Child = {
  readonly key: string;
  readonly token: string;
  readonly began: ChildContactView;
  readonly call: ReturnType<typeof createClient>;
  readonly socket: Socket;
  next(name: string): Promise<unknown>;
  close(): void;
};

/** Begins a chat and connects. */
export async function openChild(
  origin: string,
  options: { text?: string; safeNow?: "yes" | "no" | "unknown"; language?: "vi" | "en" } = {},
): Promise<Child> {
  const tokens: string[] = [];
  const call = createClient({
    origin,
    headers: () => (tokens[0] === undefined ? {} : { authorization: `Bearer ${tokens[0]}` }),
    fetch,
  });
  const key = `${randomUUID()}-${randomUUID()}`;
  const body = { key, language: options.language ?? "vi", safeNow: options.safeNow ?? "yes" } as const;
  const { token, contact } = await call(childRoutes.begin, {
    body: options.text === undefined ? body : { ...body, text: options.text },
  });
  tokens.push(token);
  const socket = io(origin + CHILD_NAMESPACE, { transports: ["websocket"], auth: { token }, forceNew: true });
  const inbox = collect(socket);
  await connected(socket);
  return {
    key,
    token,
    began: contact,
    call,
    socket,
    next: (name) => inbox.next(name),
    close: () => socket.disconnect(),
  };
}

/** Sends a raw request, for input that no contract allows. */
export async function send(
  origin: string,
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> } = {},
): Promise<{ status: number; type: string; body: Record<string, unknown> }> {
  const reply = await fetch(origin + path, {
    method,
    headers: { ...(options.body === undefined ? {} : { "content-type": "application/json" }), ...options.headers },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  const text = await reply.text();
  const type = reply.headers.get("content-type") ?? "";
  return {
    status: reply.status,
    type,
    body: type.includes("json") ? (JSON.parse(text) as Record<string, unknown>) : { text },
  };
}

/** Headers of the demo's gateway channel. */
export function gatewayHeaders(idempotencyKey: string): Record<string, string> {
  return { authorization: `Bearer ${DEMO_CHANNEL_KEY}`, "idempotency-key": idempotencyKey };
}

const PATIENCE_MS = 6_000;

function collect(socket: Socket) {
  const told: { name: string; notice: unknown }[] = [];
  const waiting: { name: string; resolve: (notice: unknown) => void }[] = [];
  socket.onAny((name: string, notice: unknown) => {
    const index = waiting.findIndex((each) => each.name === name);
    if (index === -1) told.push({ name, notice });
    else waiting.splice(index, 1)[0]?.resolve(notice);
  });
  return {
    told,
    async next(name: string): Promise<unknown> {
      const index = told.findIndex((each) => each.name === name);
      if (index !== -1) return told.splice(index, 1)[0]?.notice;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`nobody said ${name}; told: ${told.map((each) => each.name).join(", ")}`));
        }, PATIENCE_MS);
        waiting.push({
          name,
          resolve(notice) {
            clearTimeout(timer);
            resolve(notice);
          },
        });
      });
    },
  };
}

async function connected(socket: Socket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
}
