import { z } from "zod";
import { done, id, instant, language } from "../fields.ts";
import { route } from "../http.ts";

export const meView = z.object({
  id,
  username: z.string(),
  name: z.string(),
  displayName: z.string(),
  languages: z.array(language),
  isDemo: z.boolean(),
});

export type MeView = z.infer<typeof meView>;

export const sessionRoutes = {
  signIn: route({
    method: "POST",
    path: "/api/sessions",
    summary: "Sign in. Sets the session cookie; the answer never says whether the account exists.",
    body: z.strictObject({ username: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) }),
    reply: meView,
    status: 201,
  }),
  signOut: route({ method: "DELETE", path: "/api/sessions/current", summary: "Sign out.", reply: done }),
  me: route({
    method: "GET",
    path: "/api/me",
    summary: "Who is signed in, and the server's time.",
    reply: z.object({ me: meView, now: instant }),
  }),
};
