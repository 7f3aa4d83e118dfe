import { createClient } from "@nightlight/contracts/client";
import { Agent } from "node:http";
import { connect, type NetConnectOpts, type Socket } from "node:net";
import { createKeepAliveFetch } from "../keep-alive-fetch.ts";

/** What a house or a street hangs on: everything on it is cut at once, and mended at once. */
export type Cable = {
  readonly agent: Agent;
  readonly fetch: Parameters<typeof createClient>[0]["fetch"];
  cut(): void;
  mend(): void;
};

const REQUESTS_AT_ONCE = 64;

/** Lays a cable: connections through it end when it is cut, and new ones fail until it is mended. */
export function layCable(): Cable {
  const laid = new Set<Socket>();
  const state = { isCut: false };
  const open = (options: NetConnectOpts): Socket => {
    const socket = connect(options);
    laid.add(socket);
    socket.once("close", () => laid.delete(socket));
    // Whoever asked for it has to be told; between two requests nobody listens.
    socket.on("error", () => undefined);
    if (state.isCut) setImmediate(() => socket.destroy(new Error("the cable is cut")));
    return socket;
  };
  class Lines extends Agent {
    override createConnection(options: NetConnectOpts): Socket {
      return open(options);
    }
  }
  return {
    agent: new Lines({}),
    fetch: createKeepAliveFetch(new Lines({ keepAlive: true, maxSockets: REQUESTS_AT_ONCE })).fetch,
    cut() {
      state.isCut = true;
      for (const socket of laid) socket.destroy(new Error("the cable is cut"));
    },
    mend() {
      state.isCut = false;
    },
  };
}
