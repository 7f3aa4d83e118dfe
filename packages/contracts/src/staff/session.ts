import { ROLES } from "@nightlight/domain/access/access";
import { SESSION_STAGES } from "@nightlight/domain/access/sign-in";
import { z } from "zod";
import { done, id, instant, language } from "../fields.ts";
import { route } from "../http.ts";

export const meView = z.object({
  id,
  username: z.string(),
  name: z.string(),
  displayName: z.string(),
  roles: z.array(z.enum(ROLES)),
  languages: z.array(language),
  isDemo: z.boolean(),
  /** How far this session has come. Until it is `open`, it can only go on signing in. */
  stage: z.enum(SESSION_STAGES),
  /** The console is locked: the session can only be unlocked or ended. */
  isLocked: z.boolean(),
  hasPin: z.boolean(),
  hasSecondFactor: z.boolean(),
});

export type MeView = z.infer<typeof meView>;

const password = z.string().min(1).max(200);
/** Six digits of a code generator, or a recovery code; blanks and hyphens do not matter. */
const code = z.string().trim().min(6).max(40);

export const sessionRoutes = {
  signIn: route({
    method: "POST",
    path: "/api/sessions",
    perMinute: 600,
    summary: "Sign in. Sets the session cookie; the answer never says whether the account exists.",
    body: z.strictObject({ username: z.string().trim().min(1).max(64), password }),
    reply: meView,
    status: 201,
  }),
  showSecondFactor: route({
    method: "POST",
    path: "/api/sessions/current/second-factor",
    summary: "Show the second factor after the password: a code of the generator, or a recovery code.",
    body: z.strictObject({ code }),
    reply: meView,
  }),
  signOut: route({ method: "DELETE", path: "/api/sessions/current", summary: "Sign out.", reply: done }),
  me: route({
    method: "GET",
    path: "/api/me",
    summary: "Who is signed in, how far the session has come, and the server's time.",
    reply: z.object({ me: meView, now: instant }),
  }),
  lock: route({
    method: "POST",
    path: "/api/sessions/current/lock",
    summary: "Lock this session: nothing can be read or done with it until it is unlocked; conversations go on.",
    reply: done,
  }),
  unlock: route({
    method: "POST",
    path: "/api/sessions/current/unlock",
    summary: "Unlock by PIN or second factor; by password only where there is no second factor.",
    body: z.union([
      z.strictObject({ pin: z.string().regex(/^\d{6,12}$/u) }),
      z.strictObject({ code }),
      z.strictObject({ password }),
    ]),
    reply: meView,
  }),
};
