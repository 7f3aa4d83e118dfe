import type { Person, Session } from "@nightlight/database/access/session-store";
import type { Actor, ChannelAim, Staff } from "@nightlight/domain/access/access";
import { LIVE_CHANNEL_KINDS, type LiveChannelKind } from "@nightlight/domain/contact/channel";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Dependencies } from "../dependencies.ts";
import type { ProblemCode } from "../plugins/problem-messages.ts";
import { Refusal } from "../plugins/problems.ts";
import { createMemory } from "./memory.ts";
import { note } from "./note.ts";
import { isFromOwnPage } from "./own-page.ts";
import { cookieName, setSessionCookie } from "./session-cookie.ts";
import { hashToken, newToken } from "./tokens.ts";

export type SignedIn = { readonly actor: Staff; readonly person: Person; readonly session: Session };

/**
 * Finds who a session token belongs to. Undefined: unknown, ended or expired. A token that was changed before is a copy in
 * somebody's hands, nobody knows whose: the session ends for both.
 */
export async function findStaff(dependencies: Dependencies, token: string | undefined): Promise<SignedIn | undefined> {
  if (token === undefined || token === "") return undefined;
  const session = await dependencies.sessions.find(hashToken(token));
  if (session === undefined) return undefined;
  const { person, sessionId } = session;
  const { id, roles, centreId, authorityLine } = person;
  const actor = { kind: "staff", id, sessionId, roles, centreId, authorityLine } as const;
  if (!session.isCopied) return { actor, person, session };
  await dependencies.sessions.end(sessionId);
  dependencies.log.warn({ sessionId }, "a session's earlier token was used again: the session was ended");
  await note(dependencies.world, actor, { action: "session.copied", subject: { kind: "session", id: sessionId } });
  return undefined;
}

/** Why a session may do nothing yet but go on signing in, or be unlocked; undefined when it is open. */
export function whyUnready({ stage, isLocked }: Session): ProblemCode | undefined {
  if (stage === "second_factor") return "second-factor-needed";
  if (stage === "enrolment") return "enrolment-needed";
  return isLocked ? "session-locked" : undefined;
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
    session: Session | undefined;
    channelKind: LiveChannelKind | undefined;
    /** Set when the actor was remembered: looks them up, and refuses as a look-up would have. */
    lookAgain: (() => Promise<void>) | undefined;
  }
}

/**
 * Establishes who is signed in for every request of a surface, or answers 401. A session that is not open, or is locked,
 * reaches only routes that say so by their access `session`. A token that has grown old is changed with the answer.
 * A surface that `remembers` is one whose routes act in transactions of the person's own: there, whom a cookie belonged
 * to within the last seconds is not looked up, and the transaction itself asks whether all of it still holds.
 */
export function demandStaff(
  app: FastifyInstance,
  dependencies: Dependencies,
  { remembers = false }: { readonly remembers?: boolean } = {},
): void {
  const { publicOrigin } = dependencies.config;
  const memory = createMemory<SignedIn>();
  demandOwnPage(app, dependencies);
  app.addHook("onRequest", async (request, reply) => {
    const token = request.cookies[cookieName(publicOrigin)];
    if (token === undefined) throw new Refusal("not-signed-in");
    const hash = hashToken(token);
    const establish = ({ actor, person, session }: SignedIn): void => {
      request.actor = actor;
      request.person = person;
      request.session = session;
    };
    const lookUp = async (): Promise<void> => {
      memory.forget(hash);
      const signedIn = await findStaff(dependencies, token);
      if (signedIn === undefined) throw new Refusal("not-signed-in");
      const { session } = signedIn;
      const unready = whyUnready(session);
      if (unready !== undefined && request.routeOptions.config.access !== "session") throw new Refusal(unready);
      establish(signedIn);
      if (!session.isOld) {
        if (remembers && unready === undefined) memory.keep(hash, signedIn);
        return;
      }
      const next = newToken();
      const isMine = await dependencies.sessions.rotate(session.sessionId, hash, hashToken(next));
      if (isMine) setSessionCookie(reply, publicOrigin, next);
    };
    const remembered = memory.get(hash);
    if (remembered === undefined) return lookUp();
    // An object of its own for each request: being vouched for is said of the object.
    establish({ ...remembered, actor: { ...remembered.actor, isRemembered: true } });
    request.lookAgain = lookUp;
  });
}

/** Refuses whatever could change something and was sent by somebody else's page. */
export function demandOwnPage(app: FastifyInstance, { config }: Pick<Dependencies, "config">): void {
  app.addHook("onRequest", async (request) => {
    if (!isFromOwnPage(request, config.publicOrigin)) throw new Refusal("foreign-page");
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

type RememberedChannel = {
  readonly channelId: string;
  readonly kind: LiveChannelKind;
  readonly aim: ChannelAim;
};

/** Establishes the channel of every request of a surface, or answers 401. */
export function demandGateway(app: FastifyInstance, dependencies: Dependencies): void {
  const memory = createMemory<RememberedChannel>();
  app.addHook("onRequest", async (request) => {
    const key = bearer(request);
    if (key === undefined) throw new Refusal("wrong-key");
    const hash = hashToken(key);
    const lookUp = async (): Promise<void> => {
      memory.forget(hash);
      const channel = await dependencies.sessions.findChannel(hash);
      const kind = LIVE_CHANNEL_KINDS.find((known) => known === channel?.kind);
      // A channel of a kind that this build does not know is closed, not guessed at.
      if (channel === undefined || kind === undefined) throw new Refusal("wrong-key");
      request.actor = { kind: "gateway", channelId: channel.id };
      request.channelKind = kind;
      memory.keep(hash, { channelId: channel.id, kind, aim: channel.aim });
    };
    const remembered = memory.get(hash);
    if (remembered === undefined) return lookUp();
    const { channelId, kind, aim } = remembered;
    request.actor = { kind: "gateway", channelId, remembered: { keyHash: hash, aim } };
    request.channelKind = kind;
    request.lookAgain = lookUp;
  });
}
