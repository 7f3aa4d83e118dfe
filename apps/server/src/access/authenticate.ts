import type { Person } from "@nightlight/database/access/session-store";
import type { Actor, Staff } from "@nightlight/domain/access/access";
import { CHANNEL_KINDS, type ChannelKind } from "@nightlight/domain/contact/channel";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Dependencies } from "../dependencies.ts";
import { Refusal } from "../plugins/problems.ts";
import { hashToken } from "./tokens.ts";

/** The session cookie's name. The `__Host-` prefix needs HTTPS; plain HTTP happens on loopback only. */
export function cookieName(publicOrigin: string | undefined): string {
  return isSecure(publicOrigin) ? "__Host-nightlight" : "nightlight-session";
}

/** Whether browsers reach this server by HTTPS. */
export function isSecure(publicOrigin: string | undefined): boolean {
  return publicOrigin?.startsWith("https:") === true;
}

export type SignedIn = { readonly actor: Staff; readonly person: Person };

/** Finds who a session token belongs to. Undefined: unknown, ended or expired. */
export async function findStaff(dependencies: Dependencies, token: string | undefined): Promise<SignedIn | undefined> {
  if (token === undefined || token === "") return undefined;
  const session = await dependencies.sessions.find(hashToken(token));
  if (session === undefined) return undefined;
  const { person, sessionId } = session;
  return { actor: { kind: "staff", id: person.id, sessionId, roles: person.roles }, person };
}

/** Finds the child's own contact by its token. */
export async function findChild(
  dependencies: Dependencies,
  token: string | undefined,
): Promise<Extract<Actor, { kind: "child" }> | undefined> {
  if (token === undefined || token === "") return undefined;
  const contactId = await dependencies.sessions.findChild(hashToken(token));
  return contactId === undefined ? undefined : { kind: "child", contactId };
}

/** The token of an `Authorization: Bearer` header. */
export function bearer(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w-]{8,200})$/u.exec(request.headers.authorization ?? "")?.[1];
}

declare module "fastify" {
  interface FastifyRequest {
    person: Person | undefined;
    channelKind: ChannelKind | undefined;
  }
}

/** Establishes who is signed in for every request of a surface, or answers 401. */
export function demandStaff(app: FastifyInstance, dependencies: Dependencies): void {
  app.addHook("onRequest", async (request) => {
    const signedIn = await findStaff(dependencies, request.cookies[cookieName(dependencies.config.publicOrigin)]);
    if (signedIn === undefined) throw new Refusal("not-signed-in");
    request.actor = signedIn.actor;
    request.person = signedIn.person;
  });
}

/** Establishes the child of every request of a surface, or answers 401. */
export function demandChild(app: FastifyInstance, dependencies: Dependencies): void {
  app.addHook("onRequest", async (request) => {
    const actor = await findChild(dependencies, bearer(request));
    if (actor === undefined) throw new Refusal("chat-ended");
    request.actor = actor;
  });
}

/** Establishes the channel of every request of a surface, or answers 401. */
export function demandGateway(app: FastifyInstance, dependencies: Dependencies): void {
  app.addHook("onRequest", async (request) => {
    const key = bearer(request);
    const channel = key === undefined ? undefined : await dependencies.sessions.findChannel(hashToken(key));
    const kind = CHANNEL_KINDS.find((known) => known === channel?.kind);
    // A channel of a kind that this build does not know is closed, not guessed at.
    if (channel === undefined || kind === undefined) throw new Refusal("wrong-key");
    request.actor = { kind: "gateway", channelId: channel.id };
    request.channelKind = kind;
  });
}
