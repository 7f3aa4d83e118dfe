import type { IncomingMessage } from "node:http";
import helmet from "@fastify/helmet";
import type { FastifyInstance, FastifyReply } from "fastify";

/** The one policy of Trusted Types: the console's worker, whose address is its own. */
const TRUSTED_TYPES = ["nightlight-pulse"];

/** Nothing that a page of ours does not use today. Sound is played; microphones come with voice. */
const PERMISSIONS = [
  "accelerometer=()",
  "autoplay=(self)",
  "browsing-topics=()",
  "camera=()",
  "clipboard-read=()",
  "clipboard-write=(self)",
  "display-capture=()",
  "encrypted-media=()",
  "fullscreen=(self)",
  "geolocation=()",
  "gyroscope=()",
  "hid=()",
  "idle-detection=()",
  "local-fonts=()",
  "magnetometer=()",
  "microphone=(self)",
  "midi=()",
  "payment=()",
  "publickey-credentials-get=(self)",
  "screen-wake-lock=()",
  "serial=()",
  "usb=()",
  "xr-spatial-tracking=()",
].join(", ");

/** What answers of the API may do when a browser is made to show them as a page: nothing. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** The policy of the API's own documentation, whose pages set styles from script. */
export const DOCUMENTATION_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The API, but not its documentation. */
const DATA = /^\/api\/(?!docs(?:\/|$))/u;

/**
 * Sends every answer with its headers. Pages: nothing from elsewhere, nothing inline, no string becomes script, no
 * frame, no window that opened them. Data: never a page, never kept by a browser or a proxy.
 */
export async function guardPages(app: FastifyInstance, publicOrigin: string | undefined): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        connectSrc: ["'self'", (request) => socketOrigin(request, publicOrigin)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: TRUSTED_TYPES,
      },
    },
    strictTransportSecurity: publicOrigin?.startsWith("https:") === true,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: { policy: "require-corp" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("permissions-policy", PERMISSIONS);
    if (DATA.test(request.url)) markAsData(reply);
  });
}

/** Says that an answer is data: nothing to show as a page, and nothing to keep. */
export function markAsData(reply: FastifyReply): void {
  void reply
    .header("content-security-policy", DATA_POLICY)
    .header("cache-control", "no-store")
    .header("x-content-type-options", "nosniff");
}

/** The page's own server by WebSocket, for browsers to whom 'self' is HTTP only. */
function socketOrigin(request: IncomingMessage, publicOrigin: string | undefined): string {
  if (publicOrigin !== undefined) return publicOrigin.replace(/^http/u, "ws");
  const host = request.headers.host ?? "";
  return /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/iu.test(host) ? `ws://${host}` : "'self'";
}
