import type { FastifyReply, FastifyRequest } from "fastify";

const KNOWN_BROWSER_SECONDS = 400 * 24 * 3600;

/** The session cookie's name. The `__Host-` prefix needs HTTPS; plain HTTP happens on loopback only. */
export function cookieName(publicOrigin: string | undefined): string {
  return isSecure(publicOrigin) ? "__Host-nightlight" : "nightlight-session";
}

/** Whether browsers reach this server by HTTPS. */
export function isSecure(publicOrigin: string | undefined): boolean {
  return publicOrigin?.startsWith("https:") === true;
}

/** Hands the browser its session's token; it forgets it when it is closed. */
export function setSessionCookie(reply: FastifyReply, publicOrigin: string | undefined, token: string): void {
  void reply.setCookie(cookieName(publicOrigin), token, attributes(publicOrigin));
}

/** Takes the session's token back. */
export function clearSessionCookie(reply: FastifyReply, publicOrigin: string | undefined): void {
  void reply.clearCookie(cookieName(publicOrigin), attributes(publicOrigin));
}

/** The token by which a browser is known that somebody signed in with before. It opens nothing. */
export function deviceTokenOf(request: FastifyRequest, publicOrigin: string | undefined): string | undefined {
  return request.cookies[deviceCookieName(publicOrigin)];
}

/** Makes a browser known for as long as browsers keep a cookie. */
export function setDeviceCookie(reply: FastifyReply, publicOrigin: string | undefined, token: string): void {
  const life = { ...attributes(publicOrigin), maxAge: KNOWN_BROWSER_SECONDS };
  void reply.setCookie(deviceCookieName(publicOrigin), token, life);
}

function deviceCookieName(publicOrigin: string | undefined): string {
  return isSecure(publicOrigin) ? "__Host-nightlight-browser" : "nightlight-browser";
}

function attributes(publicOrigin: string | undefined) {
  return { path: "/", httpOnly: true, sameSite: "strict", secure: isSecure(publicOrigin) } as const;
}
