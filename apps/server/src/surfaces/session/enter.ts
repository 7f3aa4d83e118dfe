import type { MeView } from "@nightlight/contracts/staff/session";
import type { Credential } from "@nightlight/database/access/credential-store";
import type { Session } from "@nightlight/database/access/session-store";
import type { Staff } from "@nightlight/domain/access/access";
import { firstStage } from "@nightlight/domain/access/sign-in";
import type { FastifyReply, FastifyRequest } from "fastify";
import { deviceOf } from "../../access/device.ts";
import { note } from "../../access/note.ts";
import { deviceTokenOf, setDeviceCookie, setSessionCookie } from "../../access/session-cookie.ts";
import { hashToken, newToken } from "../../access/tokens.ts";
import type { Dependencies } from "../../dependencies.ts";
import { Refusal } from "../../plugins/problems.ts";
import { presentMe } from "./present-me.ts";

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Begins a session after the password, as far as the account allows. A session that the browser brought along ends. */
export async function enter(
  dependencies: Dependencies,
  credential: Credential,
  { request, reply }: Exchange,
): Promise<MeView> {
  const { sessions, world, config } = dependencies;
  const { person } = credential;
  const stage = firstStage(person, credential.hasSecondFactor);
  const token = newToken();
  const device = deviceOf(request.headers["user-agent"]);
  const sessionId = await sessions.begin(person.id, hashToken(token), { stage, device });
  const actor = { kind: "staff", id: person.id, sessionId, roles: person.roles } as const;
  await note(world, actor, {
    action: "sign-in.password",
    subject: { kind: "session", id: sessionId },
    details: { stage, ...device },
  });
  if (stage === "open") await knowBrowser(dependencies, person.id, { request, reply });
  setSessionCookie(reply, config.publicOrigin, token);
  return presentMe(credential, { stage, isLocked: false });
}

/** Opens a session that has shown its second factor, under a new token. */
export async function openFully(dependencies: Dependencies, actor: Staff, exchange: Exchange): Promise<void> {
  const token = newToken();
  await dependencies.sessions.open(actor.sessionId, hashToken(token));
  await knowBrowser(dependencies, actor.id, exchange);
  setSessionCookie(exchange.reply, dependencies.config.publicOrigin, token);
}

/** Who is signed in, as it stands now. */
export async function readMe(
  { access }: Dependencies,
  actor: Staff,
  session: Pick<Session, "stage" | "isLocked">,
): Promise<MeView> {
  const credential = await access.credentials.ofPerson(actor.id);
  if (credential === undefined) throw new Refusal("not-signed-in");
  return presentMe(credential, session);
}

/** The session of a request that its surface's hook has let through. */
export function sessionOf({ session }: FastifyRequest): Session {
  if (session === undefined) throw new Refusal("not-signed-in");
  return session;
}

async function knowBrowser(dependencies: Dependencies, personId: string, { request, reply }: Exchange): Promise<void> {
  const { access, config } = dependencies;
  const token = deviceTokenOf(request, config.publicOrigin) ?? newToken();
  await access.devices.remember(personId, hashToken(token));
  setDeviceCookie(reply, config.publicOrigin, token);
}
