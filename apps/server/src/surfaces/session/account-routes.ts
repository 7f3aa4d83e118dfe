import { accountRoutes } from "@nightlight/contracts/staff/account";
import { isGuessablePin, objectionToPassword } from "@nightlight/domain/access/password";
import type { FastifyInstance } from "fastify";
import { note } from "../../access/note.ts";
import { proveFactor, provePassword } from "../../access/prove.ts";
import { newRecoveryCodes } from "../../access/recovery-codes.ts";
import { clearSessionCookie } from "../../access/session-cookie.ts";
import { addressOf, newSecret, stepOf } from "../../access/totp.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount } from "../../plugins/mount.ts";
import { Refusal } from "../../plugins/problems.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import { count } from "../../access/sign-in.ts";
import { openFully, readMe, sessionOf } from "./enter.ts";

/** What people do with their own account: password, second factor, PIN, devices. */
export function mountAccount(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  mountFactor(app, dependencies);
  mountDevices(app, dependencies, realtime);
  mountPassword(app, dependencies, realtime);
  const { access, world } = dependencies;
  mount(app, accountRoutes.setPin, "staff", async ({ actor, body }) => {
    if (isGuessablePin(body.pin)) throw new Refusal("weak-pin");
    await provePassword(dependencies, actor, body.password);
    await access.credentials.keepPin(actor.id, await access.passwords.hash(body.pin));
    await note(world, actor, { action: "pin.set", subject: { kind: "person", id: actor.id } });
    return { ok: true } as const;
  });
}

function mountPassword(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  const { access, world } = dependencies;
  mount(app, accountRoutes.changePassword, "staff", async ({ actor, body, request, reply }) => {
    const objection = objectionToPassword(body.next, sessionOf(request).person.username);
    if (objection !== undefined) throw new Refusal(objection);
    await provePassword(dependencies, actor, body.current);
    await access.credentials.keepPassword(actor.id, await access.passwords.hash(body.next));
    // Whoever knew the password before is out; this browser goes on under a new token.
    const ended = await access.devices.end(actor.id, { except: actor.sessionId });
    for (const sessionId of ended) realtime.dropSession(sessionId);
    await openFully(dependencies, actor, { request, reply });
    const subject = { kind: "person", id: actor.id } as const;
    await note(world, actor, { action: "password.changed", subject, details: { sessions: ended.length } });
    return { endedDevices: ended.length };
  });
}

function mountFactor(app: FastifyInstance, dependencies: Dependencies): void {
  const { access, world } = dependencies;
  mount(app, accountRoutes.beginSecondFactor, "session", async ({ actor, body, request }) => {
    const { stage, isLocked, person } = sessionOf(request);
    if (stage === "second_factor" || isLocked) throw new Refusal("step-not-open");
    if ((await access.factors.secret(actor.id)) !== undefined) await proveFactor(dependencies, actor, body.code ?? "");
    const secret = newSecret();
    await access.factors.propose(actor.id, secret);
    return { secret, uri: addressOf(secret, person.username) };
  });
  mount(app, accountRoutes.confirmSecondFactor, "session", async ({ actor, body, request, reply }) => {
    const { stage, isLocked } = sessionOf(request);
    if (stage === "second_factor" || isLocked) throw new Refusal("step-not-open");
    const [secret, now] = await Promise.all([access.factors.proposed(actor.id), access.factors.now()]);
    if (secret === undefined) throw new Refusal("step-not-open");
    await count(dependencies, { kind: "factor", of: actor.id, waits: SIGN_IN_POLICY.factorWaits });
    const step = stepOf(secret, body.code.replace(/\s/gu, ""), now);
    if (step === undefined) throw new Refusal("wrong-code");
    const recoveryCodes = newRecoveryCodes();
    if (!(await access.factors.confirm(actor.id, step, recoveryCodes))) throw new Refusal("step-not-open");
    await access.tries.succeed({ kind: "factor", of: actor.id, waits: [] });
    await openFully(dependencies, actor, { request, reply });
    await note(world, actor, { action: "second-factor.set", subject: { kind: "person", id: actor.id } });
    return { me: await readMe(dependencies, actor, { stage: "open", isLocked: false }), recoveryCodes };
  });
  mount(app, accountRoutes.renewRecoveryCodes, "staff", async ({ actor, body }) => {
    await proveFactor(dependencies, actor, body.code);
    const recoveryCodes = newRecoveryCodes();
    await access.factors.replaceRecoveryCodes(actor.id, recoveryCodes);
    await note(world, actor, { action: "recovery-codes.renewed", subject: { kind: "person", id: actor.id } });
    return { recoveryCodes };
  });
}

function mountDevices(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  const { access, world, config } = dependencies;
  mount(app, accountRoutes.security, "staff", async ({ actor }) => {
    const [devices, recoveryCodesLeft, credential] = await Promise.all([
      access.devices.list(actor.id),
      access.factors.countRecoveryCodes(actor.id),
      access.credentials.ofPerson(actor.id),
    ]);
    return {
      recoveryCodesLeft,
      hasPin: credential?.pinHash !== undefined,
      devices: devices.map(({ since, seenAt, ...device }) => ({
        ...device,
        since: since.toISOString(),
        seenAt: seenAt.toISOString(),
        isThis: device.sessionId === actor.sessionId,
      })),
    };
  });
  mount(app, accountRoutes.endDevice, "staff", async ({ actor, params, reply }) => {
    const ended = await access.devices.end(actor.id, { only: params.sessionId });
    // A device that is gone already is as it was asked to be; somebody else's looks the same.
    for (const sessionId of ended) {
      realtime.dropSession(sessionId);
      await note(world, actor, { action: "device.ended", subject: { kind: "session", id: sessionId } });
    }
    if (params.sessionId === actor.sessionId) clearSessionCookie(reply, config.publicOrigin);
    return { ok: true } as const;
  });
  mount(app, accountRoutes.endEveryDevice, "staff", async ({ actor, reply }) => {
    const ended = await access.devices.end(actor.id, {});
    for (const sessionId of ended) realtime.dropSession(sessionId);
    await note(world, actor, {
      action: "sign-out.everywhere",
      subject: { kind: "person", id: actor.id },
      details: { sessions: ended.length },
    });
    clearSessionCookie(reply, config.publicOrigin);
    return { ok: true } as const;
  });
}
