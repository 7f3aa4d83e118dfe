import { z } from "zod";
import { done, id, instant } from "../fields.ts";
import { route } from "../http.ts";
import { meView } from "./session.ts";

const password = z.string().min(1).max(200);
const code = z.string().trim().min(6).max(40);
const token = z.string().min(20).max(200);
const recoveryCodes = z.array(z.string());

export const deviceView = z.object({
  sessionId: id,
  /** Browser and system in coarse words. */
  browser: z.string(),
  system: z.string(),
  since: instant,
  seenAt: instant,
  isLocked: z.boolean(),
  isThis: z.boolean(),
});

export type DeviceView = z.infer<typeof deviceView>;

export const invitationView = z.object({
  username: z.string(),
  displayName: z.string(),
  purpose: z.enum(["invite", "reset"]),
  expiresAt: instant,
});

export type InvitationView = z.infer<typeof invitationView>;

/** What people do with their own account. Tokens of invitations travel in bodies only: addresses end up in logs. */
export const accountRoutes = {
  readInvitation: route({
    method: "POST",
    path: "/api/invitations/read",
    perMinute: 60,
    summary: "Whose invitation a token is. Unknown, used and run out are one answer.",
    body: z.strictObject({ token }),
    reply: invitationView,
  }),
  takeInvitation: route({
    method: "POST",
    path: "/api/invitations/take",
    perMinute: 30,
    summary: "Choose a password by an invitation, once; signs in, and a second factor comes next.",
    body: z.strictObject({ token, password }),
    reply: meView,
    status: 201,
  }),
  beginSecondFactor: route({
    method: "POST",
    path: "/api/account/second-factor",
    summary: "A new secret for a code generator. Replacing a second factor takes a code of the one in force.",
    body: z.strictObject({ code: code.optional() }),
    reply: z.object({ secret: z.string(), uri: z.string() }),
  }),
  confirmSecondFactor: route({
    method: "POST",
    path: "/api/account/second-factor/confirm",
    summary: "The first code proves that the secret arrived. Answers with the recovery codes, this once.",
    body: z.strictObject({ code }),
    reply: z.object({ me: meView, recoveryCodes }),
  }),
  renewRecoveryCodes: route({
    method: "POST",
    path: "/api/account/recovery-codes",
    summary: "New recovery codes, shown this once; the ones before are worth nothing.",
    body: z.strictObject({ code }),
    reply: z.object({ recoveryCodes }),
  }),
  changePassword: route({
    method: "PUT",
    path: "/api/account/password",
    summary: "Choose another password. Takes the one in force; every other device is signed out.",
    perMinute: 30,
    body: z.strictObject({ current: password, next: password }),
    reply: z.object({ endedDevices: z.int() }),
  }),
  setPin: route({
    method: "PUT",
    path: "/api/account/pin",
    summary: "Choose the PIN that unlocks the console. Takes the password.",
    body: z.strictObject({ pin: z.string().regex(/^\d{6,12}$/u), password }),
    reply: done,
  }),
  security: route({
    method: "GET",
    path: "/api/account/security",
    summary: "Where one is signed in, and what protects the account.",
    reply: z.object({ devices: z.array(deviceView), recoveryCodesLeft: z.int(), hasPin: z.boolean() }),
  }),
  endDevice: route({
    method: "DELETE",
    path: "/api/account/devices/:sessionId",
    summary: "Sign out one device of one's own.",
    params: z.object({ sessionId: id }),
    reply: done,
  }),
  endEveryDevice: route({
    method: "DELETE",
    path: "/api/account/devices",
    summary: "Sign out everywhere, here too.",
    reply: done,
  }),
};
