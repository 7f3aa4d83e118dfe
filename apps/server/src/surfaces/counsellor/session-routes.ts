import { sessionRoutes, type MeView } from "@nightlight/contracts/counsellor/session";
import type { Person } from "@nightlight/database/access/session-store";
import type { FastifyInstance } from "fastify";
import { cookieName, demandStaff, isSecure } from "../../access/authenticate.ts";
import { verifyPassword } from "../../access/passwords.ts";
import { hashToken, newToken } from "../../access/tokens.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount } from "../../plugins/mount.ts";
import { Refusal } from "../../plugins/problems.ts";
import type { Realtime } from "../../realtime/realtime.ts";

const SIGN_INS_A_MINUTE = 20;

/** Signing in and out. */
export async function sessionSurface(
  app: FastifyInstance,
  dependencies: Dependencies,
  realtime: Realtime,
): Promise<void> {
  const { sessions, config, world } = dependencies;
  const cookie = { path: "/", httpOnly: true, sameSite: "strict", secure: isSecure(config.publicOrigin) } as const;
  const name = cookieName(config.publicOrigin);

  await app.register((context) => {
    mount(
      context,
      sessionRoutes.signIn,
      "public",
      async ({ body, reply }) => {
        const found = await sessions.findCredential(body.username);
        const fits = await verifyPassword(body.password, found?.passwordHash);
        if (found === undefined || !fits) throw new Refusal("wrong-sign-in");
        const token = newToken();
        await sessions.begin(found.person.id, hashToken(token));
        void reply.setCookie(name, token, cookie);
        return presentMe(found.person);
      },
      { perMinute: SIGN_INS_A_MINUTE },
    );
  });
  await app.register((context) => {
    demandStaff(context, dependencies);
    mount(context, sessionRoutes.signOut, "staff", async ({ actor, reply }) => {
      await sessions.end(actor.sessionId);
      realtime.dropSession(actor.sessionId);
      void reply.clearCookie(name, cookie);
      return { ok: true } as const;
    });
    mount(context, sessionRoutes.me, "staff", async ({ actor, request }) => {
      if (request.person === undefined) throw new Refusal("not-signed-in");
      const now = await world.transaction(actor, (store) => store.now());
      return { me: presentMe(request.person), now: now.toISOString() };
    });
  });
}

function presentMe({ id, username, name, displayName, languages, isDemo }: Person): MeView {
  return { id, username, name, displayName, languages: [...languages], isDemo };
}
