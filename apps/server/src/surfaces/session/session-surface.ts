import { sessionRoutes } from "@nightlight/contracts/staff/session";
import type { FastifyInstance } from "fastify";
import { demandOwnPage, demandStaff } from "../../access/authenticate.ts";
import { note } from "../../access/note.ts";
import { proveFactor } from "../../access/prove.ts";
import { clearSessionCookie, deviceTokenOf } from "../../access/session-cookie.ts";
import { trySignIn } from "../../access/sign-in.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount } from "../../plugins/mount.ts";
import { Refusal } from "../../plugins/problems.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { mountAccount } from "./account-routes.ts";
import { enter, openFully, readMe, sessionOf } from "./enter.ts";
import { mountInvitations } from "./invitation-routes.ts";
import { mountLock } from "./lock-routes.ts";

/** Signing in and out, the lock, invitations, and what people do with their own account. */
export async function sessionSurface(
  app: FastifyInstance,
  dependencies: Dependencies,
  realtime: Realtime,
): Promise<void> {
  await app.register((context) => {
    demandOwnPage(context, dependencies);
    mountSignIn(context, dependencies);
    mountInvitations(context, dependencies, realtime);
  });
  await app.register((context) => {
    demandStaff(context, dependencies);
    mountSession(context, dependencies, realtime);
    mountLock(context, dependencies, realtime);
    mountAccount(context, dependencies, realtime);
  });
}

function mountSignIn(app: FastifyInstance, dependencies: Dependencies): void {
  mount(app, sessionRoutes.signIn, "public", async ({ body, request, reply }) => {
    const deviceToken = deviceTokenOf(request, dependencies.config.publicOrigin);
    const credential = await trySignIn(dependencies, { ...body, address: request.ip, deviceToken });
    return enter(dependencies, credential, { request, reply });
  });
}

function mountSession(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  const { sessions, world, config } = dependencies;
  mount(app, sessionRoutes.showSecondFactor, "session", async ({ actor, body, request, reply }) => {
    if (sessionOf(request).stage !== "second_factor") throw new Refusal("step-not-open");
    const proof = await proveFactor(dependencies, actor, body.code);
    await openFully(dependencies, actor, { request, reply });
    const subject = { kind: "session", id: actor.sessionId } as const;
    await note(world, actor, { action: "sign-in.second-factor", subject, details: { proof } });
    return readMe(dependencies, actor, { stage: "open", isLocked: false });
  });
  mount(app, sessionRoutes.signOut, "session", async ({ actor, reply }) => {
    await sessions.end(actor.sessionId);
    realtime.dropSession(actor.sessionId);
    await note(world, actor, { action: "sign-out.here", subject: { kind: "session", id: actor.sessionId } });
    clearSessionCookie(reply, config.publicOrigin);
    return { ok: true } as const;
  });
  mount(app, sessionRoutes.me, "session", async ({ actor, request }) => {
    const now = await world.transaction(actor, (store) => store.now());
    return { me: await readMe(dependencies, actor, sessionOf(request)), now: now.toISOString() };
  });
}
