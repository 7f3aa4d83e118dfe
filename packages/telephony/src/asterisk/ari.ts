import { createConnection } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { AriMessage } from "./ari-messages.ts";

/** Asterisk's own interface (ARI): requests over HTTP, and what happens over one WebSocket. */
export type Ari = {
  /**
   * Asks for something. What the answer holds; undefined when it is empty, when what was asked about is not there (any
   * more) or not in a state for it, and when it was asked before: commands are repeated, and ends are told as events.
   * Throws an AriError for the rest.
   */
  ask<Answer>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, input?: AriInput): Promise<Answer | undefined>;
  /** The bytes of a file. Undefined when there is none. */
  file(path: string): Promise<Uint8Array | undefined>;
  close(): void;
};

export type AriInput = { readonly query?: Readonly<Record<string, string>>; readonly body?: object };

/** Asterisk refused. */
export class AriError extends Error {
  readonly status: number;
  constructor(status: number, what: string) {
    super(`Asterisk answered ${String(status)} to ${what}`);
    this.status = status;
  }
}

export type AriListener = {
  message(message: AriMessage): void;
  /** A message could not be understood. */
  odd(error: unknown): void;
  up(): void;
  down(): void;
  /** Its machine is there and says that nobody listens: the program has ended, and with it whatever was up. */
  gone(): void;
};

/** The application that calls are handed to (extensions.conf). */
export const APPLICATION = "nightlight";
const ANSWER_MS = 5_000;
const RETRY_MS = [100, 250, 500, 1_000, 2_000] as const;
/** A program that is restarted at once is not missed. */
const GONE_MS = 700;
/** Not there, and not now: a channel that has just left, a bridge that has been made. */
const HARMLESS: readonly number[] = [404, 409];
/** A channel was made and has not come to us yet: a moment later it has. */
const ON_ITS_WAY = 422;
const ON_ITS_WAY_TRIES = 20;
const ON_ITS_WAY_MS = 50;

/** Whether nobody listens there. A machine that does not answer at all says nothing about its calls. */
async function isRefused(host: string): Promise<boolean> {
  const { hostname, port } = new URL(`http://${host}`);
  return new Promise((resolve) => {
    const probe = createConnection({ host: hostname, port: Number(port || 80), timeout: ANSWER_MS });
    const found = (refused: boolean): void => {
      probe.destroy();
      resolve(refused);
    };
    probe.once("connect", () => found(false));
    probe.once("timeout", () => found(false));
    probe.once("error", (error: NodeJS.ErrnoException) => found(error.code === "ECONNREFUSED"));
  });
}

/** Opens the interface at `url` (`http://user:password@host:port/ari`) and keeps the line up until `close`. */
export function openAri(url: string, listener: AriListener): Ari {
  const { origin, host, pathname, username, password } = new URL(url);
  const secret = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  // In a header: an address is written to logs.
  const headers = { authorization: `Basic ${Buffer.from(secret).toString("base64")}` };
  const base = `${origin}${pathname}`;
  let socket: WebSocket | undefined;
  let isClosed = false;
  let failures = 0;
  let refusedSince: number | undefined;
  const watchRefusals = (isRefused: boolean): void => {
    if (isClosed || !isRefused) refusedSince = undefined;
    else if (refusedSince === undefined) refusedSince = performance.now();
    else if (performance.now() - refusedSince >= GONE_MS) {
      // Told once: as long as it goes on there is nothing to add.
      refusedSince = Number.POSITIVE_INFINITY;
      listener.gone();
    }
  };

  const connect = (): void => {
    const events = `ws://${host}${pathname}/events?app=${APPLICATION}&subscribeAll=false`;
    const line = new WebSocket(events, { headers });
    socket = line;
    let wasUp = false;
    line.addEventListener("open", () => {
      wasUp = true;
      failures = 0;
      refusedSince = undefined;
      listener.up();
    });
    line.addEventListener("message", ({ data }) => {
      if (isClosed) return;
      try {
        listener.message(JSON.parse(String(data)) as AriMessage);
      } catch (error) {
        // One message that nobody understands ends no process that has calls up.
        listener.odd(error);
      }
    });
    line.addEventListener("error", () => undefined); // "close" follows
    line.addEventListener("close", () => {
      if (wasUp && !isClosed) listener.down();
      if (isClosed) return;
      if (!wasUp) void isRefused(host).then(watchRefusals);
      const wait = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)];
      void sleep(wait).then(() => {
        if (!isClosed) connect();
      });
    });
  };
  connect();

  const send = async (method: string, path: string, { query, body }: AriInput = {}): Promise<Response> => {
    const search = query === undefined ? "" : `?${new URLSearchParams(query).toString()}`;
    return fetch(`${base}${path}${search}`, {
      method,
      headers: { ...headers, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  };
  return {
    async ask<Answer>(method: string, path: string, input?: AriInput): Promise<Answer | undefined> {
      let reply = await send(method, path, input);
      for (let tries = 1; reply.status === ON_ITS_WAY && tries < ON_ITS_WAY_TRIES; tries += 1) {
        await reply.body?.cancel();
        await sleep(ON_ITS_WAY_MS);
        reply = await send(method, path, input);
      }
      const text = await reply.text();
      if (HARMLESS.includes(reply.status)) return undefined;
      // What was asked for may hold a number: a message says the path only.
      if (!reply.ok) throw new AriError(reply.status, `${method} ${path}`);
      return text === "" ? undefined : (JSON.parse(text) as Answer);
    },
    async file(path) {
      const reply = await send("GET", path);
      if (HARMLESS.includes(reply.status)) return undefined;
      if (!reply.ok) throw new AriError(reply.status, `GET ${path}`);
      return new Uint8Array(await reply.arrayBuffer());
    },
    close() {
      isClosed = true;
      socket?.close();
    },
  };
}
