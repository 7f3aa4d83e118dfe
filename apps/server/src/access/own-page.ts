import type { IncomingHttpHeaders } from "node:http";

/** Reading changes nothing; whatever else a browser sends has to come from our own page. */
const READING = new Set(["GET", "HEAD", "OPTIONS"]);

type Sender = { readonly method: string; readonly headers: IncomingHttpHeaders };

/**
 * Whether a request that may change something comes from our own page, or from no page at all. `Origin`, when it is sent,
 * has to be ours; `Sec-Fetch-Site`, when it is sent, has to be `same-origin`. Every browser sends at least one of them
 * with such a request and lets no page set them; a program that sends neither rides on nobody's cookie.
 */
export function isFromOwnPage({ method, headers }: Sender, publicOrigin: string | undefined): boolean {
  if (READING.has(method)) return true;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  return isOwnOrigin(headers, publicOrigin);
}

/**
 * Whether `Origin`, when there is one, is ours: what browsers reach us by. Over plain HTTP, which happens on loopback
 * only, it is whatever address the request itself was sent to.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicOrigin: string | undefined): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (publicOrigin !== undefined && origin === new URL(publicOrigin).origin) return true;
  return publicOrigin?.startsWith("https:") !== true && host !== undefined && origin === `http://${host}`;
}
