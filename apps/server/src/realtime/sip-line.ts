import { connect } from "node:net";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { SIP_PATH } from "@nightlight/contracts/counsellor/softphone";
import { may } from "@nightlight/domain/access/may";
import { findStaff } from "../access/authenticate.ts";
import { isOwnOrigin } from "../access/own-page.ts";
import { cookieName } from "../access/session-cookie.ts";
import type { Dependencies } from "../dependencies.ts";
import { cookiesOf } from "./counsellor-socket.ts";
import type { HandshakeLimits } from "./limit-handshakes.ts";

/** Who a line to the voice engine is for, and by which action it is allowed. */
export const SIP_LINE = { path: SIP_PATH, access: "call.telephone" } as const;

/**
 * Where lines of pages come from at an engine on this machine. A trunk's other end is known by its address, and may be on
 * this machine too: a page that says nobody's name must not pass for it.
 */
const PAGE_ADDRESS = "127.0.0.2";

/** A page's account, or the engine that a counsellor's telephone wants to be registered with. */
type Asked = { readonly page: string | undefined; readonly engine: string | undefined };

/**
 * Passes the softphones' lines on to the voice engines, byte by byte, on the page's own server: the same certificate, and
 * nobody without a session reaches the engine but a child's page that was given an account for its call. A line ends with its server; calls go on without it (the sound takes
 * another way), and the softphone comes back by itself. A large house lets its proxy do this instead (docs/voice.md).
 */
export function passSipLines(server: Server, dependencies: Dependencies, handshakes: HandshakeLimits): void {
  const { config, log, sessions } = dependencies;
  if (config.voice === undefined) return;
  const engines = new Map(config.voice.engines.map(({ engine, ariUrl }) => [engine, new URL(ariUrl)]));

  /** The engine that somebody may have a line to; undefined: none. A page's is the one that knows its account. */
  const engineFor = async (request: IncomingMessage, { page, engine }: Asked): Promise<URL | undefined> => {
    if (!isOwnOrigin(request.headers, config.publicOrigin)) return undefined;
    if (page !== undefined) {
      // Whoever has no account yet may ask no more often than any page may open a line.
      if (!(await handshakes.mayOpen(request))) return undefined;
      const account = await sessions.findWebCall(page);
      if (account?.isReady !== true) return undefined;
      handshakes.proved(request, page);
      return engines.get(account.engine);
    }
    const token = cookiesOf(request.headers.cookie).get(cookieName(config.publicOrigin));
    const signedIn = await findStaff(dependencies, token);
    const isAllowed = signedIn?.session.stage === "open" && may(signedIn.actor, SIP_LINE.access);
    return isAllowed ? engines.get(engine ?? [...engines.keys()][0] ?? "") : undefined;
  };
  const pass = (request: IncomingMessage, socket: Duplex, head: Buffer, engine: URL, isPage: boolean): void => {
    const port = Number(engine.port || 80);
    const localAddress = isPage && engine.hostname === "127.0.0.1" ? PAGE_ADDRESS : undefined;
    const upstream = connect({ host: engine.hostname, port, ...(localAddress && { localAddress }) }, () => {
      upstream.write(upgradeOf(request, engine.host));
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    for (const [each, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      each.on("error", () => other.destroy());
      each.on("close", () => other.destroy());
    }
  };

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [path, search] = (request.url ?? "").split("?");
    if (path !== SIP_LINE.path) return;
    const asked = new URLSearchParams(search);
    const page = asked.get("page") ?? undefined;
    socket.on("error", () => socket.destroy());
    void engineFor(request, { page, engine: asked.get("engine") ?? undefined })
      .then((engine) => {
        if (engine !== undefined) pass(request, socket, head, engine, page !== undefined);
        else socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      })
      .catch((error: unknown) => {
        log.warn({ reason: String(error) }, "a softphone's line could not be opened; it tries again");
        socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      });
  });
}

/** The upgrade as the engine gets it: what the protocol needs, and no cookie. */
function upgradeOf({ headers }: IncomingMessage, host: string): string {
  const lines = [
    "GET /ws HTTP/1.1",
    `Host: ${host}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Key: ${headers["sec-websocket-key"] ?? ""}`,
    `Sec-WebSocket-Version: ${headers["sec-websocket-version"] ?? "13"}`,
    "Sec-WebSocket-Protocol: sip",
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}
