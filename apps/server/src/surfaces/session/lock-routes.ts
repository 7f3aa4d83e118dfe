import { lockDesk, unlockDesk } from "@nightlight/commands/presence/lock-desk";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import { note } from "../../access/note.ts";
import { proveFactor, provePassword, provePin, type Proof } from "../../access/prove.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount } from "../../plugins/mount.ts";
import { Refusal } from "../../plugins/problems.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { readMe, sessionOf } from "./enter.ts";

type Shown = { readonly pin: string } | { readonly code: string } | { readonly password: string };

/** Locking and unlocking. While a session is locked its conversations go on; it is offered nothing and reads nothing. */
export function mountLock(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  const { access, world } = dependencies;
  mount(app, sessionRoutes.lock, "session", async ({ actor, request }) => {
    if (sessionOf(request).stage !== "open") throw new Refusal("step-not-open");
    // Closed first: whatever fails after this, nothing can be read.
    const isNew = await access.devices.lock(actor.sessionId);
    realtime.lockSession(actor);
    if (!isNew) return { ok: true } as const;
    const intent = await lockDesk(world, actor);
    if (intent !== undefined) {
      await access.devices.rememberIntent(actor.sessionId, intent);
      realtime.onLease(actor.id);
    }
    await note(world, actor, { action: "session.locked", subject: { kind: "session", id: actor.sessionId } });
    return { ok: true } as const;
  });
  mount(app, sessionRoutes.unlock, "session", async ({ actor, body, request }) => {
    const { stage, isLocked } = sessionOf(request);
    if (stage !== "open") throw new Refusal("step-not-open");
    if (!isLocked) return readMe(dependencies, actor, { stage, isLocked });
    const proof = await prove(dependencies, actor, body);
    const { intent } = await access.devices.unlock(actor.sessionId);
    realtime.unlockSession(actor);
    if (intent !== undefined && (await unlockDesk(world, actor))) realtime.onLease(actor.id);
    const subject = { kind: "session", id: actor.sessionId } as const;
    await note(world, actor, { action: "session.unlocked", subject, details: { proof } });
    return readMe(dependencies, actor, { stage, isLocked: false });
  });
}

async function prove(dependencies: Dependencies, actor: Staff, shown: Shown): Promise<Proof> {
  if ("pin" in shown) return provePin(dependencies, actor, shown.pin);
  if ("code" in shown) return proveFactor(dependencies, actor, shown.code);
  const credential = await dependencies.access.credentials.ofPerson(actor.id);
  // The password has been shown already: beside a second factor it proves nothing new.
  if (credential === undefined || credential.hasSecondFactor) throw new Refusal("second-factor-needed");
  return provePassword(dependencies, actor, shown.password);
}
